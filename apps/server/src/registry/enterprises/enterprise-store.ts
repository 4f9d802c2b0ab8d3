import type { EnterpriseChange, EnterpriseField, EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { FactSource } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { searchQuery } from '../../platform/search-tokens.ts'

export type EnterpriseRow = {
  subdistrict: string
  id: string
  kind: EnterpriseKind
  name: string
  credit_code: string | null
  industry: string
  size: EnterpriseSize | null
  grid_code: string
  grid_name: string
  address: string
  building_id: string | null
  place_state: 'matched' | 'waits' | 'asWritten' | null
  contact_name_sealed: Buffer | null
  contact_phone_sealed: Buffer | null
  contact_phone_ending: string | null
  contact_account_id: string | null
  source: FactSource
  recorded_by: string | null
  recorded_by_name: string | null
  verified_at: string
  stale_on: string
  version: number
}

const columns = sql`e.subdistrict, e.id, e.kind, e.name, e.credit_code, e.industry, e.size, e.grid_code, g.name as grid_name, e.address, e.building_id, e.place_state,
  e.contact_name_sealed, e.contact_phone_sealed, e.contact_phone_ending, e.contact_account_id, e.source, e.recorded_by, a.name as recorded_by_name, e.verified_at, e.stale_on, e.version`
const tables = sql`enterprises e join areas g on g.code = e.grid_code left join accounts a on a.id = e.recorded_by`
const inScope = (scope: Scope) => sql<boolean>`e.subdistrict = any(${scope.tenants}::text[]) and e.ended_at is null
  and exists (select from unnest(${scope.areas}::text[]) as s(code) where starts_with(e.grid_code, s.code))`

export async function findEnterprise(db: Db, tenants: readonly string[], id: string): Promise<EnterpriseRow | null> {
  const { rows } = await sql<EnterpriseRow>`
    select ${columns} from ${tables} where e.subdistrict = any(${tenants}::text[]) and e.id = ${id} and e.ended_at is null`.execute(db)
  return rows[0] ?? null
}

export async function lockEnterprise(tx: Tx, tenants: readonly string[], id: string): Promise<EnterpriseRow | null> {
  await sql`select from enterprises where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findEnterprise(tx, tenants, id)
}

export async function listEnterprisesById(db: Db, subdistrict: string, ids: readonly string[]): Promise<EnterpriseRow[]> {
  const { rows } = await sql<EnterpriseRow>`
    select ${columns} from ${tables} where e.subdistrict = ${subdistrict} and e.id = any(${ids}::uuid[]) and e.ended_at is null order by e.id limit ${ids.length}`.execute(
    db,
  )
  return rows
}

/** By words of the name (`enterprises_search`) or the whole credit code. */
export async function searchEnterprises(db: Db, scope: Scope, typed: string, byCode: boolean, limit: number): Promise<EnterpriseRow[]> {
  const query = searchQuery(typed)
  if (query === null) return []
  const { rows } = await sql<EnterpriseRow>`
    select ${columns} from ${tables}
    where ${byCode ? sql<boolean>`e.credit_code = ${typed}` : sql<boolean>`e.search @@ ${query}::tsquery`} and ${inScope(scope)} order by e.name, e.id limit ${limit}`.execute(
    db,
  )
  return rows
}

export type EnterpriseFilter = { kind?: EnterpriseKind | undefined; size?: EnterpriseSize | undefined; text?: string | undefined }

function matching(filter: EnterpriseFilter) {
  const query = filter.text === undefined ? null : searchQuery(filter.text)
  return sql<boolean>`(${filter.kind ?? null}::text is null or e.kind = ${filter.kind ?? null}) and (${filter.size ?? null}::text is null or e.size = ${filter.size ?? null})
    and (${query}::text is null or e.search @@ ${query}::tsquery)`
}

export async function listEnterprises(
  db: Db,
  scope: Scope,
  filter: EnterpriseFilter,
  after: { name: string; id: string } | null,
  limit: number,
): Promise<EnterpriseRow[]> {
  const { rows } = await sql<EnterpriseRow>`
    select ${columns} from ${tables} where ${inScope(scope)} and ${matching(filter)}
      and (${after?.name ?? null}::text is null or (e.name, e.id) > (${after?.name ?? null}, ${after?.id ?? null}::uuid))
    order by e.name, e.id limit ${limit}`.execute(db)
  return rows
}

export async function countEnterprises(db: Db, scope: Scope, filter: EnterpriseFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from enterprises e where ${inScope(scope)} and ${matching(filter)}`.execute(db)
  return rows[0]!.count
}

export async function findByCreditCode(db: Db, subdistrict: string, code: string, except: string): Promise<boolean> {
  const { rows } = await sql`
    select from enterprises where subdistrict = ${subdistrict} and credit_code = ${code} and ended_at is null and id <> ${except} limit 1`.execute(db)
  return rows.length > 0
}

export type EnterpriseRecord = Omit<EnterpriseRow, 'grid_name' | 'recorded_by_name' | 'contact_account_id' | 'version'> & {
  search: readonly string[]
}

export async function putEnterprise(tx: Tx, e: EnterpriseRecord, now: Date): Promise<void> {
  await sql`
    insert into enterprises (subdistrict, id, kind, name, credit_code, industry, size, grid_code, building_id, place_state, address, search, contact_name_sealed,
      contact_phone_sealed, contact_phone_ending, source, recorded_by, verified_at, stale_on, created_at, changed_at)
    values (${e.subdistrict}, ${e.id}, ${e.kind}, ${e.name}, ${e.credit_code}, ${e.industry}, ${e.size}, ${e.grid_code}, ${e.building_id}, ${e.place_state}, ${e.address},
      array_to_tsvector(${e.search}::text[]), ${e.contact_name_sealed}, ${e.contact_phone_sealed}, ${e.contact_phone_ending}, ${e.source}, ${e.recorded_by}, ${e.verified_at},
      ${e.stale_on}, ${now}, ${now})
    on conflict (subdistrict, id) do update set
      kind = excluded.kind, name = excluded.name, credit_code = excluded.credit_code, industry = excluded.industry, size = excluded.size,
      grid_code = excluded.grid_code, building_id = excluded.building_id, place_state = excluded.place_state, address = excluded.address, search = excluded.search,
      contact_name_sealed = excluded.contact_name_sealed, contact_phone_sealed = excluded.contact_phone_sealed, contact_phone_ending = excluded.contact_phone_ending,
      source = excluded.source, recorded_by = excluded.recorded_by, verified_at = excluded.verified_at, stale_on = excluded.stale_on,
      changed_at = excluded.changed_at, version = enterprises.version + 1`.execute(tx)
}

export async function endEnterprise(tx: Tx, enterprise: { subdistrict: string; id: string }, now: Date): Promise<void> {
  await sql`
    update enterprises set ended_at = ${now}, changed_at = ${now}, version = version + 1
    where subdistrict = ${enterprise.subdistrict} and id = ${enterprise.id}`.execute(tx)
}

export async function insertEnterpriseChange(
  tx: Tx,
  c: {
    subdistrict: string
    id: string
    enterpriseId: string
    change: EnterpriseChange
    fields: readonly EnterpriseField[]
    source: FactSource
    beforeSealed: Buffer | null
    by: string
    importId: string | null
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into enterprise_changes (subdistrict, id, enterprise_id, change, fields, source, before_sealed, changed_by, import_id, changed_at)
    values (${c.subdistrict}, ${c.id}, ${c.enterpriseId}, ${c.change}, ${c.fields}::text[], ${c.source}, ${c.beforeSealed}, ${c.by}, ${c.importId},
      ${now})`.execute(tx)
}

export type EnterpriseChangeRow = { changed_at: string; by_name: string | null; change: EnterpriseChange; fields: EnterpriseField[]; source: FactSource }

/** By `enterprise_changes_by_enterprise`, newest first. */
export async function listEnterpriseChanges(db: Db, enterprise: { subdistrict: string; id: string }): Promise<EnterpriseChangeRow[]> {
  const { rows } = await sql<EnterpriseChangeRow>`
    select c.changed_at, a.name as by_name, c.change, c.fields, c.source from enterprise_changes c left join accounts a on a.id = c.changed_by
    where c.subdistrict = ${enterprise.subdistrict} and c.enterprise_id = ${enterprise.id} order by c.changed_at desc, c.id desc limit 50`.execute(db)
  return rows
}

export async function setContactAccount(tx: Tx, enterprise: { subdistrict: string; id: string }, accountId: string | null): Promise<void> {
  await sql`update enterprises set contact_account_id = ${accountId} where subdistrict = ${enterprise.subdistrict} and id = ${enterprise.id}`.execute(tx)
}
