import { areasRoute, buildingRoute, stickersRoute } from '../features/areas/routes.ts'
import { captainsRoute } from '../features/captains/routes.ts'
import { dashboardRoute } from '../features/dashboard/routes.ts'
import { enterpriseRoute, enterprisesRoute, resourcesRoute } from '../features/enterprises/routes.ts'
import { handoverRoute, handoversRoute } from '../features/handovers/routes.ts'
import { leaveRoute, leavesRoute } from '../features/leaves/routes.ts'
import { myDeliveryRoute, myMessagesRoute } from '../features/messages/routes.ts'
import { addressesRoute, writtenPersonRoute } from '../features/addresses/routes.ts'
import { importRoute, importsRoute } from '../features/imports/routes.ts'
import { escalationRoute, escalationsRoute, raiseRoute } from '../features/escalations/routes.ts'
import {
  editMeetingRoute,
  meetingRoute,
  meetingsRoute,
  meetingTaskRoute,
  meetingTasksRoute,
  minutesRoute,
  planMeetingRoute,
  raiseTopicRoute,
  topicsRoute,
} from '../features/meetings/routes.ts'
import { needNotesRoute, needRoute, needsRoute, newNeedNoteRoute } from '../features/needs/routes.ts'
import { editPracticeRoute, practiceRoute, practicesRoute } from '../features/practices/routes.ts'
import { promisesRoute } from '../features/promises/routes.ts'
import { noticesRoute } from '../features/notices/routes.ts'
import { apiKeysRoute, auditRoute, messagesRoute } from '../features/oversight/routes.ts'
import { endingRoute, exportsRoute, purposesRoute, retentionRoute } from '../features/privacy/routes.ts'
import { officerNoticeRoute, peopleRoute, personRoute, triosRoute, unitsRoute } from '../features/people/routes.ts'
import { buildingHomesRoute, freshnessRoute, householdRoute, registryPersonRoute, registryRoute, roundRoute } from '../features/registry/routes.ts'
import { askedCellsRoute, definitionRoute, definitionsRoute, fillRoute, formsRoute } from '../features/report-forge/routes.ts'
import { rightsRoute } from '../features/rights/routes.ts'
import { secondmentCallRoute, secondmentRoute, secondmentsRoute } from '../features/secondments/routes.ts'
import { settingsRoute } from '../features/settings/routes.ts'
import { blowRoute, wallRoute, whistleFiguresRoute, whistleRoute, whistlesRoute } from '../features/whistles/routes.ts'

/** The pages of the office: figures, places, people, rules, oversight. */
export const officeRoutes = [
  dashboardRoute,
  whistlesRoute,
  wallRoute,
  whistleRoute,
  blowRoute,
  whistleFiguresRoute,
  escalationsRoute,
  escalationRoute,
  raiseRoute,
  registryRoute,
  buildingHomesRoute,
  householdRoute,
  registryPersonRoute,
  roundRoute,
  freshnessRoute,
  enterprisesRoute,
  enterpriseRoute,
  resourcesRoute,
  rightsRoute,
  purposesRoute,
  endingRoute,
  exportsRoute,
  retentionRoute,
  importsRoute,
  importRoute,
  addressesRoute,
  writtenPersonRoute,
  formsRoute,
  askedCellsRoute,
  definitionsRoute,
  definitionRoute,
  fillRoute,
  areasRoute,
  buildingRoute,
  stickersRoute,
  peopleRoute,
  personRoute,
  triosRoute,
  unitsRoute,
  officerNoticeRoute,
  leavesRoute,
  leaveRoute,
  handoversRoute,
  handoverRoute,
  secondmentsRoute,
  secondmentCallRoute,
  secondmentRoute,
  captainsRoute,
  settingsRoute,
  noticesRoute,
  needsRoute,
  needRoute,
  needNotesRoute,
  newNeedNoteRoute,
  topicsRoute,
  raiseTopicRoute,
  meetingsRoute,
  planMeetingRoute,
  meetingRoute,
  editMeetingRoute,
  minutesRoute,
  meetingTasksRoute,
  meetingTaskRoute,
  promisesRoute,
  practicesRoute,
  practiceRoute,
  editPracticeRoute,
  messagesRoute,
  myMessagesRoute,
  myDeliveryRoute,
  apiKeysRoute,
  auditRoute,
] as const
