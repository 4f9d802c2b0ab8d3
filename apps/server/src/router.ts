import { api } from './access/api.ts'
import { sessionRoutes } from './access/session-routes.ts'
import { areaRoutes } from './areas/area-routes.ts'
import { configurationRoutes } from './settings/configuration-routes.ts'
import { dealingRoutes } from './dealings/dealing-routes.ts'
import { oversightRoutes } from './oversight/oversight-routes.ts'
import { meetingRoutes } from './meetings/meeting-routes.ts'
import { meetingTaskRoutes } from './meetings/tasks/task-routes.ts'
import { topicRoutes } from './meetings/topics/topic-routes.ts'
import { practiceRoutes } from './practices/practice-routes.ts'
import { needRoutes } from './needs/need-routes.ts'
import { messageRoutes } from './messages/message-routes.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { reportForgeRoutes } from './report-forge/report-forge-routes.ts'
import { captainRoutes } from './captains/captain-routes.ts'
import { endPostRoute, handoverRoutes } from './handovers/handover-routes.ts'
import { leaveRoutes } from './leaves/leave-routes.ts'
import { officerRoutes } from './people/officer-routes.ts'
import { accountRoutes, apiKeyRoutes } from './people/people-routes.ts'
import { triosRoute } from './reports/trio-routes.ts'
import { secondmentRoutes } from './secondments/secondment-routes.ts'
import { reportRoutes } from './reports/report-routes.ts'
import { enterpriseRoutes } from './registry/enterprises/enterprise-routes.ts'
import { purposeRoutes } from './registry/purposes/purpose-routes.ts'
import { retentionRoutes } from './registry/retention/retention-routes.ts'
import { ownEnterpriseRoutes } from './registry/enterprises/own/own-enterprise-routes.ts'
import { registryLinkRoutes } from './registry/links/link-routes.ts'
import { rightsRoutes } from './registry/rights/rights-routes.ts'
import { exportRoutes } from './registry/exports/export-routes.ts'
import { addressWaitRoutes } from './registry/addresses/address-wait-routes.ts'
import { writtenAddressRoutes } from './registry/addresses/written-routes.ts'
import { importRoutes } from './registry/imports/import-routes.ts'
import { partyRoutes } from './registry/party/party-routes.ts'
import { registryRoutes } from './registry/registry-routes.ts'
import { inboxRoutes } from './requests/inbox/inbox-routes.ts'
import { escalationRoutes } from './escalations/escalation-routes.ts'
import { promiseRoutes } from './promises/promise-routes.ts'
import { whistleRoutes } from './whistles/whistle-routes.ts'
import { intakeRoutes } from './requests/following/intake-routes.ts'

/** Every route of the contract; the compiler refuses a missing one. */
export const router = api.router({
  sessions: sessionRoutes,
  accounts: { ...accountRoutes, endAssignment: endPostRoute, trios: triosRoute },
  apiKeys: apiKeyRoutes,
  officers: officerRoutes,
  areas: areaRoutes,
  configuration: configurationRoutes,
  intake: intakeRoutes,
  requests: inboxRoutes,
  notices: noticeRoutes,
  reports: reportRoutes,
  reportForge: reportForgeRoutes,
  oversight: oversightRoutes,
  registry: registryRoutes,
  party: partyRoutes,
  enterprises: enterpriseRoutes,
  imports: importRoutes,
  exports: exportRoutes,
  addressWaits: addressWaitRoutes,
  writtenAddresses: writtenAddressRoutes,
  rights: rightsRoutes,
  ownEnterprises: ownEnterpriseRoutes,
  registryLinks: registryLinkRoutes,
  dealings: dealingRoutes,
  purposes: purposeRoutes,
  retention: retentionRoutes,
  whistles: whistleRoutes,
  escalations: escalationRoutes,
  promises: promiseRoutes,
  needs: needRoutes,
  messages: messageRoutes,
  handovers: handoverRoutes,
  leaves: leaveRoutes,
  secondments: secondmentRoutes,
  captains: captainRoutes,
  topics: topicRoutes,
  meetings: meetingRoutes,
  meetingTasks: meetingTaskRoutes,
  practices: practiceRoutes,
})
