import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../../test/test-database.ts'
import { openDatabase, type Database } from './database.ts'
import { addressBucket, dropOldWindows, requireWithinRate } from './rate-limit.ts'

const limit = { hits: 3, seconds: 600 }
const now = new Date('2026-11-23T02:04:00.000Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
let db: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const clone = await cloneDatabase(inject('databaseServer'))
  drop = clone.drop
  db = openDatabase({ url: clone.url, poolSize: 4 })
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

test('the hits of a window are counted together, whoever counts them; the refusal says when to come back', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => requireWithinRate(db, 'report:10.0.0.1', limit, now)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await expect(requireWithinRate(db, 'report:10.0.0.1', limit, now)).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 360 } })
  await expect(requireWithinRate(db, 'report:10.0.0.2', limit, now)).resolves.toBeUndefined()
  await expect(requireWithinRate(db, 'report:10.0.0.1', limit, later(361))).resolves.toBeUndefined()
})

test('old windows go', async () => {
  await dropOldWindows(db, later(3 * 86_400))
  expect((await sql`select 1 from rate_limits`.execute(db)).rows).toEqual([])
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('one household is one address: %s counts as %s', (address, bucket) => {
  expect(addressBucket(address)).toBe(bucket)
})
