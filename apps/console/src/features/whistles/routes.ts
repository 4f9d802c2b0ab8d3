import { WhistleKind } from '@ejia/contract/whistles.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type WhistleSearch = { show?: 'finished' | 'all'; kind?: WhistleKind; area?: string; overdue?: true; mine?: true }

export const whistlesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/whistles',
  validateSearch: (raw: Record<string, unknown>): WhistleSearch => {
    const kind = WhistleKind.options.find((option) => option === raw['kind'])
    const show = (['finished', 'all'] as const).find((option) => option === raw['show'])
    const area = String(raw['area'] ?? '')
    return {
      ...(show && { show }),
      ...(kind && { kind }),
      ...(/^\d{9}(\d{3}){0,2}$/.test(area) && { area }),
      ...(raw['overdue'] === true && { overdue: true as const }),
      ...(raw['mine'] === true && { mine: true as const }),
    }
  },
  component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
})

export const whistleRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/whistles/$whistleId',
  component: lazyRouteComponent(() => import('./whistle-page.tsx'), 'WhistlePage'),
})

export const blowRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/requests/$requestId/whistle',
  component: lazyRouteComponent(() => import('./blow-page.tsx'), 'BlowPage'),
})

export const whistleFiguresRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/whistle-figures',
  component: lazyRouteComponent(() => import('./figures-page.tsx'), 'WhistleFiguresPage'),
})
