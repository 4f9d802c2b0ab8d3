import { sql } from 'kysely'
import type { WrappedKey } from '../platform/crypto.ts'
import { sendAhead, type Db, type Tx } from '../platform/database.ts'

export type DataKeyRow = { id: string; wrapped: Buffer }

/** What fails, fails as the commit: the database writes them while what they seal is made. */
export async function insertDataKeys(tx: Tx, subdistrict: string, keys: readonly (WrappedKey & { id: string })[], now: Date): Promise<void> {
  await sendAhead(
    tx,
    sql`
    insert into data_keys (subdistrict, id, master_version, wrapped, created_at)
    select ${subdistrict}, k.id, k.master_version, k.wrapped, ${now}
    from unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map((key) => key.masterVersion)}::int[], ${keys.map((key) => key.wrapped)}::bytea[])
      as k(id, master_version, wrapped)`,
  )
}

/** Destroyed keys are not among them. */
export async function listDataKeys(db: Db, subdistrict: string, ids: readonly string[]): Promise<DataKeyRow[]> {
  const { rows } = await sql<DataKeyRow>`
    select id, wrapped from data_keys where subdistrict = ${subdistrict} and id = any(${ids}::uuid[]) and wrapped is not null order by id`.execute(db)
  return rows
}

/** One not yet known is entered as destroyed: after a restore to a moment before it was made, it cannot come. */
export async function destroyKeys(tx: Tx, subdistrict: string, ids: readonly string[], destroyedAt: Date | string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into data_keys as k (subdistrict, id, created_at, destroyed_at)
    select ${subdistrict}, id, ${destroyedAt}::timestamptz, ${destroyedAt}::timestamptz from unnest(${ids}::uuid[]) as d(id)
    on conflict (subdistrict, id) do update set wrapped = null, master_version = null, destroyed_at = excluded.destroyed_at where k.destroyed_at is null`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

export type MasterVersionRow = { version: number; fingerprint: string; made_at: string }

export async function listMasterVersions(db: Db): Promise<MasterVersionRow[]> {
  const { rows } = await sql<MasterVersionRow>`select version, fingerprint, made_at from master_key_versions order by version desc limit 100`.execute(db)
  return rows
}

export async function insertMasterVersion(db: Db, version: number, fingerprint: string, now: Date): Promise<void> {
  await sql`insert into master_key_versions (version, fingerprint, made_at) values (${version}, ${fingerprint}, ${now}) on conflict do nothing`.execute(db)
}

export async function deleteMasterVersion(db: Db, version: number): Promise<void> {
  await sql`delete from master_key_versions where version = ${version}`.execute(db)
}

/** How many keys hang on each version. */
export async function countKeysByVersion(db: Db): Promise<{ version: number; keys: number }[]> {
  const { rows } = await sql<{ version: number; keys: number }>`
    select master_version as version, count(*) as keys from data_keys where master_version is not null group by master_version order by master_version limit 100`.execute(
    db,
  )
  return rows
}

export async function hasKeysAbove(db: Db, version: number): Promise<boolean> {
  const { rows } = await sql`select from data_keys where master_version > ${version} limit 1`.execute(db)
  return rows.length > 0
}

export async function listTenantsWithOldKeys(db: Db, current: number): Promise<string[]> {
  const { rows } = await sql<{ subdistrict: string }>`
    select distinct subdistrict from data_keys where master_version < ${current} order by subdistrict limit 1000`.execute(db)
  return rows.map((row) => row.subdistrict)
}

export async function lockOldKeys(tx: Tx, subdistrict: string, current: number, limit: number): Promise<DataKeyRow[]> {
  const { rows } = await sql<DataKeyRow>`
    select id, wrapped from data_keys where subdistrict = ${subdistrict} and master_version < ${current} order by id limit ${limit} for update`.execute(tx)
  return rows
}

export async function updateWrapped(tx: Tx, subdistrict: string, keys: readonly (WrappedKey & { id: string })[]): Promise<void> {
  await sql`
    update data_keys d set wrapped = k.wrapped, master_version = k.master_version
    from unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map((key) => key.masterVersion)}::int[], ${keys.map((key) => key.wrapped)}::bytea[])
      as k(id, master_version, wrapped)
    where d.subdistrict = ${subdistrict} and d.id = k.id and d.destroyed_at is null`.execute(tx)
}

export type DestroyedRow = { subdistrict: string; id: string; destroyedAt: string }

/** Over all tenants, oldest first, page by page. */
export async function listDestroyed(db: Db, since: Date, after: { at: string; id: string } | null, limit: number): Promise<DestroyedRow[]> {
  const { rows } = await sql<DestroyedRow>`
    select subdistrict, id, destroyed_at as "destroyedAt" from data_keys
    where destroyed_at >= ${since} and (${after?.at ?? null}::timestamptz is null or (destroyed_at, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by destroyed_at, id limit ${limit}`.execute(db)
  return rows
}

export async function hasDestroyedSince(db: Db, since: Date): Promise<boolean> {
  const { rows } = await sql`select from data_keys where destroyed_at >= ${since} limit 1`.execute(db)
  return rows.length > 0
}

/** Writes the table anew: what was overwritten does not stay behind in its pages. */
export async function rewriteTable(db: Db): Promise<void> {
  await sql`vacuum (full) data_keys`.execute(db)
}
