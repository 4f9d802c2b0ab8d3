import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'
import { readShow } from '../posts/show.ts'

export type SecondmentSearch = { show?: 'over' | 'all'; subdistrict?: string }

export const secondmentsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/secondments',
  validateSearch: (raw: Record<string, unknown>): SecondmentSearch => {
    const subdistrict = String(raw['subdistrict'] ?? '')
    return { ...readShow(raw['show']), ...(/^\d{9}$/.test(subdistrict) && { subdistrict }) }
  },
  component: lazyRouteComponent(() => import('./secondments-page.tsx'), 'SecondmentsPage'),
})

export const secondmentCallRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/secondment-calls/$callId',
  component: lazyRouteComponent(() => import('./call-page.tsx'), 'CallPage'),
})

export const secondmentRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/secondments/$secondmentId',
  component: lazyRouteComponent(() => import('./secondment-page.tsx'), 'SecondmentPage'),
})
