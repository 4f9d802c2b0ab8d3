import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'
import { readShow } from '../posts/show.ts'

export const handoversRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/handovers',
  validateSearch: (raw: Record<string, unknown>): { show?: 'over' | 'all' } => readShow(raw['show']),
  component: lazyRouteComponent(() => import('./handovers-page.tsx'), 'HandoversPage'),
})

export const handoverRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/handovers/$handoverId',
  component: lazyRouteComponent(() => import('./handover-page.tsx'), 'HandoverPage'),
})
