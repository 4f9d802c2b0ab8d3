import { createSecretKey, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { useWorld } from '../../test/test-world.ts'
import { createCrypto } from '../platform/crypto.ts'
import { masterKeysFrom, newMasterKey, temporaryKeyRing } from '../platform/crypto/key-ring.ts'
import { newId } from '../platform/ids.ts'
import { createDataKey, createDataKeys, destroyDataKeys, findSealer, findSealers, rewriteAfterDestruction } from './data-keys.ts'
import { announceMasterKey, listMasterKeyStatus, registerMasterKey, retireMasterKey, rewrapDataKeys } from './master-keys.ts'

const world = useWorld()
const subdistrict = '990101001'
const now = new Date('2026-11-23T02:00:00.000Z')
const cellOf = (id: string) => ({ table: 'persons', field: 'phone', subdistrict, id })

const masters = [newMasterKey(1)]
const ring = { profile: 'standard' as const, deployment: createSecretKey(randomBytes(32)), masters: masterKeysFrom('standard', () => masters) }
const crypto = createCrypto(ring)

beforeEach(async () => {
  masters.splice(0, masters.length, newMasterKey(1))
  await sql`truncate data_keys, master_key_versions`.execute(world.deps.db)
  await registerMasterKey(world.deps.db, crypto, now)
})

const inTransaction = <R>(work: Parameters<ReturnType<typeof world.deps.db.transaction>['execute']>[0]) =>
  world.deps.db.transaction().execute(work) as Promise<R>

test('what is sealed under a destroyed key opens no more; destroying twice is as once', async () => {
  const [gone, stays] = [newId(), newId()]
  const phones = new Map<string, Buffer>()
  await world.deps.db.transaction().execute(async (tx) => {
    const sealers = await createDataKeys(tx, crypto, subdistrict, [gone, stays], now)
    for (const [id, sealer] of sealers) phones.set(id, sealer.seal('13800138000', cellOf(id)))
  })
  expect((await findSealer(world.deps.db, crypto, { subdistrict, id: gone }))?.open(phones.get(gone)!, cellOf(gone))).toBe('13800138000')
  expect(await inTransaction((tx) => destroyDataKeys(tx, subdistrict, [gone], now))).toBe(1)
  expect(await inTransaction((tx) => destroyDataKeys(tx, subdistrict, [gone], now))).toBe(0)
  expect(await findSealer(world.deps.db, crypto, { subdistrict, id: gone })).toBeNull()
  const left = await findSealers(world.deps.db, crypto, subdistrict, [gone, stays])
  expect([...left.keys()]).toEqual([stays])
  expect(left.get(stays)!.open(phones.get(stays)!, cellOf(stays))).toBe('13800138000')
  // It is not made again, and its bytes do not stay in the table.
  await expect(inTransaction((tx) => createDataKey(tx, crypto, { subdistrict, id: gone }, now))).rejects.toThrow(/data_keys_pkey/)
  expect(await rewriteAfterDestruction(world.deps.db, now)).toBe(true)
  expect(await rewriteAfterDestruction(world.deps.db, new Date('2026-12-23T02:00:00.000Z'))).toBe(false)
})

test('a key of one tenant is not the key of another with the same id', async () => {
  const id = newId()
  await inTransaction((tx) => createDataKey(tx, crypto, { subdistrict, id }, now))
  expect(await findSealer(world.deps.db, crypto, { subdistrict: '990101002', id })).toBeNull()
  await sql`insert into data_keys select '990101002', id, master_version, wrapped, created_at from data_keys where id = ${id}`.execute(world.deps.db)
  await expect(findSealer(world.deps.db, crypto, { subdistrict: '990101002', id })).rejects.toThrow(/authenticate/)
})

test('rotation moves every key to the new master key, goes on after an interruption, and lets the old one go only then', async () => {
  const { db } = world.deps
  const ids = Array.from({ length: 1100 }, () => newId())
  const sealers = await db.transaction().execute((tx) => createDataKeys(tx, crypto, subdistrict, ids, now))
  const sealed = sealers.get(ids[7]!)!.seal('370203', cellOf(ids[7]!))
  await announceMasterKey(db, crypto, now)
  masters.push(newMasterKey(2))
  await expect(
    rewrapDataKeys(db, crypto, (total) => {
      if (total >= 500) throw new Error('power cut')
    }),
  ).rejects.toThrow('power cut')
  expect(await listMasterKeyStatus(db)).toMatchObject([
    { version: 2, dataKeys: 500 },
    { version: 1, dataKeys: 600 },
  ])
  await expect(retireMasterKey(db, crypto, 1)).rejects.toThrow(/600 data keys/)
  await expect(sql`delete from master_key_versions where version = 1`.execute(db)).rejects.toThrow(/data_keys_master_version_fkey/)
  expect(await rewrapDataKeys(db, crypto)).toBe(600)
  await expect(retireMasterKey(db, crypto, 2)).rejects.toThrow(/newest/)
  await retireMasterKey(db, crypto, 1)
  // A server that still has only the old key can neither start nor write what the new key file cannot open.
  const [stale] = masters.splice(0, 1)
  const staleCrypto = createCrypto({ ...ring, masters: masterKeysFrom('standard', () => [stale!]) })
  await expect(registerMasterKey(db, staleCrypto, now)).rejects.toThrow(/older than the database/)
  await expect(db.transaction().execute((tx) => createDataKey(tx, staleCrypto, { subdistrict, id: newId() }, now))).rejects.toThrow(
    /data_keys_master_version_fkey/,
  )
  expect((await findSealer(db, crypto, { subdistrict, id: ids[7]! }))!.open(sealed, cellOf(ids[7]!))).toBe('370203')
})

test('a key file of another installation is refused before anything is written', async () => {
  await expect(registerMasterKey(world.deps.db, createCrypto(temporaryKeyRing()), now)).rejects.toThrow(/does not belong to this database/)
})
