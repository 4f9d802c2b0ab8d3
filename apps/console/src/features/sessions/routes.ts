import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, staffRoute } from '../../app/root-route.tsx'

type SignInSearch = { next?: string; why?: 'idle' | 'ended' }

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search['next'] === 'string' && /^\/(?!\/)/.test(search['next']) && { next: search['next'] }),
    ...((search['why'] === 'idle' || search['why'] === 'ended') && { why: search['why'] }),
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
})

export const accountRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./own-account/account-page.tsx'), 'AccountPage'),
})
