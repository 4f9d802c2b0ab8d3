import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { useWorld } from '../../test/test-world.ts'
import { newId } from '../platform/ids.ts'
import { createDataKey, createDataKeys, destroyDataKeys, findSealer } from './data-keys.ts'
import { replayTombstones, writeTombstones } from './keep-destroyed.ts'
import { createTombstoneFolder } from './tombstone-folder.ts'

const world = useWorld()
const path = mkdtempSync(join(tmpdir(), 'ejia-tombstones-'))
const folder = createTombstoneFolder(path)
afterAll(() => rmSync(path, { recursive: true, force: true }))
const subdistrict = '990101001'

test('who was deleted stays deleted when the database is put back to the day before', async () => {
  const { db, crypto } = world.deps
  const now = world.clock.now
  const ids = Array.from({ length: 1_200 }, () => newId())
  await db.transaction().execute((tx) => createDataKeys(tx, crypto, subdistrict, ids, now))
  await sql`create table backup as select * from data_keys`.execute(db)
  const [stays, ...gone] = ids
  await db.transaction().execute((tx) => destroyDataKeys(tx, subdistrict, gone, now))
  expect(await writeTombstones(db, folder)).toBe(1_199)
  expect(await writeTombstones(db, folder)).toBe(0)
  // A line cut short by a power failure does no harm to the ones around it.
  appendFileSync(join(path, '2026-11.jsonl'), '{"subdistrict":"99')
  const late = newId()
  await db.transaction().execute((tx) => createDataKey(tx, crypto, { subdistrict, id: late }, now))
  await db.transaction().execute((tx) => destroyDataKeys(tx, subdistrict, [late], new Date(now.getTime() - 60_000)))
  expect(await writeTombstones(db, folder)).toBe(1)

  await sql`truncate data_keys`.execute(db)
  await sql`insert into data_keys select * from backup`.execute(db)
  expect(await findSealer(db, crypto, { subdistrict, id: gone[0]! })).not.toBeNull()
  // One more than was in the backup: it was made and destroyed after it, and cannot be made again.
  expect(await replayTombstones(db, folder)).toBe(1_200)
  expect(await replayTombstones(db, folder)).toBe(0)
  for (const id of [gone[0]!, gone.at(-1)!, late]) expect(await findSealer(db, crypto, { subdistrict, id })).toBeNull()
  expect(await findSealer(db, crypto, { subdistrict, id: stays! })).not.toBeNull()
})
