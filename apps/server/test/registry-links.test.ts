import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
let grid: string
let officer: Caller
let sibling: Caller
let household: string
let person: string
let enterprise: string

beforeAll(async () => {
  const building = world.places.buildings[0]!
  grid = building.gridCode
  officer = await world.as('gridOfficer', grid)
  sibling = await world.as('gridOfficer', world.places.grids.at(-1)!.code)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
  person = (await officer.post('/api/registry/people', { householdId: household, source: 'visit', facts: { name: '邻居甲' } }, { 'idempotency-key': newId() }))
    .body.id
  enterprise = newId()
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: '晨光餐饮有限公司', industry: '餐饮', gridCode: grid, address: '暖阳路 2 号' }
  await officer.send({ method: 'PUT', url: `/api/enterprises/${enterprise}`, payload: entry })
})

const place = () => ({ buildingId: world.places.buildings[0]!.id })
const link = (caller: Caller, request: string, target: object) => caller.post(`/api/requests/${request}/registry-links`, { target })
async function handled(more: object = {}): Promise<string> {
  const { requestId } = await world.report({ place: place(), phone: '13900770001', ...more })
  await officer.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '已收到' })
  return requestId
}

test('a case is linked, not copied: it shows at the person, the household and the enterprise, and goes again', async () => {
  const request = await handled()
  expect((await officer.get(`/api/requests/${request}/registry-links`)).body).toMatchObject({ people: [], enterprises: [], mayLink: true, mayLinkPeople: true })
  expect((await link(officer, request, { personId: person })).body.people).toMatchObject([{ id: person, maskedName: '邻**' }])
  expect((await link(officer, request, { enterpriseId: enterprise })).body.enterprises).toEqual([{ id: enterprise, name: '晨光餐饮有限公司' }])
  const cases = async (path: string) => (await officer.get(`/api/${path}/dealings`)).body.requests.map((row: { id: string }) => row.id)
  expect(await cases(`registry/people/${person}`)).toContain(request)
  expect(await cases(`registry/households/${household}`)).toContain(request)
  expect(await cases(`enterprises/${enterprise}`)).toContain(request)
  expect((await officer.get(`/api/registry/households/${household}`)).body.openRequests).toBe(1)
  await officer.post(`/api/requests/${request}/registry-links/removals`, { target: { personId: person } })
  await officer.post(`/api/requests/${request}/registry-links/removals`, { target: { enterpriseId: enterprise } })
  expect(await cases(`enterprises/${enterprise}`)).toEqual([])
  expect(await cases(`registry/people/${person}`)).toEqual([])
})

test('who reported without a name is not looked for in the registry; the place’s enterprise may be linked', async () => {
  const request = await handled({ anonymous: true, phone: undefined })
  expect((await officer.get(`/api/requests/${request}/registry-links`)).body).toMatchObject({ mayLink: true, mayLinkPeople: false })
  const refused = await link(officer, request, { personId: person })
  expect(refused.body.details.issues).toEqual([{ path: ['target', 'personId'], rule: 'not_allowed_here' }])
  expect((await link(officer, request, { enterpriseId: enterprise })).status).toBe(200)
})

test('each end is seen by its own rule: neither the case nor the record of another grid', async () => {
  const request = await handled()
  await link(officer, request, { enterpriseId: enterprise })
  expect((await sibling.get(`/api/requests/${request}/registry-links`)).status).toBe(404)
  expect((await sibling.get(`/api/enterprises/${enterprise}/dealings`)).status).toBe(404)
  expect((await link(sibling, request, { enterpriseId: enterprise })).status).toBe(404)
  // The case went to a department that keeps no registry: it sees no link at all.
  expect((await officer.get(`/api/requests/${newId()}/registry-links`)).status).toBe(404)
})

test('dealings are read from where each is kept: whistle, visit, care review, need and offer, as far as the reader may see each', async () => {
  const request = await handled()
  await link(officer, request, { personId: person })
  await link(officer, request, { enterpriseId: enterprise })
  const whistle = await officer.post(`/api/requests/${request}/whistles`, {
    kind: 'jointEnforcement',
    title: '油烟扰民',
    need: '两个部门一起到场',
  })
  expect(whistle.status).toBe(201)
  await officer.post(`/api/registry/people/${person}/confirmations`, { source: 'visit', fields: ['name'] })
  await officer.post(`/api/registry/people/${person}/confirmations`, { source: 'phone', fields: ['name'] })
  const entered = await officer.post(`/api/registry/people/${person}/care`, { group: 'livingAlone', level: 'weekly', reviewOn: '2026-12-01', needs: '' })
  await officer.post(`/api/registry/care/${entered.body.care[0].id}/reviews`, { outcome: 'continue', reviewOn: '2026-12-20' })
  const note = {
    outcome: 'heard',
    gridCode: grid,
    heardOn: '2026-11-20',
    title: '想要扶手',
    reason: '楼道没有扶手',
    words: '原话不出现',
    householdId: household,
  }
  expect((await officer.post('/api/need-notes', note, { 'idempotency-key': newId() })).status).toBe(201)
  const offer = { kind: 'skill', title: '会修门', gridCode: grid }
  await officer.send({ method: 'PUT', url: `/api/resources/${newId()}`, payload: { ...offer, personId: person } })
  await officer.send({ method: 'PUT', url: `/api/resources/${newId()}`, payload: { ...offer, kind: 'room', title: '会议室', enterpriseId: enterprise } })

  const outcomes = (body: { visits: { outcome: string }[] }) => body.visits.map((visit) => visit.outcome).toSorted()
  const ofPerson = await officer.get(`/api/registry/people/${person}/dealings`)
  expect(ofPerson.body.whistles).toMatchObject([{ id: whistle.body.id, state: 'blown', title: '油烟扰民' }])
  expect(outcomes(ofPerson.body)).toEqual(['careContinues', 'confirmed', 'entered'])
  expect(ofPerson.body.services).toMatchObject([{ kind: 'skill', title: '会修门' }])
  const ofHousehold = await officer.get(`/api/registry/households/${household}/dealings`)
  expect(outcomes(ofHousehold.body)).toEqual(['careContinues', 'confirmed', 'entered', 'needHeard'])
  expect(ofHousehold.body.visits.map((visit: { maskedName: string | null }) => visit.maskedName)).toContain('邻**')
  const ofEnterprise = await officer.get(`/api/enterprises/${enterprise}/dealings`)
  expect(ofEnterprise.body.whistles.map((row: { id: string }) => row.id)).toEqual([whistle.body.id])
  expect(outcomes(ofEnterprise.body)).toEqual(['entered'])
  expect(ofEnterprise.body.services).toMatchObject([{ kind: 'room', title: '会议室' }])
  for (const { text } of [ofPerson, ofHousehold, ofEnterprise]) expect(text).not.toMatch(/邻居甲|原话/)

  // That somebody is looked after is for the three officers of the grid alone; the community's lead sees the rest.
  const lead = await world.as('communityLead', grid.slice(0, 12))
  expect(outcomes((await lead.get(`/api/registry/households/${household}/dealings`)).body)).toEqual(['confirmed', 'entered', 'needHeard'])
  expect((await sibling.get(`/api/registry/people/${person}/dealings`)).status).toBe(404)
  expect((await sibling.get(`/api/registry/households/${household}/dealings`)).status).toBe(404)
})

test('a tip-off is not reached through a name, nor what grew out of it', async () => {
  const request = await handled()
  await link(officer, request, { personId: person })
  await sql`update requests set kind = 'tipOff' where id = ${request}`.execute(world.deps.db)
  const { body } = await officer.get(`/api/registry/people/${person}/dealings`)
  expect(body.requests.map((row: { id: string }) => row.id)).not.toContain(request)
})

test('an enterprise’s entry keeps who changed what; the values before lie sealed and go with the contact', async () => {
  const id = newId()
  const entry = {
    source: 'visit',
    kind: 'enterprise',
    name: '晚风五金店',
    industry: '五金',
    gridCode: grid,
    address: '暖阳路 5 号',
    contactPhone: '13900880011',
  }
  const save = (basedOn: number, more: object) => officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: { ...entry, basedOn, ...more } })
  await save(0, {})
  world.clock.minutes(1)
  await save(1, { contactPhone: '13900880022', address: '暖阳路 7 号' })
  world.clock.minutes(1)
  const { history } = (await save(2, { contactPhone: '13900880022', address: '暖阳路 7 号', source: 'phone' })).body
  expect(history.map(({ change, fields, source }: Record<string, unknown>) => ({ change, fields, source }))).toEqual([
    { change: 'confirmed', fields: [], source: 'phone' },
    { change: 'corrected', fields: ['address', 'contactPhone'], source: 'visit' },
    { change: 'entered', fields: ['kind', 'name', 'industry', 'gridCode', 'address', 'contactPhone'], source: 'visit' },
  ])
  const { rows } = await sql<{ before_sealed: Buffer }>`
    select before_sealed from enterprise_changes where enterprise_id = ${id} and before_sealed is not null`.execute(world.deps.db)
  expect(rows).toHaveLength(1)
  expect(rows[0]!.before_sealed.includes('13900880011')).toBe(false)
})
