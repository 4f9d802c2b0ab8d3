import { createHash } from 'node:crypto'
import type { Action } from '@ejia/contract/access.ts'
import type { ApiKeyScope } from '@ejia/contract/accounts.ts'
import type { Db } from '../platform/database.ts'
import { anonymous, type Actor } from './actor.ts'
import { findApiKey, findSession, findSessionById, touchApiKey, touchSession, type ApiKeyRow, type SessionRow } from './access-store.ts'
import { holds } from './permissions.ts'
import { roleActions } from './role-actions.ts'

/** Idle time after which a session is over, minutes (等保: idle logout for staff; residents stay signed in for 30 days). */
export const idleMinutes = { staff: 30, resident: 30 * 24 * 60 } as const
/** A session ends this long after sign-in, however busy: staff 12 hours, residents 180 days. */
const longestMinutes = { staff: 12 * 60, resident: 180 * 24 * 60 } as const

/** A wall screen may be dark for a night; after these days it is set up again, however busy. */
export const wallIdleMinutes = 24 * 60
export const wallDays = 30

const scopeActions: Record<ApiKeyScope, readonly Action[]> = {
  'open311.read': [],
  'open311.write': [],
  // Hears the live news of what it reads; it has no inbox.
  'requests.read': ['request.read', 'message.own'],
  'requests.file': ['request.file'],
}

/** Who is calling. An unknown, ended or idle session is nobody; rights are read afresh each time. */
export async function loadActor(db: Db, credentials: { sessionToken: string | null; apiKey: string | null }, now: Date): Promise<Actor> {
  if (credentials.apiKey !== null) return loadMachine(db, credentials.apiKey, now)
  if (credentials.sessionToken === null) return anonymous
  const row = await findSession(db, { key: sha256(credentials.sessionToken), now })
  if (row?.wall_area != null) {
    const wall = presentWall(row, now)
    if (wall.kind !== 'anonymous' && minutesSince(row.last_seen_at, now) >= 1) await touchSession(db, row.session_id, now)
    return wall
  }
  if (!row || minutesSince(row.last_seen_at, now) > idleMinutes[row.account_kind] || minutesSince(row.created_at, now) > longestMinutes[row.account_kind])
    return anonymous
  if (minutesSince(row.last_seen_at, now) >= 1) await touchSession(db, row.session_id, now)
  return presentActor(row)
}

/** Not the person who set it up: no account, one action over one area, and only while that person may show the wall there. */
function presentWall(row: SessionRow, now: Date): Actor {
  const areaCode = row.wall_area ?? ''
  const over = minutesSince(row.last_seen_at, now) > wallIdleMinutes || minutesSince(row.created_at, now) > wallDays * 24 * 60
  if (over || !holds(presentActor(row), 'whistle.wall', { areaCode }, now)) return anonymous
  const grant = { role: null, actions: ['whistle.wall' as const], areaCode, unitId: null, validFrom: '2000-01-01T00:00:00.000Z', validTo: null }
  return { kind: 'machine', keyId: row.session_id, isWall: true, name: '', scopes: [], areaCode, grants: [grant], tenants: [areaCode.slice(0, 9)] }
}

/** The same caller with the rights of this moment: for streams that outlive a request. */
export async function refreshActor(db: Db, actor: Actor, now: Date): Promise<Actor> {
  if (actor.kind === 'machine' && actor.isWall) {
    const row = await findSessionById(db, { key: actor.keyId, now })
    return row?.wall_area != null ? presentWall(row, now) : anonymous
  }
  if (actor.kind === 'machine') {
    const key = await findApiKey(db, { keyId: actor.keyId }, now)
    return key ? presentMachine(key) : anonymous
  }
  if (actor.kind !== 'account') return actor
  const row = await findSessionById(db, { key: actor.sessionId, now })
  return row && row.wall_area === null ? presentActor(row) : anonymous
}

function presentActor(row: SessionRow): Actor {
  return {
    kind: 'account',
    accountId: row.account_id,
    accountKind: row.account_kind,
    name: row.name,
    sessionId: row.session_id,
    secondFactorAt: row.second_factor_at,
    grants: row.grants.map((grant) => ({ ...grant, actions: roleActions[grant.role] })),
    tenants: row.tenants,
  }
}

async function loadMachine(db: Db, apiKey: string, now: Date): Promise<Actor> {
  const row = await findApiKey(db, { keyHash: sha256(apiKey) }, now)
  if (!row) return anonymous
  if (row.last_used_at === null || minutesSince(row.last_used_at, now) >= 1) await touchApiKey(db, row.id, now)
  return presentMachine(row)
}

function presentMachine(row: ApiKeyRow): Actor {
  const actions = (row.scopes as ApiKeyScope[]).flatMap((scope) => scopeActions[scope])
  return {
    kind: 'machine',
    keyId: row.id,
    isWall: false,
    name: row.name,
    scopes: row.scopes,
    areaCode: row.area_code,
    grants: [{ role: null, actions, areaCode: row.area_code, unitId: null, validFrom: '2000-01-01T00:00:00.000Z', validTo: null }],
    tenants: row.tenants,
  }
}

function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function minutesSince(instant: string, now: Date): number {
  return (now.getTime() - Date.parse(instant)) / 60_000
}
