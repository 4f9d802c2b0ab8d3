import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

/** Party members and their 报到, and the head of the overview that counts them (stories.md F). */
const world = useWorld()
let officer: Caller
let secretary: Caller
let grid: string
let household: string

beforeAll(async () => {
  const building = world.places.buildings[0]!
  grid = building.gridCode
  officer = await world.as('gridOfficer', grid)
  secretary = await world.as('branchSecretary', grid)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
})

async function enter(facts: object): Promise<string> {
  const reply = await officer.post('/api/registry/people', { householdId: household, source: 'visit', facts }, { 'idempotency-key': newId() })
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
const path = (personId: string) => `/api/registry/people/${personId}/party-membership`
const keep = (personId: string, body: object, caller = secretary) => caller.send({ method: 'PUT', url: path(personId), payload: body })
const standing = async (caller: Caller, area: string) => (await caller.get(`/api/dashboard/standing?area=${area}`)).body

test('a member is kept, registers, and is forgotten; the branch lies sealed, and only who works with members sees it', async () => {
  const person = await enter({ name: '党员甲' })
  expect((await secretary.get(path(person))).body).toEqual({ member: null })
  const kept = { branch: '第一网格党支部', registeredOn: null }
  expect((await keep(person, kept)).body).toEqual({ member: kept })
  const registered = { ...kept, registeredOn: '2026-11-02' }
  expect((await keep(person, registered)).body).toEqual({ member: registered })
  expect((await secretary.get(path(person))).body).toEqual({ member: registered })
  expect((await officer.get(path(person))).body.code).toBe('permission_denied')
  expect((await (await world.as('communityLead', grid.slice(0, 12))).get(path(person))).body.code).toBe('permission_denied')
  expect((await (await world.as('branchSecretary', world.places.grids[1]!.code)).get(path(person))).body.code).toBe('not_found')
  expect((await officer.get(`/api/registry/people/${person}`)).text).not.toContain('党支部')
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from party_memberships where person_id = ${person}`.execute(world.deps.db)
  expect(rows[0]!.sealed.includes('党支部')).toBe(false)
  expect((await secretary.send({ method: 'DELETE', url: path(person) })).status).toBe(200)
  expect((await secretary.get(path(person))).body).toEqual({ member: null })
  expect((await secretary.send({ method: 'DELETE', url: path(person) })).body.code).toBe('conflict')
})

test('no day to come, no branch without a name, no child', async () => {
  const [person, child] = [await enter({ name: '党员乙' }), await enter({ name: '孩子', birthDate: '2019-01-01' })]
  expect((await keep(person, { branch: '一支部', registeredOn: '2026-11-24' })).body.details.issues).toEqual([
    { path: ['registeredOn'], rule: 'in_the_future' },
  ])
  expect((await keep(person, { branch: ' ', registeredOn: null })).body.details.issues[0]).toMatchObject({ path: ['branch'] })
  expect((await keep(child, { branch: '一支部', registeredOn: null })).body.code).toBe('conflict')
})

test('the member sees their own entry', async () => {
  const person = await enter({ name: '党员丙' })
  await keep(person, { branch: '银杏支部', registeredOn: '2026-10-08' })
  const resident = await world.resident()
  expect((await resident.get('/api/own/record')).text).not.toContain('银杏支部')
  await sql`update persons set account_id = ${resident.accountId} where id = ${person}`.execute(world.deps.db)
  expect((await resident.get('/api/own/record')).body.record.party).toEqual({ branch: '银杏支部', registeredOn: '2026-10-08' })
})

test('the head of the overview counts records as they come and go, and hides few members from who may not know them', async () => {
  const before = await standing(secretary, grid)
  expect(before).toMatchObject({ grids: 1, trioPeople: 3, vacantSeats: 0 })
  const people = [await enter({ name: '党员丁', phone: '13900001001' }), await enter({ name: '党员戊', phone: '13900001002' })]
  for (const [index, person] of people.entries()) await keep(person, { branch: '一支部', registeredOn: index === 0 ? '2026-11-01' : null })
  const after = await standing(secretary, grid)
  expect(after.partyMembers).toEqual({ registered: before.partyMembers.registered + 1, base: before.partyMembers.base + 2 })
  expect(after.residentsInTouch).toBe(before.residentsInTouch + 2)
  // Two or three members of one grid are people one knows.
  expect((await standing(officer, grid)).partyMembers).toBeNull()
  expect((await standing(await world.as('districtStaff', '990101'), grid)).residentsInTouch).toBeNull()
  await officer.post(`/api/registry/people/${people[0]}/end`, { why: 'movedAway' })
  expect((await standing(secretary, grid)).partyMembers).toEqual({ registered: before.partyMembers.registered, base: before.partyMembers.base + 1 })

  const report = await world.report()
  await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'acknowledge' })
  await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'answer', told: '好了', outcome: 'solved' })
  expect(await standing(secretary, grid)).toMatchObject({ solved: before.solved, residentVerified: before.residentVerified })
  await world.anybody.post(`/api/follow/${report.followKey}/moves`, { move: 'confirmSolved' })
  expect(await standing(secretary, grid)).toMatchObject({ solved: before.solved + 1, residentVerified: before.residentVerified + 1 })
  expect((await standing(await world.as('gridOfficer', world.places.grids[1]!.code), grid)).code).toBe('not_found')
})
