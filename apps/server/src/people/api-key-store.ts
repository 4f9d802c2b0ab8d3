import { sql } from 'kysely'
import type { ApiKeyScope } from '@ejia/contract/accounts.ts'
import type { Db, Tx } from '../platform/database.ts'

export type ApiKeyListRow = {
  id: string
  name: string
  prefix: string
  scopes: ApiKeyScope[]
  area_code: string
  area_name: string
  created_at: string
  created_by_name: string
  last_used_at: string | null
  expires_at: string | null
  revoked_at: string | null
}

export async function listApiKeys(db: Db, areas: readonly string[]): Promise<ApiKeyListRow[]> {
  const { rows } = await sql<ApiKeyListRow>`
    select k.id, k.name, k.prefix, k.scopes, k.area_code, ar.name as area_name, k.created_at, a.name as created_by_name, k.last_used_at, k.expires_at, k.revoked_at
    from api_keys k join areas ar on ar.code = k.area_code join accounts a on a.id = k.created_by
    where exists (select from unnest(${areas}::text[]) as root where starts_with(k.area_code, root)) order by k.created_at desc limit 500`.execute(db)
  return rows
}

export async function insertApiKey(
  tx: Tx,
  key: { id: string; name: string; prefix: string; keyHash: Buffer; scopes: readonly string[]; areaCode: string; createdBy: string; expiresAt: Date | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into api_keys (id, name, prefix, key_hash, scopes, area_code, created_by, created_at, expires_at)
    values (${key.id}, ${key.name}, ${key.prefix}, ${key.keyHash}, ${key.scopes}, ${key.areaCode}, ${key.createdBy}, ${now}, ${key.expiresAt})`.execute(tx)
}

export async function revokeApiKey(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id}`.execute(tx)
}
