import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createTombstoneFolder } from '../src/privacy/tombstone-folder.ts'
import { replayTombstones, writeTombstones } from '../src/privacy/keep-destroyed.ts'
import { eraseDestroyed } from '../src/registry/rights/erase-person.ts'
import { newId } from '../src/platform/ids.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'officer' | 'sibling' | 'office', Caller>
let household = ''

beforeAll(async () => {
  const building = world.places.buildings[0]!
  who.officer = await world.as('gridOfficer', building.gridCode)
  who.sibling = await world.as('gridOfficer', world.places.grids[1]!.code)
  who.office = await world.as('subdistrictStaff', subdistrict)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await who.officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

let line = 10
async function enter(name: string, phone: string, more: object = {}): Promise<string> {
  const reply = await who.officer.post(
    '/api/registry/people',
    { householdId: household, source: 'visit', facts: { name, phone, sex: 'female', birthDate: '1956-03-08', ...more } },
    { 'idempotency-key': newId() },
  )
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}

/** Signed in by the code sent to this phone. */
async function residentOf(phone: string): Promise<Caller> {
  const asked = await world.anybody.post('/api/sign-in/phone-code', { phone })
  const signed = await world.anybody.post('/api/sign-in/phone', { phone, code: asked.body.demoCode })
  expect(signed.status, signed.text).toBe(200)
  return signedIn(world, signed.body.accountId)
}

async function recognised(name: string): Promise<{ resident: Caller; person: string; phone: string }> {
  const phone = `139000100${line++}`
  const person = await enter(name, phone)
  const resident = await residentOf(phone)
  expect((await resident.post('/api/own/link', { subdistrict, name })).body.record).not.toBeNull()
  return { resident, person, phone }
}

test('a resident is recognised by the proved phone and the right name, and sees whole what is kept, and why', async () => {
  const { resident, phone } = await recognised('程桂芳')
  const { record } = (await resident.get('/api/own/record')).body
  const fact = (field: string) => record.facts.find((one: { field: string }) => one.field === field)
  expect(fact('name')).toMatchObject({ value: '程桂芳', source: 'visit', legalBasis: 'duty' })
  expect(fact('phone')).toMatchObject({ value: phone, byConsent: true })
  expect(fact('phone').purposes).toContain('gridService')
  expect(fact('residence').value).toContain('单元')
})

test('the right phone with another name, or a phone two people share, is for the office to look at', async () => {
  const phone = '13900010090'
  await enter('双胞一', phone)
  await enter('双胞二', phone)
  const resident = await residentOf(phone)
  const asked = (await resident.post('/api/own/link', { subdistrict, name: '双胞一', address: '安居里1号楼' })).body
  expect(asked).toMatchObject({ record: null, asks: [{ kind: 'link', state: 'open' }] })
  // Five working days from Monday.
  expect(asked.asks[0].dueOn).toBe('2026-11-30')
  expect((await resident.post('/api/own/link', { subdistrict, name: '双胞二' })).body.code).toBe('conflict')
  expect((await who.officer.get('/api/data-asks')).body.rows.map((row: { id: string }) => row.id)).not.toContain(asked.asks[0].id)
  const [person] = (await who.officer.post('/api/registry/searches', { text: '双胞一' })).body.people
  expect((await who.office.post(`/api/data-asks/${asked.asks[0].id}/answers`, { agree: true, words: '电话核对过', personId: person.id })).status).toBe(200)
  expect((await resident.get('/api/own/record')).body.record).not.toBeNull()
})

test('a correction is a proposal: the officer of the grid confirms it, and it is then told by the resident', async () => {
  const { resident, person } = await recognised('程海燕')
  const wrong = await resident.post('/api/own/corrections', { facts: { birthDate: '2030-01-01' } })
  expect(wrong.body.details.issues[0].path).toEqual(['facts', 'birthDate'])
  const asked = (await resident.post('/api/own/corrections', { facts: { birthDate: '1957-03-08' }, words: '登记错了一年' })).body.asks[0]
  expect((await resident.get('/api/own/record')).body.record.facts.find((one: { field: string }) => one.field === 'birthDate').value).toBe('1956-03-08')
  expect((await who.sibling.get(`/api/data-asks/${asked.id}`)).status).toBe(404)
  const listed = await who.officer.get('/api/data-asks')
  // The list opens nothing.
  expect(listed.text).not.toContain('1957')
  expect((await who.officer.get(`/api/data-asks/${asked.id}`)).body).toMatchObject({ words: '登记错了一年', facts: { birthDate: '1957-03-08' } })
  await who.officer.post(`/api/data-asks/${asked.id}/answers`, { agree: true, words: '看过证件' })
  const after = (await resident.get('/api/own/record')).body
  expect(after.record.facts.find((one: { field: string }) => one.field === 'birthDate')).toMatchObject({ value: '1957-03-08', source: 'resident' })
  expect(after.asks[0]).toMatchObject({ state: 'done', answer: '看过证件' })
  expect((await who.officer.get(`/api/registry/people/${person}`)).body.history[0]).toMatchObject({ change: 'corrected', source: 'resident' })
})

test('they see who looked at them and why: role and reason, no name', async () => {
  const { resident, person } = await recognised('程淑珍')
  await who.officer.post(`/api/registry/people/${person}/reveals`, { purpose: 'gridService', reason: '上门前联系' })
  const { record } = (await resident.get('/api/own/record')).body
  expect(record.looks).toEqual([expect.objectContaining({ role: 'gridOfficer', purpose: 'gridService', reason: '上门前联系' })])
  expect(JSON.stringify(record.looks)).not.toContain(who.officer.accountId)
})

test('consent taken back destroys the value, its index and its old values at once', async () => {
  const { resident, person, phone } = await recognised('程美玲')
  await resident.post('/api/own/consent-withdrawals', { field: 'phone' })
  expect((await resident.get('/api/own/record')).body.record.facts.find((one: { field: string }) => one.field === 'phone').value).toBeNull()
  expect((await who.officer.post('/api/registry/searches', { text: phone })).body.people).toEqual([])
  const { rows } = await sql`select from person_changes where person_id = ${person} and 'phone' = any(fields) and before_sealed is not null`.execute(
    world.deps.db,
  )
  expect(rows).toEqual([])
})

test('a copy of everything is theirs to take along', async () => {
  const { resident, phone } = await recognised('程月华')
  const copy = await resident.get('/api/own/copy')
  expect(copy.status).toBe(200)
  expect(JSON.stringify(copy.body ?? copy.text)).toContain(phone)
})

test('a deletion waits for open cases, then nothing is left, and stays so after a restore', async () => {
  const { resident, person, phone } = await recognised('欧阳雪梅')
  await who.officer.post(`/api/registry/people/${person}/care`, { group: 'veteran', level: 'monthly', reviewOn: '2027-01-01', needs: '爱听评书的欧阳' })
  await who.officer.post(`/api/registry/people/${person}/reveals`, { purpose: 'gridService', reason: '找欧阳' })
  const filed = await world.report({ text: '灯坏了' })
  await sql`insert into person_requests (subdistrict, person_id, request_id) values (${subdistrict}, ${person}, ${filed.requestId})`.execute(world.deps.db)
  const asked = (await resident.post('/api/own/deletions', { words: '搬走了' })).body.asks[0]
  expect(asked).toMatchObject({ kind: 'deletion', dueOn: '2026-12-14' })
  expect((await resident.post('/api/own/deletions', {})).body.code).toBe('conflict')
  expect((await who.officer.post(`/api/data-asks/${asked.id}/answers`, { agree: true, words: '好' })).body.code).toBe('permission_denied')
  expect((await who.office.post(`/api/data-asks/${asked.id}/answers`, { agree: true, words: '好' })).body.code).toBe('task_open')
  await sql`delete from person_requests where person_id = ${person}`.execute(world.deps.db)

  const tables = ['persons', 'person_secrets', 'person_changes', 'care_entries', 'reveals', 'data_keys'] as const
  const before = new Map<string, unknown[]>()
  for (const table of tables)
    before.set(
      table,
      (
        await sql`select * from ${sql.table(table)} where ${sql.ref(table === 'persons' || table === 'data_keys' ? 'id' : 'person_id')} = ${person}`.execute(
          world.deps.db,
        )
      ).rows,
    )
  expect((await who.office.post(`/api/data-asks/${asked.id}/answers`, { agree: true, words: '已删除' })).status).toBe(200)
  const left = async () => {
    const { rows } = await sql<{ row: string }>`
      select p::text as row from persons p where id = ${person} union all select s::text from person_secrets s where person_id = ${person}
      union all select c::text from care_entries c where person_id = ${person} union all select h::text from person_changes h where person_id = ${person}
      union all select r::text from reveals r where person_id = ${person}`.execute(world.deps.db)
    return rows.map((row) => row.row).join('\n')
  }
  expect(await left()).not.toMatch(/欧阳|雪梅|1956|veteran/)
  expect((await resident.get('/api/own/record')).body.record).toBeNull()
  expect((await who.officer.post('/api/registry/searches', { text: phone })).body.people).toEqual([])

  // Somebody restores an older state of the database; the list of destroyed keys lies outside of it.
  const tombstones = createTombstoneFolder(mkdtempSync(join(tmpdir(), 'ejia-tombstones-')))
  await writeTombstones(world.deps.db, tombstones)
  await world.deps.db.transaction().execute(async (tx) => {
    await sql`delete from person_changes where person_id = ${person}`.execute(tx)
    await sql`delete from data_asks where person_id = ${person}`.execute(tx)
    await sql`delete from persons where id = ${person}`.execute(tx)
    await sql`delete from data_keys where id = ${person}`.execute(tx)
    for (const table of ['data_keys', 'persons', 'person_secrets', 'person_changes', 'care_entries', 'reveals'] as const)
      for (const row of before.get(table)!)
        await tx
          .insertInto(table as never)
          .values(row as never)
          .execute()
  })
  expect(await left()).toMatch(/欧阳雪梅/)
  await replayTombstones(world.deps.db, tombstones)
  await eraseDestroyed(world.deps.db, world.deps.clock())
  expect(await left()).not.toMatch(/欧阳|雪梅|1956|veteran/)
})

test('an ask is taken back, and then there is nothing to answer', async () => {
  const { resident } = await recognised('程文静')
  const asked = (await resident.post('/api/own/deletions', {})).body.asks[0]
  expect((await resident.post(`/api/own/asks/${asked.id}/withdrawal`)).body.asks[0].state).toBe('withdrawn')
  expect((await who.office.post(`/api/data-asks/${asked.id}/answers`, { agree: true, words: '好' })).body.code).toBe('conflict')
})
