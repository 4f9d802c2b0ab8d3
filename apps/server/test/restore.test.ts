import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { createDemoPlaces, demoSubdistrict } from '../src/demo/demo-places.ts'
import { seededRandom } from '../src/demo/seeded-random.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { newId } from '../src/platform/ids.ts'
import { writeTombstones } from '../src/privacy/keep-destroyed.ts'
import { registerMasterKey } from '../src/privacy/master-keys.ts'
import { createTombstoneFolder } from '../src/privacy/tombstone-folder.ts'
import { blindIndexOf } from '../src/registry/people/person-values.ts'
import { findPerson } from '../src/registry/people/person-store.ts'
import { correctPerson, enterPerson } from '../src/registry/people/write-person.ts'
import { destroyForEndedPurposes, writeEndings } from '../src/registry/purposes/destroy-for-purpose.ts'
import { erasePeople } from '../src/registry/rights/erase-person.ts'
import { replayDestruction } from '../src/registry/rights/replay-destruction.ts'
import { findInDatabase } from './residue.ts'
import { cloneDatabase, copyDatabase } from './test-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'ejia-restore-'))
const crypto = createCrypto(temporaryKeyRing())
const drops: (() => Promise<void>)[] = []
const server = inject('databaseServer')
afterAll(async () => {
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true, force: true })
})

const start = new Date('2026-11-23T02:00:00.000Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

test('a backup is put back: whoever was deleted since stays deleted, what went with a purpose stays gone, all else is there', async () => {
  const original = await cloneDatabase(server)
  drops.push(original.drop)
  const people = { deleted: newId(), campaign: newId(), both: newId(), stays: newId() }
  const phones = { deleted: '13977001101', campaign: '13977001102', both: '13977001103', stays: '13977001104', later: '13977001105' }
  let gridCode = ''
  await use(original.url, async (db) => {
    await registerMasterKey(db, crypto, start)
    await db.transaction().execute(async (tx) => {
      gridCode = (await createDemoPlaces(tx, seededRandom(7), start)).grids[0]!.code
      const place = { subdistrict: demoSubdistrict, gridCode, householdId: null }
      const told = { by: null, source: 'visit' } as const
      const campaign = { ...told, recordedFor: 'epidemicControl' } as const
      await enterPerson(tx, crypto, place, people.deleted, { name: '复原删去', phone: phones.deleted }, told, start)
      await enterPerson(tx, crypto, place, people.campaign, { name: '复原防控', phone: phones.campaign }, campaign, start)
      await enterPerson(tx, crypto, place, people.both, { name: '复原兼有' }, told, start)
      // Somebody who stays told their phone for the campaign alone: no key goes with it.
      await correctPerson(tx, crypto, (await findPerson(tx, [demoSubdistrict], people.both))!, { phone: phones.both }, campaign, start)
      await enterPerson(tx, crypto, place, people.stays, { name: '复原留下', phone: phones.stays }, told, start)
    })
  })
  const backup = await copyDatabase(server, original.url)
  drops.push(backup.drop)

  // After the backup: one person is deleted, and the campaign ends.
  const tombstones = createTombstoneFolder(join(folder, 'tombstones'))
  await use(original.url, async (db) => {
    await db.transaction().execute((tx) => erasePeople(tx, demoSubdistrict, [people.deleted], after(1)))
    await endCampaign(db, after(2))
    expect(await destroyForEndedPurposes(db, crypto, () => after(3))).toBe(1)
    await writeTombstones(db, tombstones)
    expect(await writeEndings(db, tombstones)).toBe(1)
    expect(await writeEndings(db, tombstones)).toBe(0)
  })

  await use(backup.url, async (db) => {
    const gone = [
      '复原删去',
      '复原防控',
      ...[phones.deleted, phones.campaign, phones.both].map((phone) => blindIndexOf(crypto, demoSubdistrict, 'phone', phone)),
    ]
    expect((await findInDatabase(db, gone)).length).toBeGreaterThan(3)
    // Told for the next campaign after the end of the first: it is not what that end destroyed.
    const place = { subdistrict: demoSubdistrict, gridCode, householdId: null }
    const later = { by: null, source: 'visit', recordedFor: 'epidemicControl' } as const
    await db.transaction().execute((tx) => enterPerson(tx, crypto, place, newId(), { name: '复原后来', phone: phones.later }, later, after(10)))
    // What every start does before anybody is answered; twice is the same as once.
    for (let round = 0; round < 2; round++) await replayDestruction(db, crypto, tombstones, () => after(20 + round))
    expect(await findInDatabase(db, gone)).toEqual([])
    const { rows } = await sql<{ name: string }>`select name from persons where ended_at is null and name like '复原%' order by name`.execute(db)
    expect(rows.map((row) => row.name).toSorted()).toEqual(['复原兼有', '复原后来', '复原留下'].toSorted())
    for (const phone of [phones.stays, phones.later])
      expect((await findInDatabase(db, [blindIndexOf(crypto, demoSubdistrict, 'phone', phone)])).length, phone).toBe(1)
    const { rows: keys } = await sql`select from data_keys where id = any(${[people.deleted, people.campaign]}::uuid[]) and wrapped is not null`.execute(db)
    expect(keys).toEqual([])
  })
})

async function use(url: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ url })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

async function endCampaign(db: Database, now: Date): Promise<void> {
  const [asker, approver] = [newId(), newId()]
  await sql`insert into accounts (id, kind, name, created_at) values (${asker}, 'staff', '申请', ${now}), (${approver}, 'staff', '批准', ${now})`.execute(db)
  await sql`
    insert into purpose_endings (subdistrict, id, purpose, state, reason, asked_by, asked_at, decided_by, decided_at, decided_words)
    values (${demoSubdistrict}, ${newId()}, 'epidemicControl', 'approved', '结束', ${asker}, ${now}, ${approver}, ${now}, '同意')`.execute(db)
}
