import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../../test/test-database.ts'
import { createCrypto } from './crypto.ts'
import { temporaryKeyRing } from './crypto/key-ring.ts'
import { openDatabase, type Database, type Tx } from './database.ts'
import { DomainError } from './domain-error.ts'
import { dropOldResults, once, readIdempotencyKey, type IdempotentCall } from './idempotency.ts'
import { newId } from './ids.ts'

const crypto = createCrypto(temporaryKeyRing())
const now = new Date('2026-11-23T02:00:00.000Z')
let db: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const clone = await cloneDatabase(inject('databaseServer'))
  drop = clone.drop
  db = openDatabase({ url: clone.url, poolSize: 8 })
  await sql`create table effects (id bigint generated always as identity primary key, key uuid not null)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await drop()
})
beforeEach(() => sql`truncate effects`.execute(db))

const callOf = (more: Partial<IdempotentCall> = {}): IdempotentCall => ({
  personKey: 'anyone',
  route: 'things.make',
  key: newId(),
  body: { text: '灯坏了' },
  ...more,
})
const make = (call: IdempotentCall) =>
  once(db, crypto, call, now, async (tx: Tx) => {
    const { rows } = await sql<{ id: number }>`insert into effects (key) values (${call.key}) returning id`.execute(tx)
    return { number: rows[0]!.id }
  })
const effects = async () => (await sql<{ count: number }>`select count(*)::int as count from effects`.execute(db)).rows[0]!.count

describe('a write with a key', () => {
  test('2,000 tries, half of them in parallel: one effect for each key, and every answer is the first one', async () => {
    const calls = Array.from({ length: 200 }, () => callOf())
    const insistent = async (call: IdempotentCall): Promise<{ number: number }> => {
      for (;;) {
        try {
          return await make(call)
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'in_flight') throw error
        }
      }
    }
    for (const call of calls) {
      const together = await Promise.all(Array.from({ length: 5 }, () => insistent(call)))
      for (let again = 0; again < 5; again++) together.push(await insistent(call))
      expect(new Set(together.map(({ number }) => number)).size).toBe(1)
    }
    expect(await effects()).toBe(calls.length)
  })

  test('that failed leaves nothing, and the next try works', async () => {
    const call = callOf()
    await expect(
      once(db, crypto, call, now, async (tx) => {
        await sql`insert into effects (key) values (${call.key})`.execute(tx)
        throw new DomainError('conflict')
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await effects()).toBe(0)
    await make(call)
    expect(await effects()).toBe(1)
  })

  test('with another body under the same key is refused', async () => {
    const call = callOf()
    await make(call)
    await expect(make({ ...call, body: { text: '水管坏了' } })).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('is told to wait while the first is under way', async () => {
    const call = callOf()
    let finish: () => void = () => undefined
    let begun: () => void = () => undefined
    const started = new Promise<void>((resolve) => (begun = resolve))
    const first = once(db, crypto, call, now, async () => {
      begun()
      await new Promise<void>((resolve) => (finish = resolve))
      return { number: 1 }
    })
    await started
    await expect(make(call)).rejects.toMatchObject({ code: 'in_flight' })
    finish()
    expect(await first).toEqual({ number: 1 })
    expect(await make(call)).toEqual({ number: 1 })
  })

  test('of another person or on another route is another write', async () => {
    const call = callOf()
    await make(call)
    await make({ ...call, personKey: newId() })
    await make({ ...call, route: 'things.move' })
    expect(await effects()).toBe(3)
  })

  test('is kept sealed, for 72 hours', async () => {
    const call = callOf()
    await once(db, crypto, call, now, async () => ({ link: 'secret-receipt-link' }))
    const kept = () => sql<{ reply_sealed: Buffer }>`select reply_sealed from idempotency_results where key = ${call.key}`.execute(db)
    expect((await kept()).rows[0]!.reply_sealed.toString('latin1')).not.toContain('secret-receipt-link')
    await dropOldResults(db, new Date(now.getTime() + 71 * 3_600_000))
    expect((await kept()).rows).toHaveLength(1)
    await dropOldResults(db, new Date(now.getTime() + 73 * 3_600_000))
    expect((await kept()).rows).toHaveLength(0)
  })
})

test('a key is a UUID, in whatever case', () => {
  expect(readIdempotencyKey(undefined)).toBeNull()
  expect(readIdempotencyKey('019AAF3E-6F00-7C3A-9D52-3F1F0C7B2A11')).toBe('019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11')
  for (const wrong of ['', 'first', '019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a1', ['019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11']])
    expect(() => readIdempotencyKey(wrong)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})
