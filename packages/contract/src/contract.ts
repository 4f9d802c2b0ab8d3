import { accountsContract, apiKeysContract, officersContract } from './accounts.ts'
import { addressWaitsContract } from './address-waits.ts'
import { areasContract } from './areas.ts'
import { captainsContract } from './captains.ts'
import { configurationContract } from './configuration.ts'
import { dealingsContract } from './dealings.ts'
import { enterprisesContract } from './enterprises.ts'
import { exportsContract } from './exports.ts'
import { handoversContract } from './handovers.ts'
import { escalationsContract } from './escalations.ts'
import { importsContract } from './imports.ts'
import { inboxContract } from './inbox.ts'
import { intakeContract } from './intake.ts'
import { meetingTasksContract } from './meeting-tasks.ts'
import { meetingsContract } from './meetings.ts'
import { needsContract } from './needs.ts'
import { messagesContract } from './messages.ts'
import { leavesContract } from './leaves.ts'
import { noticesContract } from './notices.ts'
import { ownEnterprisesContract } from './own-enterprises.ts'
import { oversightContract } from './oversight.ts'
import { partyContract } from './party.ts'
import { practicesContract } from './practices.ts'
import { promisesContract } from './promises.ts'
import { purposesContract } from './purposes.ts'
import { registryLinksContract } from './registry-links.ts'
import { registryContract } from './registry-routes.ts'
import { reportForgeContract } from './report-forge.ts'
import { reportsContract } from './reports.ts'
import { retentionContract } from './retention.ts'
import { rightsContract } from './rights.ts'
import { secondmentsContract } from './secondments.ts'
import { sessionsContract } from './sessions.ts'
import { topicsContract } from './topics.ts'
import { whistlesContract } from './whistles.ts'
import { writtenAddressesContract } from './written-addresses.ts'

/** Every route of the product: the server implements it, the two apps call it. */
export const contract = {
  sessions: sessionsContract,
  accounts: accountsContract,
  apiKeys: apiKeysContract,
  officers: officersContract,
  areas: areasContract,
  configuration: configurationContract,
  intake: intakeContract,
  requests: inboxContract,
  notices: noticesContract,
  reports: reportsContract,
  reportForge: reportForgeContract,
  oversight: oversightContract,
  registry: registryContract,
  party: partyContract,
  enterprises: enterprisesContract,
  imports: importsContract,
  exports: exportsContract,
  addressWaits: addressWaitsContract,
  writtenAddresses: writtenAddressesContract,
  rights: rightsContract,
  ownEnterprises: ownEnterprisesContract,
  registryLinks: registryLinksContract,
  dealings: dealingsContract,
  purposes: purposesContract,
  retention: retentionContract,
  whistles: whistlesContract,
  escalations: escalationsContract,
  promises: promisesContract,
  needs: needsContract,
  messages: messagesContract,
  handovers: handoversContract,
  leaves: leavesContract,
  secondments: secondmentsContract,
  captains: captainsContract,
  topics: topicsContract,
  meetings: meetingsContract,
  meetingTasks: meetingTasksContract,
  practices: practicesContract,
}
export type Contract = typeof contract
