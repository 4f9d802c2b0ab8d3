import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../../test/test-database.ts'
import { openDatabase, type Database } from './database.ts'
import { notifyLive, openLiveUpdates, type LiveUpdates } from './live-updates.ts'

let db: Database
let live: LiveUpdates
let databaseUrl: string
let drop: () => Promise<void>
const tell = (payload: object) => db.transaction().execute((tx) => notifyLive(tx, payload))

beforeAll(async () => {
  const clone = await cloneDatabase(inject('databaseServer'))
  drop = clone.drop
  databaseUrl = clone.url
  db = openDatabase({ url: clone.url, poolSize: 2 })
  live = await openLiveUpdates(clone.url)
})
afterAll(async () => {
  await live.close()
  await db.destroy()
  await drop()
})

test('every listener hears what was committed, in order; nobody hears what was rolled back', async () => {
  const stop = new AbortController()
  const [one, other] = [live.listen(stop.signal), live.listen(stop.signal)]
  const heard = [one.next(), other.next()]
  await expect(
    db.transaction().execute(async (tx) => {
      await notifyLive(tx, { number: 0 })
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  await tell({ number: 1 })
  await tell({ number: 2 })
  expect((await Promise.all(heard)).map(({ value }) => value)).toEqual([{ number: 1 }, { number: 1 }])
  expect([(await one.next()).value, (await other.next()).value]).toEqual([{ number: 2 }, { number: 2 }])
  stop.abort()
  expect([(await one.next()).done, (await other.next()).done]).toEqual([true, true])
})

test('a listener that does not keep up is let go instead of filling the memory', async () => {
  const slow = live.listen(new AbortController().signal)
  const first = slow.next()
  await tell({ number: 1 })
  await first
  await db.transaction().execute((tx) => sql`select pg_notify('ejia_live', json_build_object('number', n)::text) from generate_series(1, 1500) n`.execute(tx))
  const last = live.listen(new AbortController().signal)
  // Those sent before may still be on their way to a listener that came after them.
  const heard = (async () => {
    for await (const update of last) if ((update as { number: unknown }).number === 'last') return
  })()
  await tell({ number: 'last' })
  await heard
  expect((await slow.next()).done).toBe(true)
})

test('a broken connection ends the streams, so that clients ask anew, and is opened again once', async () => {
  const before = live.listen(new AbortController().signal)
  // What is still on its way from before may come first; then the stream is over.
  const ended = (async () => {
    for await (const update of before) void update
  })()
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`.execute(db)
  await ended
  const stop = new AbortController()
  const after = live.listen(stop.signal)
  const heard: unknown[] = []
  const hearing = (async () => {
    for await (const update of after) heard.push(update)
  })()
  for (let tries = 0; heard.length === 0 && tries < 200; tries++) {
    await tell({ number: tries })
    await new Promise((wake) => setTimeout(wake, 50))
  }
  const numbers = heard.map((update) => (update as { number: number }).number)
  stop.abort()
  await hearing
  expect(numbers.length).toBeGreaterThan(0)
  expect(new Set(numbers).size).toBe(numbers.length)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and query like 'listen %'`.execute(db)
  expect(rows[0]?.count).toBe(1)
})

test('a connection that falls silent without a word is found out, its streams end, and what comes later is heard', async () => {
  const { url, silence, close } = await silencingProxy()
  const over = await openLiveUpdates(url, { askEveryMs: 20, answerWithinMs: 200 })
  const before = over.listen(new AbortController().signal)
  const ended = before.next()
  silence()
  expect((await ended).done).toBe(true)
  const heard = over.listen(new AbortController().signal).next()
  // Until it is opened again nobody listens.
  const telling = setInterval(() => void tell({ number: 7 }), 50)
  expect((await heard).value).toEqual({ number: 7 })
  clearInterval(telling)
  silence()
  // A farewell nobody hears is not waited for.
  await over.close()
  close()
})

/** Between a client and the database; `silence` makes the connections of now dead without telling anybody. */
async function silencingProxy(): Promise<{ url: string; silence: () => void; close: () => void }> {
  const real = new URL(inject('databaseServer'))
  const clone = new URL(databaseUrl)
  const socket = real.searchParams.get('host')
  const pairs = new Set<{ near: Socket; far: Socket; dead: boolean }>()
  const server = createServer((near) => {
    const far = socket === null ? createConnection(Number(real.port || 5432), real.hostname) : createConnection(`${socket}/.s.PGSQL.5432`)
    const pair = { near, far, dead: false }
    pairs.add(pair)
    near.on('data', (packet) => pair.dead || far.write(packet)).on('error', () => undefined)
    far.on('data', (packet) => pair.dead || near.write(packet)).on('error', () => undefined)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const user = `${clone.username}${clone.password ? `:${clone.password}` : ''}`
  return {
    url: `postgres://${user}@127.0.0.1:${port}${clone.pathname}`,
    silence: () => {
      for (const pair of pairs) pair.dead = true
    },
    close: () => {
      for (const { near, far } of pairs) for (const end of [near, far]) end.destroy()
      server.close()
    },
  }
}
