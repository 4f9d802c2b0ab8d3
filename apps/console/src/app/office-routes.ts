import { areasRoute, buildingRoute, stickersRoute } from '../features/areas/routes.ts'
import { dashboardRoute } from '../features/dashboard/routes.ts'
import { noticesRoute } from '../features/notices/routes.ts'
import { apiKeysRoute, auditRoute, messagesRoute } from '../features/oversight/routes.ts'
import { peopleRoute, personRoute, triosRoute, unitsRoute } from '../features/people/routes.ts'
import { settingsRoute } from '../features/settings/routes.ts'

/** The pages of the office: figures, places, people, rules, oversight. */
export const officeRoutes = [
  dashboardRoute,
  areasRoute,
  buildingRoute,
  stickersRoute,
  peopleRoute,
  personRoute,
  triosRoute,
  unitsRoute,
  settingsRoute,
  noticesRoute,
  messagesRoute,
  apiKeysRoute,
  auditRoute,
] as const
