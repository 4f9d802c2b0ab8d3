import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const areasRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/areas',
  validateSearch: (raw: Record<string, unknown>): { in?: string } => (/^\d{6,15}$/.test(String(raw['in'])) ? { in: String(raw['in']) } : {}),
  component: lazyRouteComponent(() => import('./areas-page.tsx'), 'AreasPage'),
})

export const buildingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/areas/buildings/$buildingId',
  component: lazyRouteComponent(() => import('./buildings/building-page.tsx'), 'BuildingPage'),
})

export const stickersRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/areas/$code/stickers',
  component: lazyRouteComponent(() => import('./buildings/stickers-page.tsx'), 'StickersPage'),
})
