import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const filingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/file',
  component: lazyRouteComponent(() => import('./filing-page.tsx'), 'FilingPage'),
})
