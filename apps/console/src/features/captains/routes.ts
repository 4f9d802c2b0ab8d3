import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const captainsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/captains',
  validateSearch: (raw: Record<string, unknown>): { area?: string } => {
    const area = String(raw['area'] ?? '')
    return /^\d{9}(\d{3}){0,2}$/.test(area) ? { area } : {}
  },
  component: lazyRouteComponent(() => import('./captains-page.tsx'), 'CaptainsPage'),
})
