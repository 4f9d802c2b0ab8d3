import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const rightsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/asks',
  component: lazyRouteComponent(() => import('./asks-page.tsx'), 'AsksPage'),
})
