import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const addressesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/addresses',
  component: lazyRouteComponent(() => import('./addresses-page.tsx'), 'AddressesPage'),
})

export const writtenPersonRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/written-people/new',
  component: lazyRouteComponent(() => import('./enter-page.tsx'), 'EnterPage'),
})
