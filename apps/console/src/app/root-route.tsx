import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../features/sessions/session.ts'
import { setDraftOwner } from '../platform/drafts.ts'
import { MissingPage } from './missing-page.tsx'

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
})

/** Everything behind the sign-in: header, menu, live updates, idle sign-out. Features hang their pages here. */
export const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  beforeLoad: async ({ context, location }) => {
    const { me } = await context.queryClient.ensureQueryData(sessionQuery)
    if (me?.kind !== 'staff') throw redirect({ to: '/sign-in', search: { next: location.href } })
    setDraftOwner(me.accountId)
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})
