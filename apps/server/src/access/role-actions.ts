import type { Action, Role } from '@ejia/contract/access.ts'

/** Everybody of the staff has an inbox and hears what is new. */
const own: readonly Action[] = ['message.own']
const field: readonly Action[] = [
  ...own,
  'request.read',
  'request.file',
  'request.handle',
  'request.readReporter',
  'area.read',
  'configuration.read',
  'dashboard.read',
]
const registry: readonly Action[] = ['registry.read', 'registry.edit', 'registry.reveal']
/** Needs are heard, raised and talked over by everybody who goes from door to door. */
const gathering: readonly Action[] = ['need.read', 'need.note', 'meeting.read', 'meeting.raise', 'practice.read', 'practice.write']
/** Care entries are for the three officers of the grid alone (field.md §4). */
const trio: readonly Action[] = [
  ...field,
  ...registry,
  'registry.care',
  'reportForge.fill',
  'whistle.read',
  'whistle.blow',
  'whistle.rate',
  'captain.manage',
  'escalation.read',
  'escalation.raise',
  ...gathering,
]

/**
 * What each role may do over the area of its assignment (field.md §1). Nobody has everything: the three administrators
 * (三员分立) read no resident's data, and the district sees figures, not people.
 */
export const roleActions: Record<Role, readonly Action[]> = {
  resident: [],
  enterpriseContact: [],
  partyMember: [],
  volunteer: [],
  buildingCaptain: [],
  gridOfficer: trio,
  branchSecretary: [...trio, 'registry.party'],
  partyInstructor: [...trio, 'registry.party', 'need.manage'],
  communityLead: [
    ...field,
    ...registry,
    'request.dispatch',
    'request.verify',
    'notice.publish',
    'account.read',
    'reportForge.fill',
    'whistle.read',
    'whistle.blow',
    'whistle.approve',
    'whistle.rate',
    'escalation.read',
    'escalation.raise',
    'escalation.decide',
    ...gathering,
    'need.manage',
    'leave.approve',
    'handover.oversee',
    'captain.manage',
  ],
  subdistrictStaff: [
    ...field,
    ...registry,
    'registry.import',
    'registry.export',
    'registry.approve',
    'registry.rights',
    'request.dispatch',
    'request.verify',
    'request.supervise',
    'configuration.edit',
    'area.edit',
    'notice.publish',
    'account.read',
    'account.invite',
    'assignment.edit',
    'message.read',
    'message.retry',
    'reportForge.define',
    'reportForge.fill',
    'whistle.read',
    'whistle.blow',
    'whistle.approve',
    'whistle.summon',
    'whistle.supervise',
    'escalation.read',
    'escalation.raise',
    'escalation.decide',
    ...gathering,
    'need.manage',
    'meeting.manage',
    'secondment.confirm',
    'leave.approve',
    'handover.oversee',
    'captain.manage',
  ],
  departmentContact: [...own, 'request.read', 'request.handle', 'whistle.read', 'whistle.answer', 'meeting.read'],
  // A repeated objection of a department is decided here: the whistle is read without its matter.
  districtStaff: [
    ...own,
    'dashboard.read',
    'area.read',
    'configuration.read',
    'whistle.read',
    'whistle.appeal',
    'secondment.manage',
    'escalation.read',
    'escalation.decide',
  ],
  systemAdmin: [...own, 'area.read', 'area.edit', 'apiKey.manage'],
  securityAdmin: [...own, 'area.read', 'account.read', 'account.invite', 'assignment.edit'],
  auditor: [...own, 'audit.read'],
}
