import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Role } from '@ejia/contract/access.ts'
import type { Deps } from '../src/access/api.ts'
import { insertSession } from '../src/access/session-store.ts'
import { buildApp } from '../src/app.ts'
import { createDemoPeople } from '../src/demo/demo-people.ts'
import { createDemoPlaces, demoSubdistrict, type DemoPlaces } from '../src/demo/demo-places.ts'
import { seededRandom } from '../src/demo/seeded-random.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../src/platform/database.ts'
import { createLocalFiles } from '../src/platform/files.ts'
import { newId } from '../src/platform/ids.ts'
import { openLiveUpdates } from '../src/platform/live-updates.ts'
import { registerMasterKey } from '../src/privacy/master-keys.ts'
import { hashOfSecret, newSecret } from '../src/platform/secrets.ts'
import { cloneDatabase } from './test-database.ts'

export type Reply = { status: number; body: any; text: string; headers: Record<string, unknown> } // oxlint-disable-line typescript/no-explicit-any
export type Caller = {
  get: (path: string) => Promise<Reply>
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>
  send: (options: InjectOptions) => Promise<Reply>
  accountId: string | null
  token: string | null
}

export type World = {
  app: FastifyInstance
  deps: Deps
  databaseUrl: string
  filesFolder: string
  places: DemoPlaces
  clock: { now: Date; minutes: (count: number) => void; days: (count: number) => void }
  anybody: Caller
  /** Signed in as somebody who holds the role over exactly this area. */
  as: (role: Role, area: string) => Promise<Caller>
  /** A new staff account with one assignment. */
  hire: (role: Role, area: string, times?: { from?: Date; to?: Date | null; unit?: string }) => Promise<Caller>
  resident: () => Promise<Caller>
  report: (input?: Record<string, unknown>, caller?: Caller) => Promise<{ receiptNumber: string; followKey: string; requestId: string }>
}

export const otherSubdistrict = '990101002'
export const otherGrid = '990101002001001'

/** Monday 10:00 in Shanghai, a working day. */
const monday = '2026-11-23T02:00:00.000Z'

/** A whole server on a private database: the demo's places and people, no requests, and a clock the test moves. */
export function useWorld(options: { demo?: boolean; limits?: Partial<Deps['limits']> } = {}): World {
  const world = {} as World
  let end: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    const { url, drop } = await cloneDatabase(inject('databaseServer'))
    const folder = mkdtempSync(join(tmpdir(), 'ejia-files-'))
    const db = openDatabase({ url, poolSize: 6 })
    const live = await openLiveUpdates(url)
    const clock = {
      now: new Date(monday),
      minutes: (count: number) => void (clock.now = new Date(clock.now.getTime() + count * 60_000)),
      days: (count: number) => clock.minutes(count * 1440),
    }
    const many = { hits: 1_000_000, seconds: 600 }
    const deps: Deps = {
      db,
      live,
      crypto: createCrypto(temporaryKeyRing()),
      clock: () => clock.now,
      files: createLocalFiles(folder),
      config: {
        demo: options.demo ?? true,
        demoPublic: false,
        host: '127.0.0.1',
        publicUrl: 'http://localhost:3000',
        channels: ['sms', 'wecom', 'email'],
        district: { code: '990101', name: '示范区' },
      },
      limits: { report: many, photo: many, phoneCode: many, signIn: many, follow: many, ...options.limits },
    }
    await registerMasterKey(db, deps.crypto, clock.now)
    const random = seededRandom(7)
    const places = await db.transaction().execute(async (tx) => {
      const made = await createDemoPlaces(tx, random, clock.now)
      await createDemoPeople(tx, deps.crypto, made, random, clock.now)
      await sql`
        insert into areas (code, kind, grid_kind, name, parent_code) values
          (${otherSubdistrict}, 'subdistrict', null, '远方街道', '990101'), ('990101002001', 'community', null, '远方社区', ${otherSubdistrict}), (${otherGrid}, 'grid', 'base', '远方网格', '990101002001')`.execute(
        tx,
      )
      return made
    })
    const app = await buildApp({ ...deps, logLevel: process.env['EJIA_TEST_LOG'] ?? 'silent', trustProxy: false })
    Object.assign(world, { app, deps, databaseUrl: url, filesFolder: folder, places, clock, anybody: callerOf(app, null, null) })
    world.as = async (role, area) => {
      const { rows } = await sql<{ account_id: string }>`
        select account_id from assignments where role = ${role} and area_code = ${area} and valid_from <= ${clock.now} and (valid_to is null or valid_to > ${clock.now}) order by id limit 1`.execute(
        db,
      )
      if (!rows[0]) throw new Error(`nobody is ${role} in ${area}`)
      return signedIn(world, rows[0].account_id)
    }
    world.hire = async (role, area, times = {}) => {
      const id = newId()
      await sql`insert into accounts (id, kind, name, created_at) values (${id}, 'staff', '新来的', ${clock.now})`.execute(db)
      await sql`
        insert into assignments (id, account_id, role, area_code, unit_id, valid_from, valid_to, assigned_at)
        values (${newId()}, ${id}, ${role}, ${area}, ${times.unit ?? null}, ${times.from ?? new Date(0)}, ${times.to ?? null}, ${clock.now})`.execute(db)
      return signedIn(world, id)
    }
    world.resident = async () => {
      const id = newId()
      await sql`insert into accounts (id, kind, name, created_at) values (${id}, 'resident', '', ${clock.now})`.execute(db)
      return signedIn(world, id)
    }
    world.report = async (input = {}, caller = world.anybody) => {
      const body = {
        kind: 'help',
        category: 'lamp',
        text: '三楼的灯不亮',
        place: { buildingId: places.buildings[0]!.id, detail: '2单元303' },
        channel: 'app',
        anonymous: false,
        subdistrict: demoSubdistrict,
        ...input,
      }
      const reply = await caller.post('/api/reports', body, { 'idempotency-key': newId() })
      if (reply.status !== 201) throw new Error(`not filed: ${reply.text}`)
      const { rows } = await sql<{ id: string }>`select id from requests where receipt_number = ${reply.body.receiptNumber}`.execute(db)
      return { receiptNumber: reply.body.receiptNumber, followKey: reply.body.followKey, requestId: rows[0]!.id }
    }
    end = async () => {
      app.server.closeAllConnections()
      await app.close()
      await live.close()
      await db.destroy()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
  afterAll(() => end())
  return world
}

export async function signedIn(world: World, accountId: string): Promise<Caller> {
  const token = newSecret()
  const { clock, deps } = world
  await deps.db
    .transaction()
    .execute((tx) => insertSession(tx, { id: newId(), tokenHash: hashOfSecret(token), accountId, device: 'test', secondFactorAt: clock.now }, clock.now))
  return callerOf(world.app, token, accountId)
}

export function callerOf(app: FastifyInstance, token: string | null, accountId: string | null): Caller {
  const cookie = token === null ? {} : { cookie: `__Host-ejia=${token}` }
  const send = async (options: InjectOptions): Promise<Reply> => {
    const reply = await app.inject({ ...options, headers: { ...cookie, host: 'localhost:3000', ...options.headers } })
    const json = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, text: reply.body, body: json && reply.body !== '' ? JSON.parse(reply.body) : null, headers: reply.headers }
  }
  return {
    accountId,
    token,
    send,
    get: (path) => send({ method: 'GET', url: path }),
    post: (path, body, headers = {}) =>
      send({ method: 'POST', url: path, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(body ?? {}) }),
  }
}
