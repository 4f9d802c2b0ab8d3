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
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id)
  expect(ids((await officer.get(`/api/registry/people/${person}`)).body.requests)).toContain(request)
  expect(ids((await officer.get(`/api/registry/households/${household}/requests`)).body.rows)).toContain(request)
  expect(ids((await officer.get(`/api/enterprises/${enterprise}/requests`)).body.rows)).toContain(request)
  expect((await officer.get(`/api/registry/households/${household}`)).body.openRequests).toBe(1)
  await officer.post(`/api/requests/${request}/registry-links/removals`, { target: { personId: person } })
  await officer.post(`/api/requests/${request}/registry-links/removals`, { target: { enterpriseId: enterprise } })
  expect((await officer.get(`/api/enterprises/${enterprise}/requests`)).body.rows).toEqual([])
  expect((await officer.get(`/api/registry/people/${person}`)).body.requests).toEqual([])
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
  expect((await sibling.get(`/api/enterprises/${enterprise}/requests`)).status).toBe(404)
  expect((await link(sibling, request, { enterpriseId: enterprise })).status).toBe(404)
  // The case went to a department that keeps no registry: it sees no link at all.
  expect((await officer.get(`/api/requests/${newId()}/registry-links`)).status).toBe(404)
})
