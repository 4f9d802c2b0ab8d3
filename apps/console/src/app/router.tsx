import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { sessionQuery } from '../features/sessions/session.ts'
import { accountRoute, invitationRoute, signInRoute } from '../features/sessions/routes.ts'
import { filingRoute } from '../features/assisted-filing/routes.ts'
import { caseRoute } from '../features/requests/routes.ts'
import { inboxRoute } from '../features/inbox/routes.ts'
import { wallScreenRoute } from '../features/whistles/routes.ts'
import { officeRoutes } from './office-routes.ts'
import { queryClient } from '../platform/query-client.ts'
import { BrokenPage } from './broken-page.tsx'
import { menuOf } from './shell/menu.ts'
import { rootRoute, staffRoute } from './root-route.tsx'
import { parseSearch, stringifySearch } from './search-text.ts'

/** The first page is the first of the menu this person has. */
const homeRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { me } = await context.queryClient.ensureQueryData(sessionQuery)
    throw redirect({ to: menuOf(me)[0]?.entries[0]?.to ?? '/account' })
  },
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  invitationRoute,
  wallScreenRoute,
  staffRoute.addChildren([homeRoute, inboxRoute, caseRoute, filingRoute, accountRoute, ...officeRoutes]),
])

export const router = createRouter({
  routeTree,
  basepath: '/console',
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
