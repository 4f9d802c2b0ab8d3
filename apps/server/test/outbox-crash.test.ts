import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { setDeliveryOf } from '../src/messages/set-delivery.ts'
import { tellStaff } from '../src/messages/tell-staff.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { openKeyFile } from '../src/platform/crypto/key-file.ts'
import { openDatabase } from '../src/platform/database.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { newId } from '../src/platform/ids.ts'
import { migrate } from '../src/platform/migrate.ts'
import { queueMessage } from '../src/platform/outbox.ts'

const ends: (() => Promise<unknown> | unknown)[] = []
afterAll(async () => {
  for (const end of ends.toReversed()) await end()
})

/** The gateway has a message in hand, has not answered, and the server dies: at these receptions. */
const deathsAt = [3, 10, 11, 25]
const messages = 40

test('kill -9 while messages leave: none is lost, and what comes twice comes with the same id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ejia-crash-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  // A database of its own that loses nothing: the server refuses the fast one of the other tests.
  const database = await startEmbeddedPostgres({ folder })
  ends.push(() => database.stop())
  await migrate(database.url)
  const keyFile = join(folder, 'keys', 'master.key')
  const crypto = createCrypto(openKeyFile(keyFile, 'standard', new Date()))
  const db = openDatabase({ url: database.url, poolSize: 2 })
  ends.push(() => db.destroy())

  let server: ChildProcess | null = null
  const received: { id: string; text: string }[] = []
  const held = new Set<string>()
  let died: () => void = () => undefined
  const gateway = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const id = String(request.headers['idempotency-key'])
      received.push({ id, text: (JSON.parse(body) as { text: string }).text })
      if (!deathsAt.includes(received.length)) return void reply.writeHead(200).end('{"ok":true}')
      held.add(id)
      server!.once('exit', () => died())
      server!.kill('SIGKILL')
    })
  })
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready))
  ends.push(() => {
    gateway.closeAllConnections()
    gateway.close()
  })
  const start = () => {
    const environment = {
      PATH: process.env['PATH'],
      PORT: '0',
      EJIA_DATA: folder,
      EJIA_DEMO: '0',
      EJIA_KEY_FILE: keyFile,
      DATABASE_URL: database.url,
      EJIA_SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`,
    }
    server = spawn(process.execPath, [fileURLToPath(new URL('../src/start.ts', import.meta.url))], { env: environment, stdio: 'ignore' })
    const started = server
    ends.push(() => started.kill('SIGKILL'))
  }

  const account = newId()
  const now = new Date()
  await db.transaction().execute(async (tx) => {
    await sql`insert into areas (code, kind, grid_kind, name, parent_code) values ('990101', 'district', null, '示范区', null)`.execute(tx)
    await sql`insert into accounts (id, kind, name, created_at) values (${account}, 'staff', '值班员', ${now})`.execute(tx)
    await sql`
      insert into assignments (id, account_id, role, area_code, valid_from, assigned_at) values (${newId()}, ${account}, 'districtStaff', '990101', ${now}, ${now})`.execute(
      tx,
    )
    await setDeliveryOf(tx, crypto, { accountId: account, chain: '990101' }, { accountId: account, channel: 'sms', address: '13900001234' }, now)
    // Half of them go through the inbox first: from there to the outbox nothing may double either.
    for (let n = 0; n < messages / 2; n++) {
      await queueMessage(tx, crypto, { channel: 'sms', area: '990101', recipient: '13900001234', text: `第 ${n} 条`, dedupeKey: `direct:${n}` }, now)
      const news = { to: [{ account }], area: '990101', kind: 'emergencySummoned', urgent: true, link: '/whistles' } as const
      await tellStaff(tx, { ...news, about: `S-${n}`, dedupeKey: `inbox:${n}` }, now)
    }
  })

  for (const death of deathsAt) {
    const dead = new Promise<void>((resolve) => (died = resolve))
    start()
    await dead
    expect(received).toHaveLength(death)
  }
  start()
  const counts = async () =>
    (await sql<{ all: number; sent: number }>`select count(*)::int as all, (count(*) filter (where state = 'sent'))::int as sent from outbox`.execute(db))
      .rows[0]!
  await expect.poll(async () => (await counts()).sent, { timeout: 60_000, interval: 200 }).toBe(messages)
  expect(await counts()).toEqual({ all: messages, sent: messages })

  const texts = Map.groupBy(received, (one) => one.text)
  expect(texts.size).toBe(messages)
  for (const [text, some] of texts) expect(new Set(some.map((one) => one.id)).size, text).toBe(1)
  // What the gateway had in hand at a death came again, and nothing else did.
  const twice = [...Map.groupBy(received, (one) => one.id)].filter(([, some]) => some.length > 1).map(([id]) => id)
  expect(twice.toSorted()).toEqual([...held].toSorted())
  expect(received).toHaveLength(messages + deathsAt.length)
}, 180_000)
