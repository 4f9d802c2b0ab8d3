import type { CallerName, Row } from './authorization-matrix.ts'

type Group = readonly CallerName[]
type Groups = Record<
  'everybody' | 'accounts' | 'colleagues' | 'staff' | 'approvers' | 'registryReaders' | 'ofRegistry' | 'ofPlace' | 'people' | 'readers',
  Group
>

/** Rows of the matrix about accounts and people in their posts: secondment, leave, handover, captains, the printed notice. */
export const peopleRows = ({
  everybody,
  accounts,
  colleagues,
  staff,
  approvers,
  registryReaders,
  ofRegistry,
  ofPlace,
  people,
  readers,
}: Groups): Record<string, Row> => ({
  'accounts.list': { method: 'GET', path: '/accounts', allowed: people },
  'accounts.open': { method: 'GET', path: '/accounts/{ownOfficer}', allowed: ['lead', 'office', 'securityAdmin'] },
  'accounts.invite': { method: 'POST', path: '/accounts', body: { name: '新人', role: 'gridOfficer', areaCode: '{grid}' }, allowed: ['office'] },
  'accounts.inviteAgain': { method: 'POST', path: '/accounts/{spare}/invitation', body: { reason: '丢了手机' }, allowed: ['office'] },
  'accounts.disable': { method: 'POST', path: '/accounts/{spare}/disable', body: { reason: '离岗' }, allowed: ['office'] },
  'accounts.enable': { method: 'POST', path: '/accounts/{spare}/enable', body: {}, allowed: ['office'] },
  'accounts.listAssignments': { method: 'GET', path: '/assignments', allowed: people },
  'accounts.assign': { method: 'POST', path: '/assignments', body: { accountId: '{spare}', role: 'branchSecretary', areaCode: '{grid}' }, allowed: ['office'] },
  'accounts.endAssignment': { method: 'POST', path: '/assignments/{spareAssignment}/end', body: { reason: '轮岗' }, allowed: ['office'] },
  'accounts.trios': { method: 'GET', path: '/trios', allowed: people },
  'accounts.listUnits': { method: 'GET', path: '/units', allowed: readers },
  'accounts.saveUnit': {
    method: 'PUT',
    path: '/units/{newId}',
    body: { name: '新部门{newId}', kind: 'department', areaCode: '{subdistrict}', active: true },
    allowed: ['office', 'securityAdmin'],
  },

  'apiKeys.list': { method: 'GET', path: '/api-keys', allowed: ['systemAdmin'] },
  'apiKeys.create': {
    method: 'POST',
    path: '/api-keys',
    body: { name: '平台', scopes: ['open311.read'], areaCode: '{subdistrict}' },
    allowed: ['systemAdmin'],
  },
  'apiKeys.revoke': { method: 'DELETE', path: '/api-keys/{apiKey}', allowed: ['systemAdmin'] },
  'officers.findMine': { method: 'GET', path: '/my-grid?grid={grid}', allowed: everybody },

  'officers.notice': { method: 'GET', path: '/areas/{grid}/officer-notice', allowed: ofPlace },
  'secondments.listCalls': { method: 'GET', path: '/secondment-calls', allowed: colleagues },
  'secondments.openCall': {
    method: 'POST',
    path: '/secondment-calls',
    body: {
      title: '选派党建指导员',
      tasks: '下沉社区',
      startsOn: '2026-12-01',
      endsOn: '2027-05-31',
      nominateUntil: '2026-11-30',
      wants: [{ subdistrict: '{subdistrict}', wanted: 2 }],
    },
    allowed: ['district'],
  },
  // A call is for the colleagues of the district; who holds nothing now is none of them.
  'secondments.readCall': {
    method: 'GET',
    path: '/secondment-calls/{call}',
    allowed: staff,
  },
  'secondments.closeCall': { method: 'POST', path: '/secondment-calls/{spareCall}/close', body: {}, allowed: ['district'] },
  'secondments.nominate': {
    method: 'POST',
    path: '/secondment-calls/{call}/nominations',
    body: { subdistrict: '{subdistrict}', homeUnit: '办公室', statement: '愿意下沉' },
    allowed: staff,
  },
  'secondments.list': { method: 'GET', path: '/secondments', allowed: colleagues },
  'secondments.open': { method: 'GET', path: '/secondments/{secondment}', allowed: ['siblingOfficer', 'office', 'district'] },
  'secondments.move': {
    method: 'POST',
    path: '/secondments/{secondment}/moves',
    body: { move: 'note', words: '到岗顺利' },
    allowed: ['siblingOfficer', 'office', 'district'],
  },

  'leaves.own': { method: 'GET', path: '/my/leaves', allowed: colleagues },
  'leaves.candidates': { method: 'GET', path: '/leave-candidates?assignmentId={officerPost}', allowed: ['officer', 'lead', 'office'] },
  'leaves.ask': {
    method: 'POST',
    path: '/leaves',
    body: { startsOn: '2027-03-01', endsOn: '2027-03-02', covers: [{ assignmentId: '{newId}', substituteId: '{newId}' }] },
    allowed: colleagues,
  },
  'leaves.list': { method: 'GET', path: '/leaves', allowed: approvers },
  'leaves.open': { method: 'GET', path: '/leaves/{leave}', allowed: ['officer', 'secretary', 'lead', 'office'] },
  'leaves.move': { method: 'POST', path: '/leaves/{leave}/moves', body: { move: 'decline', words: '人手不够' }, allowed: ['lead', 'office'] },

  'handovers.list': { method: 'GET', path: '/handovers', allowed: colleagues },
  'handovers.open': { method: 'GET', path: '/handovers/{handover}', allowed: ['officer', 'secretary', 'lead', 'office'] },
  'handovers.move': {
    method: 'POST',
    path: '/handovers/{handover}/moves',
    body: { move: 'note', words: '钥匙在桌上' },
    allowed: ['officer', 'secretary', 'lead', 'office'],
  },

  'captains.list': { method: 'GET', path: '/captains', allowed: registryReaders },
  'captains.invite': { method: 'POST', path: '/captains', body: { buildingId: '{building}', name: '热心邻居' }, allowed: ofRegistry },
  'captains.inviteAgain': { method: 'POST', path: '/captains/{invitedCaptain}/invitation', body: {}, allowed: ofRegistry },
  'captains.end': { method: 'POST', path: '/captains/{spareCaptain}/end', body: {}, allowed: ofRegistry },
  'captains.ask': { method: 'POST', path: '/captains/{captain}/tasks', body: { kind: 'ask', words: '请问问三楼', days: 3 }, allowed: ofRegistry },
  'captains.withdrawTask': { method: 'POST', path: '/captain-tasks/{captainTask}/withdrawal', body: {}, allowed: ofRegistry },
  'captains.openInvitation': { method: 'GET', path: '/captain-invitations/{captainLink}', allowed: everybody },
  'captains.accept': { method: 'POST', path: '/captain-invitations/{captainLink}', body: {}, allowed: ['reporter', 'otherResident'] },
  'captains.own': { method: 'GET', path: '/my/captain-tasks', allowed: accounts },
  'captains.answer': { method: 'POST', path: '/my/captain-tasks/{captainTask}/answer', body: { words: '问过了' }, allowed: ['reporter'] },
})
