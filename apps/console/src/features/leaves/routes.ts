import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'
import { readShow } from '../posts/show.ts'

export const leavesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/leaves',
  validateSearch: (raw: Record<string, unknown>): { show?: 'over' | 'all' } => readShow(raw['show']),
  component: lazyRouteComponent(() => import('./leaves-page.tsx'), 'LeavesPage'),
})

export const leaveRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/leaves/$leaveId',
  component: lazyRouteComponent(() => import('./leave-page.tsx'), 'LeavePage'),
})
