import { sql } from 'kysely'
import type { Db } from '../platform/database.ts'
import { gathered } from '../platform/gathered.ts'
import type { Role } from '@ejia/contract/access.ts'

export type SessionRow = {
  session_id: string
  account_id: string
  account_kind: 'staff' | 'resident'
  name: string
  created_at: string
  last_seen_at: string
  second_factor_at: string | null
  /** A wall screen's session: it reads the wall of this area and nothing else. */
  wall_area: string | null
  grants: { role: Role; areaCode: string; unitId: string | null; validFrom: string; validTo: string | null }[]
  /** Subdistricts below the district-wide grants. */
  tenants: string[]
}

type GrantPart = SessionRow['grants'][number] & { below: string[] | null }
type Asked<K> = { key: K; now: Date }

/**
 * A living session with the grants of its account: read at every request, so that a revoked right ends at once. Calls
 * that arrive together ask in one statement.
 */
const sessionsBy = <K extends Buffer | string>(column: 'token_hash' | 'id') =>
  gathered(async (db, asked: readonly Asked<K>[]): Promise<(SessionRow | undefined)[]> => {
    const keys = sql`${asked.map(({ key }) => key)}::${column === 'id' ? sql`uuid` : sql`bytea`}[]`
    const { rows } = await sql<Omit<SessionRow, 'tenants' | 'grants'> & { place: number; grants: GrantPart[] | null }>`
      select asked.place, s.id as session_id, a.id as account_id, a.kind as account_kind, a.name, s.created_at, s.last_seen_at, s.second_factor_at, s.wall_area,
        (select json_agg(json_build_object('role', x.role, 'areaCode', x.area_code, 'unitId', x.unit_id,
            'validFrom', to_char(x.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'validTo', to_char(x.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'below', case when length(x.area_code) = 6 then array(select t.code from areas t where t.parent_code = x.area_code and t.kind = 'subdistrict') end)
            order by x.area_code, x.role)
          from assignments x where x.account_id = a.id and x.valid_from <= asked.now and (x.valid_to is null or x.valid_to > asked.now)) as grants
      from unnest(${keys}, ${asked.map(({ now }) => now)}::timestamptz[]) with ordinality as asked(key, now, place)
      join sessions s on ${sql.ref(`s.${column}`)} = asked.key and s.ended_at is null
      join accounts a on a.id = s.account_id and a.disabled_at is null`.execute(db)
    const found = new Map(rows.map(({ place, grants, ...row }) => [place, { ...row, ...presentGrants(grants ?? []) }]))
    return asked.map((_one, index) => found.get(index + 1))
  })

export const findSession = sessionsBy<Buffer>('token_hash')
export const findSessionById = sessionsBy<string>('id')

/** `below`: the subdistricts of a district's grant. */
function presentGrants(parts: readonly GrantPart[]): Pick<SessionRow, 'grants' | 'tenants'> {
  const tenants = new Set(parts.flatMap(({ areaCode, below }) => below ?? [areaCode.slice(0, 9)]))
  return { grants: parts.map(({ below: _below, ...grant }) => grant), tenants: [...tenants] }
}

export async function touchSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await sql`update sessions set last_seen_at = ${now} where id = ${sessionId}`.execute(db)
}

export type ApiKeyRow = { id: string; name: string; scopes: string[]; area_code: string; last_used_at: string | null; tenants: string[] }

export async function findApiKey(db: Db, by: { keyHash: Buffer } | { keyId: string }, now: Date): Promise<ApiKeyRow | undefined> {
  const { rows } = await sql<ApiKeyRow>`
    select k.id, k.name, k.scopes, k.area_code, k.last_used_at,
      array(select t.code from areas t where t.kind = 'subdistrict' and (t.code = left(k.area_code, 9) or t.parent_code = k.area_code)) as tenants
    from api_keys k
    where ${'keyHash' in by ? sql`k.key_hash = ${by.keyHash}` : sql`k.id = ${by.keyId}`} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})`.execute(
    db,
  )
  return rows[0]
}

export async function touchApiKey(db: Db, keyId: string, now: Date): Promise<void> {
  await sql`update api_keys set last_used_at = ${now} where id = ${keyId}`.execute(db)
}
