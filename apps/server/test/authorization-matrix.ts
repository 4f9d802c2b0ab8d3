import { peopleRows } from './authorization-people.ts'
import { escalationRows } from './authorization-escalations.ts'
import { registryLinkRows } from './authorization-links.ts'
import { meetingRows } from './authorization-meetings.ts'

/**
 * Who may do what, written apart from the code. A row for every route of the contract; `allowed` names the callers whose
 * request is not refused for who they are. Everybody else must be refused.
 */
export const callers = [
  'anonymous',
  'reporter',
  'otherResident',
  'officer',
  'secretary',
  'instructor',
  'siblingOfficer',
  'lead',
  'siblingLead',
  'office',
  'otherOffice',
  'otherOfficer',
  'expiredOfficer',
  'futureLead',
  'department',
  'otherDepartment',
  'district',
  'systemAdmin',
  'securityAdmin',
  'auditor',
] as const
export type CallerName = (typeof callers)[number]

const everybody: readonly CallerName[] = callers
const accounts = callers.filter((name) => name !== 'anonymous')
const trio: readonly CallerName[] = ['officer', 'secretary', 'instructor']
/** Everybody with a living post has an inbox. */
const staff = callers.filter((name) => !['anonymous', 'reporter', 'otherResident', 'expiredOfficer', 'futureLead'].includes(name))
const readers: readonly CallerName[] = [
  ...trio,
  'siblingOfficer',
  'otherOfficer',
  'lead',
  'siblingLead',
  'office',
  'otherOffice',
  'department',
  'otherDepartment',
]
/** Who sees the case of the matrix: it lies in the own grid and was handed to `department`. */
const ofCase: readonly CallerName[] = [...trio, 'lead', 'office', 'department']
const ofPlace: readonly CallerName[] = [...trio, 'lead', 'office', 'district', 'systemAdmin', 'securityAdmin']
const people: readonly CallerName[] = ['lead', 'siblingLead', 'office', 'otherOffice', 'securityAdmin']
const ofRules: readonly CallerName[] = [...trio, 'siblingOfficer', 'lead', 'siblingLead', 'office', 'district']

/** Who keeps the registry of the own grid; care is for its trio alone. */
const ofRegistry: readonly CallerName[] = [...trio, 'lead', 'office']
const registryReaders: readonly CallerName[] = [...trio, 'siblingOfficer', 'otherOfficer', 'lead', 'siblingLead', 'office', 'otherOffice']
const facts = { basedOn: 1, source: 'visit', facts: { sex: 'female' } }

/** Everybody who works here: what a colleague may do whatever the post. Residents may not; who lost the post may still read their own. */
const colleagues = accounts.filter((name) => name !== 'reporter' && name !== 'otherResident')
const approvers: readonly CallerName[] = ['lead', 'siblingLead', 'office', 'otherOffice']

export type Row = { method: string; path: string; body?: object; allowed: readonly CallerName[]; key?: true }

/** `{x}` is filled from the fixture. */
export const matrix: Record<string, Row> = {
  'sessions.me': { method: 'GET', path: '/me', allowed: everybody },
  'sessions.askPhoneCode': { method: 'POST', path: '/sign-in/phone-code', body: { phone: '13900008888' }, allowed: everybody },
  'sessions.signInByPhone': { method: 'POST', path: '/sign-in/phone', body: { phone: '13900008888', code: '000000' }, allowed: everybody },
  'sessions.signIn': { method: 'POST', path: '/sign-in', body: { login: 'nobody', password: 'wrong' }, allowed: everybody },
  'sessions.confirmSecondFactor': { method: 'POST', path: '/sign-in/second-factor', body: { totp: 'bad' }, allowed: accounts },
  'sessions.openInvitation': { method: 'GET', path: '/invitations/{invitation}', allowed: everybody },
  'sessions.acceptInvitation': {
    method: 'POST',
    path: '/invitations/{invitation}',
    body: { login: 'newcomer', password: 'short', totp: '000000' },
    allowed: everybody,
  },
  'sessions.listSessions': { method: 'GET', path: '/me/sessions', allowed: accounts },
  'sessions.endSession': { method: 'DELETE', path: '/me/sessions/{ownSession}', allowed: accounts },
  'sessions.signOut': { method: 'POST', path: '/sign-out', allowed: accounts },
  'sessions.signOutEverywhere': { method: 'POST', path: '/sign-out-everywhere', allowed: accounts },
  'sessions.changePassword': { method: 'POST', path: '/me/password', body: { current: 'x', next: 'short', totp: '000000' }, allowed: accounts },
  'sessions.listDemoRoles': { method: 'GET', path: '/demo/roles', allowed: everybody },
  'sessions.demoSignIn': { method: 'POST', path: '/demo/sign-in', body: { role: 'auditor' }, allowed: everybody },

  'reportForge.listForms': { method: 'GET', path: '/report-forms', allowed: ['office', 'otherOffice'] },
  'reportForge.openForm': { method: 'GET', path: '/report-forms/{form}', allowed: ['office'] },
  'reportForge.saveForm': {
    method: 'PUT',
    path: '/report-forms/{newId}',
    body: {
      subdistrict: '{subdistrict}',
      basedOn: 0,
      name: '人口情况表',
      askedBy: '区里',
      rows: 'one',
      rowFilter: {},
      columns: [{ key: 'a', title: '人数', from: 'system', source: 'people', filter: {}, by: 'office' }],
    },
    allowed: ['office'],
  },
  'reportForge.endForm': { method: 'POST', path: '/report-forms/{spareForm}/end', body: {}, allowed: ['office'] },
  'reportForge.start': {
    method: 'POST',
    path: '/report-forms/{form}/fills',
    body: { from: '2026-11-01', to: '2026-11-30', dueOn: '2026-12-05' },
    allowed: ['office'],
    key: true,
  },
  'reportForge.listFills': { method: 'GET', path: '/report-fills', allowed: ['office', 'otherOffice'] },
  'reportForge.open': { method: 'GET', path: '/report-fills/{fill}', allowed: ['office'] },
  'reportForge.move': { method: 'POST', path: '/report-fills/{fill}/moves', body: { move: 'recount' }, allowed: ['office'] },
  'reportForge.download': { method: 'GET', path: '/report-fills/{sealedFill}/versions/1/file', allowed: ['office'] },
  'reportForge.asked': {
    method: 'GET',
    path: '/asked-cells',
    allowed: [...trio, 'siblingOfficer', 'otherOfficer', 'lead', 'siblingLead', 'office', 'otherOffice'],
  },
  'reportForge.type': {
    method: 'POST',
    path: '/report-fills/{fill}/cells',
    body: { cells: [{ row: '{grid}', column: 'b', value: '3' }] },
    allowed: [...trio, 'lead', 'office'],
  },
  'officers.findMine': { method: 'GET', path: '/my-grid?grid={grid}', allowed: everybody },

  'areas.publicTree': { method: 'GET', path: '/places?subdistrict={subdistrict}', allowed: everybody },
  'areas.publicBuildings': { method: 'GET', path: '/places/buildings?area={grid}', allowed: everybody },
  'areas.findByCode': { method: 'GET', path: '/places/by-code/{qrCode}', allowed: everybody },
  'areas.findByPoint': { method: 'POST', path: '/places/by-point', body: { point: { longitude: 120.31, latitude: 36.06 } }, allowed: everybody },
  'areas.list': { method: 'GET', path: '/areas', allowed: [...ofPlace, 'siblingOfficer', 'siblingLead', 'otherOffice', 'otherOfficer'] },
  'areas.boundaries': { method: 'GET', path: '/areas/{grid}/boundaries', allowed: ofPlace },
  'areas.save': { method: 'PUT', path: '/areas/{grid}', body: { name: '改了名的网格' }, allowed: ['office', 'systemAdmin'] },
  'areas.saveBoundary': {
    method: 'PUT',
    path: '/areas/{grid}/boundary',
    body: {
      boundary: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      validFrom: '2027-01-01',
    },
    allowed: ['office', 'systemAdmin'],
  },
  'areas.importBoundaries': {
    method: 'POST',
    path: '/areas/boundary-import',
    body: { subdistrict: '{subdistrict}', collection: { type: 'FeatureCollection', features: [] }, validFrom: '2027-01-01', dryRun: true },
    allowed: ['office', 'systemAdmin'],
  },
  'areas.listBuildings': { method: 'GET', path: '/buildings?area={grid}', allowed: ofPlace },
  'areas.saveBuilding': {
    method: 'PUT',
    path: '/buildings/{newId}',
    body: { gridCode: '{grid}', name: '新楼', address: '暖阳路 1 号楼' },
    allowed: ['office', 'systemAdmin'],
  },
  'areas.replaceQrCode': { method: 'POST', path: '/buildings/{spareBuilding}/qr-code', body: {}, allowed: ['office', 'systemAdmin'] },
  'areas.openBuilding': { method: 'GET', path: '/buildings/{building}', allowed: ofPlace },
  'areas.saveStairwell': { method: 'PUT', path: '/buildings/{building}/stairwells/{newId}', body: { name: '{shortName}' }, allowed: ['office', 'systemAdmin'] },
  'areas.saveDwelling': { method: 'PUT', path: '/buildings/{building}/dwellings/{newId}', body: { name: '9901' }, allowed: ['office', 'systemAdmin'] },
  'areas.removeDwelling': { method: 'DELETE', path: '/buildings/{building}/dwellings/{dwelling}', allowed: ['office', 'systemAdmin'] },
  'areas.stickers': { method: 'GET', path: '/areas/{grid}/stickers', allowed: ofPlace },

  'configuration.open': { method: 'GET', path: '/configuration/{subdistrict}', allowed: ofRules },
  'configuration.history': { method: 'GET', path: '/configuration/{subdistrict}/service/history', allowed: ofRules },
  'configuration.openVersion': { method: 'GET', path: '/configuration/{subdistrict}/service/versions/1', allowed: ofRules },
  'configuration.dryRun': { method: 'POST', path: '/configuration/{subdistrict}/dry-run', body: { change: '{serviceChange}' }, allowed: ['office'] },
  'configuration.save': {
    method: 'PUT',
    path: '/configuration/{subdistrict}',
    body: { change: '{serviceChange}', basedOn: 0, reason: '试试' },
    allowed: ['office'],
  },

  'intake.form': { method: 'GET', path: '/report-form?subdistrict={subdistrict}', allowed: everybody },
  'intake.uploadPhoto': { method: 'POST', path: '/photos', body: {}, allowed: everybody },
  'intake.file': {
    method: 'POST',
    path: '/reports',
    body: { kind: 'help', category: 'lamp', text: '灯坏了', place: { areaCode: '{grid}' }, channel: 'app', anonymous: true },
    allowed: everybody,
    key: true,
  },
  'intake.follow': { method: 'GET', path: '/follow/{followKey}', allowed: everybody },
  'intake.followPhoto': { method: 'GET', path: '/follow/{followKey}/photos/{photo}', allowed: everybody },
  'intake.followMove': { method: 'POST', path: '/follow/{followKey}/moves', body: { move: 'comment', told: '补一句' }, allowed: everybody },
  'intake.findByReceipt': { method: 'POST', path: '/follow/find', body: { receiptNumber: '{otherReceipt}', phoneEnding: '4444' }, allowed: everybody },
  'intake.listOwn': { method: 'GET', path: '/my/reports', allowed: accounts },
  'intake.openOwn': { method: 'GET', path: '/my/reports/{request}', allowed: ['reporter'] },
  'intake.ownPhoto': { method: 'GET', path: '/my/reports/{request}/photos/{photo}', allowed: ['reporter'] },
  'intake.moveOwn': { method: 'POST', path: '/my/reports/{request}/moves', body: { move: 'comment', told: '补一句' }, allowed: ['reporter'] },
  'intake.adopt': { method: 'POST', path: '/my/reports', body: { followKey: '{followKey}' }, allowed: accounts },

  'requests.list': { method: 'GET', path: '/requests', allowed: readers },
  'requests.count': { method: 'GET', path: '/requests/counts', allowed: readers },
  'requests.open': { method: 'GET', path: '/requests/{request}', allowed: ofCase },
  'requests.photo': { method: 'GET', path: '/requests/{request}/photos/{photo}', allowed: ofCase },
  'requests.file': {
    method: 'POST',
    path: '/requests',
    body: { kind: 'help', category: 'lamp', text: '灯坏了', place: { areaCode: '{grid}' }, channel: 'walkIn' },
    allowed: [...trio, 'siblingOfficer', 'lead', 'siblingLead', 'office'],
  },
  'requests.similar': { method: 'GET', path: '/requests/similar?text=x', allowed: readers },
  'requests.move': { method: 'POST', path: '/requests/{request}/moves', body: { move: 'note', internal: '看过了' }, allowed: ofCase },
  'requests.dispatchMany': {
    method: 'POST',
    path: '/requests/bulk-dispatch',
    body: { requestIds: ['{newId}'], reason: '改派' },
    allowed: ['lead', 'siblingLead', 'office', 'otherOffice'],
  },
  'requests.dispatchTargets': { method: 'GET', path: '/requests/dispatch-targets?requestId={request}', allowed: ofCase },
  'requests.revealReporter': { method: 'POST', path: '/requests/{request}/reporter', body: { reason: '回访' }, allowed: [...trio, 'lead', 'office'] },

  'notices.publicList': { method: 'GET', path: '/public-notices?area={grid}', allowed: everybody },
  'notices.publicOpen': { method: 'GET', path: '/public-notices/{notice}', allowed: everybody },
  'notices.list': { method: 'GET', path: '/notices', allowed: ['lead', 'siblingLead', 'office', 'otherOffice'] },
  'notices.publish': { method: 'POST', path: '/notices', body: { areaCode: '{community}', title: '停水', body: '明天停水' }, allowed: ['lead', 'office'] },
  'notices.withdraw': { method: 'POST', path: '/notices/{spareNotice}/withdraw', body: {}, allowed: ['lead', 'office'] },
  'reports.dashboard': { method: 'GET', path: '/dashboard?area={grid}', allowed: [...trio, 'lead', 'office', 'district'] },
  'reports.standing': { method: 'GET', path: '/dashboard/standing?area={grid}', allowed: [...trio, 'lead', 'office', 'district'] },
  'oversight.listAudit': { method: 'GET', path: '/audit?subdistrict={subdistrict}', allowed: ['auditor'] },
  'oversight.listMessages': { method: 'GET', path: '/messages', allowed: ['office', 'otherOffice'] },
  'oversight.retryMessage': { method: 'POST', path: '/messages/{failedMessage}/retry', body: {}, allowed: ['office'] },
  'oversight.live': { method: 'GET', path: '/live', allowed: staff },

  'registry.search': { method: 'POST', path: '/registry/searches', body: { text: '张三' }, allowed: registryReaders },
  'registry.listHomes': { method: 'GET', path: '/registry/buildings/{building}/homes', allowed: ofRegistry },
  'registry.openHousehold': { method: 'GET', path: '/registry/households/{household}', allowed: ofRegistry },
  'registry.createHousehold': { method: 'POST', path: '/registry/households', body: { kind: 'rental', dwellingId: '{home}' }, allowed: ofRegistry },
  'registry.openPerson': { method: 'GET', path: '/registry/people/{person}', allowed: ofRegistry },
  'registry.createPerson': {
    method: 'POST',
    path: '/registry/people',
    body: { householdId: '{household}', source: 'visit', facts: { name: '新邻居' } },
    allowed: ofRegistry,
    key: true,
  },
  'registry.correct': { method: 'POST', path: '/registry/people/{person}/facts', body: facts, allowed: ofRegistry },
  'registry.confirm': { method: 'POST', path: '/registry/people/{person}/confirmations', body: { source: 'visit', fields: ['name'] }, allowed: ofRegistry },
  'registry.reveal': { method: 'POST', path: '/registry/people/{person}/reveals', body: { purpose: 'gridService', reason: '入户前联系' }, allowed: ofRegistry },
  'registry.moveHousehold': {
    method: 'POST',
    path: '/registry/people/{person}/moves',
    body: { householdId: '{household}', source: 'visit' },
    allowed: ofRegistry,
  },
  'registry.merge': { method: 'POST', path: '/registry/people/{person}/merges', body: { otherId: '{person}', reason: '同一人' }, allowed: ofRegistry },
  'registry.split': { method: 'POST', path: '/registry/people/{person}/splits', body: { otherId: '{newId}', reason: '合错了' }, allowed: ofRegistry },
  'registry.addCare': {
    method: 'POST',
    path: '/registry/people/{person}/care',
    body: { group: 'aged80', level: 'monthly', reviewOn: '2027-01-01' },
    allowed: trio,
  },
  'registry.reviewCare': { method: 'POST', path: '/registry/care/{care}/reviews', body: { outcome: 'continue', reviewOn: '2027-02-01' }, allowed: trio },
  'registry.nextRound': { method: 'GET', path: '/registry/next-round?grid={grid}', allowed: ofRegistry },
  'registry.freshness': { method: 'GET', path: '/registry/freshness?area={grid}', allowed: ofRegistry },
  'registry.end': { method: 'POST', path: '/registry/people/{sparePerson}/end', body: { why: 'movedAway' }, allowed: ofRegistry },
  'party.open': { method: 'GET', path: '/registry/people/{person}/party-membership', allowed: ['secretary', 'instructor'] },
  'party.keep': {
    method: 'PUT',
    path: '/registry/people/{person}/party-membership',
    body: { branch: '一支部', registeredOn: null },
    allowed: ['secretary', 'instructor'],
  },
  'party.end': { method: 'DELETE', path: '/registry/people/{person}/party-membership', allowed: ['secretary', 'instructor'] },
  'enterprises.list': { method: 'GET', path: '/enterprises', allowed: registryReaders },
  'enterprises.open': { method: 'GET', path: '/enterprises/{enterprise}', allowed: ofRegistry },
  'enterprises.save': {
    method: 'PUT',
    path: '/enterprises/{newId}',
    body: { basedOn: 0, source: 'visit', kind: 'individualBusiness', name: '小店', industry: '零售', gridCode: '{grid}', address: '暖阳路 1 号' },
    allowed: ofRegistry,
  },
  'enterprises.listResources': { method: 'GET', path: '/resources', allowed: registryReaders },
  'enterprises.saveResource': { method: 'PUT', path: '/resources/{newId}', body: { kind: 'skill', title: '会理发', gridCode: '{grid}' }, allowed: ofRegistry },
  'enterprises.endResource': { method: 'POST', path: '/resources/{resource}/end', body: {}, allowed: ofRegistry },

  'whistles.list': { method: 'GET', path: '/whistles', allowed: [...registryReaders, 'department', 'otherDepartment', 'district'] },
  'whistles.open': { method: 'GET', path: '/whistles/{whistle}', allowed: ofCase },
  'whistles.photo': { method: 'GET', path: '/whistles/{whistle}/photos/{photo}', allowed: ofCase },
  // The team of the case and who was summoned, as long as the whistle lasts.
  'whistles.taskPhoto': { method: 'GET', path: '/whistles/{whistle}/tasks/{whistleTask}/photos/{whistleTaskPhoto}', allowed: ofCase },
  'whistles.wall': { method: 'GET', path: '/whistle-wall', allowed: ['lead', 'siblingLead', 'office', 'otherOffice'] },
  'whistles.wallLive': { method: 'GET', path: '/whistle-wall/live', allowed: ['lead', 'siblingLead', 'office', 'otherOffice'] },
  'whistles.startWall': { method: 'POST', path: '/whistle-wall-screens', body: { areaCode: '{community}' }, allowed: ['lead', 'office'] },
  'whistles.ofRequest': { method: 'GET', path: '/requests/{request}/whistles', allowed: ofRegistry },
  'whistles.blow': {
    method: 'POST',
    path: '/requests/{request}/whistles',
    body: { kind: 'residentsUrge', title: '一起来办', need: '请几个部门一起来' },
    allowed: ofRegistry,
  },
  'whistles.move': { method: 'POST', path: '/whistles/{whistle}/moves', body: { move: 'note', words: '看过了' }, allowed: ofCase },
  'whistles.figures': { method: 'GET', path: '/whistle-figures', allowed: ['office', 'otherOffice'] },

  ...meetingRows,
  'imports.template': { method: 'GET', path: '/imports/template', allowed: ['office', 'otherOffice'] },
  'imports.list': { method: 'GET', path: '/imports', allowed: ['office', 'otherOffice'] },
  'imports.propose': { method: 'POST', path: '/imports/proposals', body: {}, allowed: ['office', 'otherOffice'] },
  'imports.upload': { method: 'POST', path: '/imports', body: {}, allowed: ['office', 'otherOffice'] },
  'imports.open': { method: 'GET', path: '/imports/{import}', allowed: ['office'] },
  'imports.faults': { method: 'GET', path: '/imports/{import}/faults', allowed: ['office'] },
  'imports.remap': { method: 'POST', path: '/imports/{import}/mapping', body: { mapping: { name: 0 } }, allowed: ['office'] },
  'imports.apply': { method: 'POST', path: '/imports/{import}/apply', body: {}, allowed: ['office'] },
  'imports.cancel': { method: 'POST', path: '/imports/{import}/cancel', body: {}, allowed: ['office'] },
  'imports.undo': { method: 'POST', path: '/imports/{import}/undo', body: {}, allowed: ['office'] },
  'imports.returned': { method: 'GET', path: '/imports/{import}/returned-file', allowed: ['office'] },

  'exports.list': { method: 'GET', path: '/registry/exports', allowed: ['office', 'otherOffice'] },
  'exports.ask': {
    method: 'POST',
    path: '/registry/exports',
    body: { kind: 'people', area: '{grid}', whole: false, purpose: 'gridService', reason: '核对台账', recipient: '网格办' },
    allowed: ['office'],
    key: true,
  },
  'exports.move': { method: 'POST', path: '/registry/exports/{export}/moves', body: { move: 'decline', words: '不必' }, allowed: ['office'] },
  'exports.take': { method: 'POST', path: '/registry/exports/{export}/downloads', allowed: ['office'] },
  'retention.list': { method: 'GET', path: '/retention', allowed: ['office', 'otherOffice'] },
  'purposes.list': { method: 'GET', path: '/purposes', allowed: ['office', 'otherOffice'] },
  'purposes.preview': { method: 'GET', path: '/purposes/epidemicControl/preview?subdistrict={subdistrict}', allowed: ['office'] },
  'purposes.ask': {
    method: 'POST',
    path: '/purposes/epidemicControl/endings',
    body: { subdistrict: '{subdistrict}', reason: '防控结束' },
    allowed: ['office'],
  },
  'purposes.open': { method: 'GET', path: '/purpose-endings/{purposeEnding}', allowed: ['office'] },
  'purposes.move': { method: 'POST', path: '/purpose-endings/{purposeEnding}/moves', body: { move: 'withdraw', words: '再等等' }, allowed: ['office'] },
  'rights.own': { method: 'GET', path: '/own/record', allowed: accounts },
  'rights.link': { method: 'POST', path: '/own/link', body: { subdistrict: '{subdistrict}', name: '无此人' }, allowed: ['reporter', 'otherResident'] },
  'rights.propose': { method: 'POST', path: '/own/corrections', body: { facts: { sex: 'female' } }, allowed: ['reporter'] },
  'rights.withdrawConsent': { method: 'POST', path: '/own/consent-withdrawals', body: { field: 'idNumber' }, allowed: ['reporter'] },
  'rights.askDeletion': { method: 'POST', path: '/own/deletions', body: {}, allowed: ['reporter'] },
  'rights.withdrawAsk': { method: 'POST', path: '/own/asks/{ask}/withdrawal', body: {}, allowed: ['reporter'] },
  'rights.copy': { method: 'GET', path: '/own/copy', allowed: ['reporter'] },
  'rights.list': { method: 'GET', path: '/data-asks', allowed: registryReaders },
  'rights.open': { method: 'GET', path: '/data-asks/{ask}', allowed: ofRegistry },
  'rights.answer': { method: 'POST', path: '/data-asks/{ask}/answers', body: { agree: false, words: '已核对' }, allowed: ofRegistry },

  'messages.list': { method: 'GET', path: '/my-messages', allowed: staff },
  'messages.read': { method: 'POST', path: '/my-messages/read', body: {}, allowed: staff },
  'messages.delivery': { method: 'GET', path: '/my-delivery', allowed: staff },
  'messages.setDelivery': { method: 'PUT', path: '/my-delivery/wecom', body: { wanted: true }, allowed: staff },
  'messages.prove': { method: 'POST', path: '/my-delivery/wecom/code', body: { code: '000000' }, allowed: staff },
  'messages.deliveryOf': { method: 'GET', path: '/accounts/{spare}/delivery', allowed: ['office'] },
  'messages.setDeliveryOf': { method: 'PUT', path: '/accounts/{spare}/delivery/wecom', body: { address: 'zhang.san' }, allowed: ['office'] },
  ...peopleRows({ everybody, accounts, colleagues, staff, approvers, registryReaders, ofRegistry, ofPlace, people, readers }),
  ...escalationRows,
  ...registryLinkRows,
}
