import type { CallerName, Row } from './authorization-matrix.ts'

const trio: readonly CallerName[] = ['officer', 'secretary', 'instructor']
/** Who keeps the registry of the own grid, and everybody who reads some registry. */
const ofRegistry: readonly CallerName[] = [...trio, 'lead', 'office']
const registryReaders: readonly CallerName[] = [...trio, 'siblingOfficer', 'otherOfficer', 'lead', 'siblingLead', 'office', 'otherOffice']
const accounts: readonly CallerName[] = [
  ...registryReaders,
  'reporter',
  'otherResident',
  'expiredOfficer',
  'futureLead',
  'department',
  'otherDepartment',
  'district',
  'systemAdmin',
  'securityAdmin',
  'auditor',
]

/** Links of cases, enterprises' own entries, addresses that wait. */
export const registryLinkRows: Record<string, Row> = {
  'registryLinks.ofRequest': { method: 'GET', path: '/requests/{request}/registry-links', allowed: ofRegistry },
  'registryLinks.add': {
    method: 'POST',
    path: '/requests/{request}/registry-links',
    body: { target: { enterpriseId: '{enterprise}' } },
    allowed: ofRegistry,
  },
  'registryLinks.remove': {
    method: 'POST',
    path: '/requests/{request}/registry-links/removals',
    body: { target: { enterpriseId: '{enterprise}' } },
    allowed: ofRegistry,
  },
  'dealings.ofPerson': { method: 'GET', path: '/registry/people/{person}/dealings', allowed: ofRegistry },
  'dealings.ofEnterprise': { method: 'GET', path: '/enterprises/{enterprise}/dealings', allowed: ofRegistry },
  'dealings.ofHousehold': { method: 'GET', path: '/registry/households/{household}/dealings', allowed: ofRegistry },
  'ownEnterprises.own': { method: 'GET', path: '/own/enterprises', allowed: accounts },
  'ownEnterprises.link': {
    method: 'POST',
    path: '/own/enterprises/link',
    body: { subdistrict: '{subdistrict}', nameOrCode: '有限公司' },
    allowed: ['reporter', 'otherResident'],
  },
  'ownEnterprises.propose': {
    method: 'POST',
    path: '/own/enterprises/{enterprise}/corrections',
    body: { facts: { industry: '餐饮' } },
    allowed: ['reporter'],
  },
  'ownEnterprises.withdrawAsk': { method: 'POST', path: '/own/enterprise-asks/{enterpriseAsk}/withdrawal', body: {}, allowed: ['reporter'] },
  'ownEnterprises.listAsks': { method: 'GET', path: '/enterprise-asks', allowed: registryReaders },
  'ownEnterprises.openAsk': { method: 'GET', path: '/enterprise-asks/{enterpriseAsk}', allowed: ofRegistry },
  'ownEnterprises.answer': {
    method: 'POST',
    path: '/enterprise-asks/{enterpriseAsk}/answers',
    body: { agree: false, words: '已核对' },
    allowed: ofRegistry,
  },
  'ownEnterprises.reveal': { method: 'POST', path: '/enterprises/{enterprise}/reveals', body: { reason: '安全检查前联系' }, allowed: ofRegistry },
  'writtenAddresses.enter': {
    method: 'POST',
    path: '/registry/written-people',
    body: { gridCode: '{grid}', address: '没有这栋楼', kind: 'resident', source: 'visit', facts: { name: '手写的人' } },
    key: true,
    allowed: ofRegistry,
  },
  'writtenAddresses.move': {
    method: 'POST',
    path: '/registry/people/{person}/written-moves',
    body: { address: '没有这栋楼', source: 'visit' },
    allowed: ofRegistry,
  },
  'writtenAddresses.list': { method: 'GET', path: '/written-addresses', allowed: registryReaders },
  'writtenAddresses.open': { method: 'GET', path: '/written-addresses/enterprise/{enterprise}', allowed: ofRegistry },
  'writtenAddresses.settle': {
    method: 'POST',
    path: '/written-addresses/enterprise/{spareEnterprise}',
    body: { choice: { leaveOut: true } },
    allowed: ofRegistry,
  },
  'addressWaits.list': { method: 'GET', path: '/address-waits', allowed: registryReaders },
  'addressWaits.open': { method: 'GET', path: '/address-waits/{waitingImport}/{waitingRow}', allowed: ofRegistry },
  'addressWaits.settle': {
    method: 'POST',
    path: '/address-waits/{waitingImport}/{waitingRow}',
    body: { choice: { leaveOut: true } },
    allowed: ofRegistry,
  },
}
