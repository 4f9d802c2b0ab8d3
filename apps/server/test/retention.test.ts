import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { RetentionEntry } from '@ejia/contract/retention.ts'
import { newId } from '../src/platform/ids.ts'
import { otherPersonalData, personFields } from '../src/registry/data-dictionary.ts'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { retentionRules } from '../src/registry/retention/retention-rules.ts'
import { runRetention } from '../src/registry/retention/run-retention.ts'
import { putFile } from './upload.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'officer' | 'office', Caller>
let grid = ''
let household = ''
const day = 86_400_000

beforeAll(async () => {
  const building = world.places.buildings[0]!
  grid = building.gridCode
  who.officer = await world.as('gridOfficer', grid)
  who.office = await world.as('subdistrictStaff', subdistrict)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await who.officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

async function enter(name: string, more: object = {}): Promise<string> {
  const body = { householdId: household, source: 'visit', facts: { name, ...more } }
  return (await who.officer.post('/api/registry/people', body, { 'idempotency-key': newId() })).body.id
}
const end = (id: string) => who.officer.post(`/api/registry/people/${id}/end`, { why: 'movedAway' })
const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(world.deps.db)).rows[0]!.n

/** A living example of each entry of the dictionary whose clock starts now, and how much of it is left. */
const examples: Record<Exclude<RetentionEntry, 'needWords' | 'deliveryAddress'>, () => Promise<() => Promise<number>>> = {
  async personRecord() {
    const id = await enter('期满甲', { phone: '13900040001' })
    await end(id)
    return () =>
      count(sql`select count(*)::int as n from person_secrets s join data_keys k on k.id = s.person_id where s.person_id = ${id} and k.wrapped is not null`)
  },
  async partyMembership() {
    const id = await enter('期满乙')
    await sql`insert into party_memberships (subdistrict, person_id, sealed, changed_at) values (${subdistrict}, ${id}, 'x', ${world.clock.now})`.execute(
      world.deps.db,
    )
    await end(id)
    return () => count(sql`select count(*)::int as n from party_memberships where person_id = ${id}`)
  },
  async care() {
    const id = await enter('期满丙')
    const { body } = await who.officer.post(`/api/registry/people/${id}/care`, { group: 'veteran', level: 'monthly', reviewOn: '2027-01-01', needs: '陪诊' })
    await who.officer.post(`/api/registry/care/${body.care[0].id}/reviews`, { outcome: 'end' })
    return () => count(sql`select count(*)::int as n from care_entries where person_id = ${id}`)
  },
  async enterpriseContact() {
    const id = newId()
    const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: '期满公司', industry: '批发', gridCode: grid, address: '暖阳路 9 号' }
    await who.officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: { ...entry, contactName: '章三', contactPhone: '13900040008' } })
    await sql`update enterprises set ended_at = ${world.clock.now} where id = ${id}`.execute(world.deps.db)
    return () => count(sql`select count(*)::int as n from enterprises where id = ${id} and contact_phone_sealed is not null`)
  },
  async resourceOffer() {
    const id = newId()
    await who.officer.send({ method: 'PUT', url: `/api/resources/${id}`, payload: { kind: 'skill', title: '期满手艺', detail: '周末', gridCode: grid } })
    await sql`update resources set ended_at = ${world.clock.now} where id = ${id}`.execute(world.deps.db)
    return () => count(sql`select count(*)::int as n from resources where id = ${id} and title <> ''`)
  },
  async requestLink() {
    const id = await enter('期满丁')
    const { requestId } = await world.report()
    await sql`insert into person_requests (subdistrict, person_id, request_id) values (${subdistrict}, ${id}, ${requestId})`.execute(world.deps.db)
    await end(id)
    return () => count(sql`select count(*)::int as n from person_requests where person_id = ${id}`)
  },
  async history() {
    const id = await enter('期满戊')
    await who.officer.post(`/api/registry/people/${id}/facts`, { basedOn: 1, source: 'visit', facts: { sex: 'male' } })
    await end(id)
    return () => count(sql`select count(*)::int as n from person_changes where person_id = ${id} and before_sealed is not null`)
  },
  async promiseWords() {
    const { requestId } = await world.report()
    const { body } = await who.officer.post(`/api/requests/${requestId}/promises`, { words: '周五前去看', dueOn: '2026-12-31' })
    await who.officer.post(`/api/promises/${body.id}/moves`, { move: 'keep' })
    return () => count(sql`select count(*)::int as n from promises where id = ${body.id} and words_sealed is not null`)
  },
  async lookedAt() {
    const id = await enter('期满己')
    await who.officer.post(`/api/registry/people/${id}/reveals`, { purpose: 'gridService', reason: '联系' })
    return () => count(sql`select count(*)::int as n from reveals where person_id = ${id}`)
  },
  async dataAsk() {
    const resident = await world.resident()
    const id = await enter('期满庚')
    await sql`update persons set account_id = ${resident.accountId} where id = ${id}`.execute(world.deps.db)
    const asked = (await resident.post('/api/own/corrections', { facts: { sex: 'male' } })).body.asks[0].id
    await who.officer.post(`/api/data-asks/${asked}/answers`, { agree: false, words: '已核对' })
    return () => count(sql`select count(*)::int as n from data_asks where id = ${asked}`)
  },
  async importedFile() {
    const put = await putFile(who.office, '/api/imports', 'file', 'a.csv', Buffer.from('姓名,住址\n期满辛,没有这里'), { subdistrict })
    await workImports(world.deps.db, world.deps.crypto, world.deps.clock)
    return () => count(sql`select count(*)::int as n from import_rows where import_id = ${put.body.id} and cells_sealed is not null`)
  },
  async writtenAddress() {
    const body = { gridCode: grid, address: '没有这栋楼', kind: 'resident', source: 'visit', facts: { name: '期满壬' } }
    await who.officer.post('/api/registry/written-people', body, { 'idempotency-key': newId() })
    return () => count(sql`select count(*)::int as n from written_addresses w join data_keys k on k.id = w.id where k.wrapped is not null`)
  },
  async exportFile() {
    const id = await exported()
    return () => count(sql`select count(*)::int as n from registry_exports where id = ${id} and file_sealed is not null`)
  },
  async exportRecord() {
    const id = await exported()
    await who.office.post(`/api/registry/exports/${id}/moves`, { move: 'withdraw', words: '不用了' })
    return () => count(sql`select count(*)::int as n from registry_exports where id = ${id}`)
  },
  async ownAccount() {
    const resident = await world.resident()
    const id = await enter('期满壬')
    await sql`update persons set account_id = ${resident.accountId} where id = ${id}`.execute(world.deps.db)
    await end(id)
    return () => count(sql`select count(*)::int as n from persons where account_id = ${resident.accountId}`)
  },
}

async function exported(): Promise<string> {
  await enter('在册')
  const asked = {
    kind: 'people',
    area: grid,
    householdId: household,
    whole: false,
    purpose: 'gridService',
    reason: '核对',
    recipient: '网格办',
    fields: ['name'],
  }
  return (await who.office.post('/api/registry/exports', asked, { 'idempotency-key': newId() })).body.id
}

const keptDays = (entry: RetentionEntry) =>
  entry === 'personRecord' ? Math.max(...Object.values(personFields).map((field) => field.keptDaysAfterEnd)) : otherPersonalData[entry].keptDaysAfterEnd
const run = (at: number) => runRetention(world.deps.db, world.deps.crypto, new Date(at))

test('every entry of the data dictionary has a rule; the one without names the job that keeps it', () => {
  expect(Object.keys(retentionRules).toSorted()).toEqual(['personRecord', ...Object.keys(otherPersonalData)].toSorted())
  expect(Object.entries(retentionRules).flatMap(([entry, rule]) => (rule === null ? [entry] : []))).toEqual(['needWords', 'deliveryAddress'])
})

test.each(Object.keys(examples) as (keyof typeof examples)[])('%s is kept to its day and destroyed after it', async (entry) => {
  const left = await examples[entry]()
  const start = world.clock.now.getTime()
  expect(await left(), 'the example holds something').toBeGreaterThan(0)
  await run(start + (keptDays(entry) - 1) * day)
  // A record's own parts may only go with it, not before.
  expect(await left(), `a day before ${keptDays(entry)} days`).toBeGreaterThan(0)
  await run(start + (keptDays(entry) + 1) * day)
  expect(await left(), `a day after ${keptDays(entry)} days`).toBe(0)
  const { rows } = await sql<{ n: number }>`select coalesce(sum((destroyed ->> ${entry})::int), 0)::int as n from retention_days`.execute(world.deps.db)
  expect(rows[0]!.n).toBeGreaterThan(0)
})

test('the living are left alone; what went is counted once, in the audit log and on the page', async () => {
  const living = await enter('在世')
  const gone = await enter('已搬')
  await end(gone)
  const at = world.clock.now.getTime() + 900 * day
  await run(at)
  const again = await run(at)
  expect(again).toBe(0)
  expect((await who.officer.get(`/api/registry/people/${living}`)).body).toMatchObject({ maskedName: '在*', endedAt: null })
  const page = (await who.office.get('/api/retention')).body
  const row = page.days.find((one: { day: string }) => one.day === new Date(at + 8 * 3_600_000).toISOString().slice(0, 10))
  expect(row.destroyed).toContainEqual({ entry: 'personRecord', count: 1 })
  const { rows } = await sql`select from audit_events where action = 'registry.retention' and at = ${new Date(at)}`.execute(world.deps.db)
  expect(rows).toHaveLength(1)
  // The audit log is not cut, however old.
  const before = await count(sql`select count(*)::int as n from audit_events`)
  await run(at + 3_650 * day)
  expect(await count(sql`select count(*)::int as n from audit_events`)).toBeGreaterThanOrEqual(before)
})

test('the page says what goes next, in the days of the dictionary', async () => {
  const id = await enter('将满')
  await end(id)
  const { entries } = (await who.office.get('/api/retention')).body
  const record = entries.find((one: { entry: string }) => one.entry === 'personRecord')
  expect(record).toMatchObject({ keptDays: 730, nextOn: '2028-11-22', soon: 0 })
  expect(entries).toHaveLength(RetentionEntry.options.length)
})
