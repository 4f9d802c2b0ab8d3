import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readCreditCode } from '@ejia/check-digits/credit-code.ts'
import { loadDemo } from '../src/demo/load-demo.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase, type Database } from '../src/platform/database.ts'
import { createLocalFiles } from '../src/platform/files.ts'
import { registerMasterKey } from '../src/privacy/master-keys.ts'
import { countPeople, countRegistry, countSolved } from '../src/reports/standing-store.ts'
import { cloneDatabase } from './test-database.ts'

/** The figures of story F and of the issues, counted from records. */
let db: Database
let end: () => Promise<void>
const now = new Date('2026-11-23T02:00:00.000Z')

beforeAll(async () => {
  const { url, drop } = await cloneDatabase(inject('databaseServer'))
  const folder = mkdtempSync(join(tmpdir(), 'ejia-demo-'))
  db = openDatabase({ url, poolSize: 2 })
  const crypto = createCrypto(temporaryKeyRing())
  await registerMasterKey(db, crypto, now)
  await loadDemo(db, crypto, createLocalFiles(folder), now)
  end = async () => {
    await db.destroy()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
afterAll(() => end())

async function count(query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  return Number((await query.execute(db)).rows[0]!.count)
}

test('4 seconded instructors and 90 people in 30 trios, none vacant', async () => {
  expect(await count(sql`select count(*) from assignments where role = 'partyInstructor' and source = 'secondment'`)).toBe(4)
  expect(
    await count(
      sql`select count(distinct account_id) from assignments where length(area_code) = 15 and role in ('gridOfficer', 'branchSecretary', 'partyInstructor')`,
    ),
  ).toBe(90)
  expect(await count(sql`select count(*) from areas where kind = 'grid'`)).toBe(30)
})

test('182 problems solved', async () => {
  expect(await count(sql`select count(*) from requests where state in ('closed', 'rated') and master_id is null`)).toBe(182)
})

test('the head of the overview shows the figures of story F', async () => {
  expect(await countPeople(db, '990101001', now)).toEqual({ instructors: 4, trioPeople: 90, grids: 30, vacantSeats: 0 })
  expect(await countRegistry(db, ['990101001'], '990101001')).toEqual({ registered: 1_857, base: 2_544, inTouch: 4_267, enterprises: 40 })
  const { solved, residentVerified } = await countSolved(db, ['990101001'], '990101001', now)
  expect(solved).toBe(182)
  expect(residentVerified).toBeGreaterThan(100)
  expect(residentVerified).toBeLessThan(182)
})

test('4,267 residents in touch: those who told a phone', async () => {
  expect(await count(sql`select count(distinct person_id) from person_secrets where field = 'phone'`)).toBe(4_267)
  expect(await count(sql`select count(*) from persons where facts ? 'phone' and ended_at is null`)).toBe(4_267)
})

test('40 large and medium enterprises, a few hundred individual businesses, each with a sound code', async () => {
  expect(await count(sql`select count(*) from enterprises where size in ('large', 'medium')`)).toBe(40)
  expect(await count(sql`select count(*) from enterprises where kind = 'individualBusiness'`)).toBeGreaterThan(300)
  const { rows } = await sql<{ credit_code: string }>`select credit_code from enterprises`.execute(db)
  expect(rows.filter((row) => !readCreditCode(row.credit_code).ok)).toEqual([])
})

test('care with review dates, some of them due; barber shops and members who cut hair', async () => {
  expect(await count(sql`select count(*) from care_entries`)).toBeGreaterThan(200)
  expect(await count(sql`select count(*) from care_entries where review_on <= ${now}`)).toBeGreaterThan(10)
  expect(await count(sql`select count(*) from resources r join enterprises e on e.id = r.enterprise_id where e.industry = '理发美容'`)).toBe(16)
  expect(await count(sql`select count(*) from resources where title like '会理发%'`)).toBe(6)
})

test('facts lie sealed and nobody under fourteen lies open', async () => {
  expect(await count(sql`select count(*) from persons where is_minor and (name is not null or birth_date is not null)`)).toBe(0)
  expect(await count(sql`select count(*) from persons where is_minor`)).toBeGreaterThan(100)
  expect(await count(sql`select count(*) from person_secrets where encode(sealed, 'escape') like '%1390000%'`)).toBe(0)
})

test('the share of fresh facts grew over twelve weeks, and some facts wait for the next visit', async () => {
  const { rows } = await sql<{ share: number }>`select sum(fresh)::float8 / sum(facts) as share from freshness_weeks group by week order by week`.execute(db)
  expect(rows).toHaveLength(12)
  expect(rows.map((row) => row.share)).toEqual(rows.map((row) => row.share).toSorted((one, other) => one - other))
  expect(await count(sql`select count(*) from persons where stale_on <= ${now}`)).toBeGreaterThan(50)
})

test('whistles in every state but the recalled', async () => {
  const { rows } = await sql<{ state: string }>`select distinct state from whistles order by state`.execute(db)
  expect(rows.map((row) => row.state)).toEqual(['approved', 'blown', 'declined', 'done', 'handling', 'rated', 'summoned'])
})

test('the four came by a call and each has a last day; one leave runs, packs wait, a captain has a task', async () => {
  expect(await count(sql`select count(*) from secondments where state = 'posted'`)).toBe(4)
  expect(await count(sql`select count(*) from assignments where source = 'secondment' and valid_to > ${now}`)).toBe(4)
  expect(await count(sql`select count(*) from secondments where state in ('nominated', 'confirmed')`)).toBe(2)
  expect(await count(sql`select count(*) from assignments where source = 'leaveCover' and valid_from <= ${now} and valid_to > ${now}`)).toBe(1)
  expect(await count(sql`select count(*) from handovers where state = 'open' and cause = 'leaveStart'`)).toBe(2)
  expect(await count(sql`select count(*) from handovers where state = 'open' and cause = 'leaveEnd'`)).toBe(1)
  expect(await count(sql`select count(*) from captain_tasks where state = 'open' and expires_at > ${now}`)).toBe(1)
})

test('one campaign ended with its values destroyed and certified, one runs with values of its own', async () => {
  const { rows } = await sql<{ state: string; values: number; certified: boolean; runs: boolean }>`
    select state, (destroyed -> 'values' ->> 'idNumber')::int as values, chain_hash is not null as certified, restarted_at is not null as runs from purpose_endings`.execute(
    db,
  )
  expect(rows).toEqual([{ state: 'ended', values: 18, certified: true, runs: true }])
  expect(await count(sql`select count(*) from persons where facts -> 'idNumber' -> 'purposes' = '["epidemicControl"]'`)).toBe(26)
  expect(await count(sql`select count(*) from person_secrets where field = 'idNumber'`)).toBe(26)
})
