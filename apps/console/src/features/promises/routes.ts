import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type PromisesSearch = { show?: 'ended'; overdue?: true }

export const promisesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/promises',
  validateSearch: (raw: Record<string, unknown>): PromisesSearch => ({
    ...(raw['show'] === 'ended' && { show: 'ended' as const }),
    ...(raw['show'] !== 'ended' && (raw['overdue'] === true || raw['overdue'] === 'true') && { overdue: true as const }),
  }),
  component: lazyRouteComponent(() => import('./promises-page.tsx'), 'PromisesPage'),
})
