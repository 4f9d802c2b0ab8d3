import type { SummonsStanding, WhistleKind } from '@ejia/contract/whistles.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { keyOf } from '../../app/search-text.ts'
import { rootRoute, staffRoute } from '../../app/root-route.tsx'

export type WhistleSearch = {
  show?: 'finished' | 'all'
  kind?: WhistleKind
  area?: string
  overdue?: true
  mine?: true
  /** Behind a number of the figures: whose, which, of when. */
  unit?: string
  standing?: SummonsStanding
  from?: string
  to?: string
}

// Named again so that the first page carries no schema; a missing one does not compile.
const kinds: Record<WhistleKind, true> = { residentsUrge: true, jointEnforcement: true, emergency: true }
const standings: Record<SummonsStanding, true> = { summoned: true, onTime: true, late: true, missing: true, notDue: true, released: true, rated: true }

const day = /^\d{4}-\d\d-\d\d$/

export const whistlesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/whistles',
  validateSearch: (raw: Record<string, unknown>): WhistleSearch => {
    const kind = keyOf(kinds, raw['kind'])
    const show = (['finished', 'all'] as const).find((option) => option === raw['show'])
    const standing = keyOf(standings, raw['standing'])
    const [area, unit, from, to] = ['area', 'unit', 'from', 'to'].map((name) => String(raw[name] ?? '')) as [string, string, string, string]
    return {
      ...(show && { show }),
      ...(kind && { kind }),
      ...(/^\d{9}(\d{3}){0,2}$/.test(area) && { area }),
      ...(standing && /^[\da-f-]{36}$/.test(unit) && { unit, standing, ...(day.test(from) && { from }), ...(day.test(to) && { to }) }),
      ...(String(raw['overdue']) === 'true' && { overdue: true as const }),
      ...(String(raw['mine']) === 'true' && { mine: true as const }),
    }
  },
  component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
})

/** Outside the shell: no account stands behind it, so nothing signs it out for idleness. */
export const wallScreenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
  component: lazyRouteComponent(() => import('./wall-screen.tsx'), 'WallScreen'),
})

export const wallRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/whistles/wall',
  component: lazyRouteComponent(() => import('./wall-page.tsx'), 'WallPage'),
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
