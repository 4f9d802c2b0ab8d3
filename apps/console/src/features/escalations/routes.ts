import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type EscalationSearch = { direction?: 'toMe' | 'fromHere'; show?: 'finished' | 'all'; overdue?: true }

export const escalationsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/escalations',
  validateSearch: (raw: Record<string, unknown>): EscalationSearch => {
    const direction = (['toMe', 'fromHere'] as const).find((one) => one === raw['direction'])
    const show = (['finished', 'all'] as const).find((one) => one === raw['show'])
    return { ...(direction && { direction }), ...(show && { show }), ...(String(raw['overdue']) === 'true' && { overdue: true as const }) }
  },
  component: lazyRouteComponent(() => import('./escalations-page.tsx'), 'EscalationsPage'),
})

export const escalationRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/escalations/$escalationId',
  component: lazyRouteComponent(() => import('./escalation-page.tsx'), 'EscalationPage'),
})

export const raiseRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/requests/$requestId/escalation',
  component: lazyRouteComponent(() => import('./raise-page.tsx'), 'RaisePage'),
})
