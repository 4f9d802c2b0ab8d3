import type { EnterpriseChange, EnterpriseField, EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
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
  source: FactSource
  recorded_by: string | null
  recorded_by_name: string | null
  verified_at: string
  stale_on: string
  version: number
}

const columns = sql`e.subdistrict, e.id, e.kind, e.name, e.credit_code, e.industry, e.size, e.grid_code, g.name as grid_name, e.address, e.building_id, e.place_state,
  e.contact_name_sealed, e.contact_phone_sealed, e.contact_phone_ending, e.source, e.recorded_by, a.name as recorded_by_name, e.verified_at, e.stale_on, e.version`
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

export type EnterpriseRecord = Omit<EnterpriseRow, 'grid_name' | 'recorded_by_name' | 'verified_at' | 'version'> & {
  search: readonly string[]
}

export async function putEnterprise(tx: Tx, e: EnterpriseRecord, now: Date): Promise<void> {
  await sql`
    insert into enterprises (subdistrict, id, kind, name, credit_code, industry, size, grid_code, building_id, place_state, address, search, contact_name_sealed,
      contact_phone_sealed, contact_phone_ending, source, recorded_by, verified_at, stale_on, created_at, changed_at)
    values (${e.subdistrict}, ${e.id}, ${e.kind}, ${e.name}, ${e.credit_code}, ${e.industry}, ${e.size}, ${e.grid_code}, ${e.building_id}, ${e.place_state}, ${e.address},
      array_to_tsvector(${e.search}::text[]), ${e.contact_name_sealed}, ${e.contact_phone_sealed}, ${e.contact_phone_ending}, ${e.source}, ${e.recorded_by}, ${now},
      ${e.stale_on}, ${now}, ${now})
    on conflict (subdistrict, id) do update set
      kind = excluded.kind, name = excluded.name, credit_code = excluded.credit_code, industry = excluded.industry, size = excluded.size,
      grid_code = excluded.grid_code, building_id = excluded.building_id, place_state = excluded.place_state, address = excluded.address, search = excluded.search,
      contact_name_sealed = excluded.contact_name_sealed, contact_phone_sealed = excluded.contact_phone_sealed, contact_phone_ending = excluded.contact_phone_ending,
      source = excluded.source, recorded_by = excluded.recorded_by, verified_at = excluded.verified_at, stale_on = excluded.stale_on,
      changed_at = excluded.changed_at, version = enterprises.version + 1`.execute(tx)
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
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into enterprise_changes (subdistrict, id, enterprise_id, change, fields, source, before_sealed, changed_by, changed_at)
    values (${c.subdistrict}, ${c.id}, ${c.enterpriseId}, ${c.change}, ${c.fields}::text[], ${c.source}, ${c.beforeSealed}, ${c.by}, ${now})`.execute(tx)
}

export type EnterpriseChangeRow = { changed_at: string; by_name: string | null; change: EnterpriseChange; fields: EnterpriseField[]; source: FactSource }

/** By `enterprise_changes_by_enterprise`, newest first. */
export async function listEnterpriseChanges(db: Db, enterprise: { subdistrict: string; id: string }): Promise<EnterpriseChangeRow[]> {
  const { rows } = await sql<EnterpriseChangeRow>`
    select c.changed_at, a.name as by_name, c.change, c.fields, c.source from enterprise_changes c left join accounts a on a.id = c.changed_by
    where c.subdistrict = ${enterprise.subdistrict} and c.enterprise_id = ${enterprise.id} order by c.changed_at desc, c.id desc limit 50`.execute(db)
  return rows
}

export async function dropContactAccount(tx: Tx, enterprise: { subdistrict: string; id: string }): Promise<void> {
  await sql`update enterprises set contact_account_id = null where subdistrict = ${enterprise.subdistrict} and id = ${enterprise.id}`.execute(tx)
}

export type ResourceRow = {
  subdistrict: string
  id: string
  kind: ResourceKind
  title: string
  detail: string
  grid_code: string
  grid_name: string
  person_id: string | null
  person_name: string | null
  enterprise_id: string | null
  enterprise_name: string | null
  offered_until: string | null
}

const resourceColumns = sql`r.subdistrict, r.id, r.kind, r.title, r.detail, r.grid_code, g.name as grid_name, r.person_id, p.name as person_name,
  r.enterprise_id, e.name as enterprise_name, r.offered_until`
const resourceTables = sql`resources r join areas g on g.code = r.grid_code
  left join persons p on p.subdistrict = r.subdistrict and p.id = r.person_id and p.ended_at is null
  left join enterprises e on e.subdistrict = r.subdistrict and e.id = r.enterprise_id`

export async function listResources(
  db: Db,
  scope: Scope,
  filter: { kind?: ResourceKind | undefined; text?: string | undefined },
  today: string,
  limit: number,
): Promise<ResourceRow[]> {
  const query = filter.text === undefined ? null : searchQuery(filter.text)
  const { rows } = await sql<ResourceRow>`
    select ${resourceColumns} from ${resourceTables}
    where r.subdistrict = any(${scope.tenants}::text[]) and r.ended_at is null and (r.offered_until is null or r.offered_until >= ${today})
      and exists (select from unnest(${scope.areas}::text[]) as s(code) where starts_with(r.grid_code, s.code))
      and (${filter.kind ?? null}::text is null or r.kind = ${filter.kind ?? null}) and (${query}::text is null or r.search @@ ${query}::tsquery)
    order by r.kind, r.title, r.id limit ${limit}`.execute(db)
  return rows
}

export async function findResource(db: Db, tenants: readonly string[], id: string): Promise<ResourceRow | null> {
  const { rows } = await sql<ResourceRow>`
    select ${resourceColumns} from ${resourceTables} where r.subdistrict = any(${tenants}::text[]) and r.id = ${id} and r.ended_at is null`.execute(db)
  return rows[0] ?? null
}

export async function putResource(
  tx: Tx,
  r: Omit<ResourceRow, 'grid_name' | 'person_name' | 'enterprise_name'> & { search: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`
    insert into resources (subdistrict, id, kind, title, detail, grid_code, person_id, enterprise_id, offered_until, search, changed_at)
    values (${r.subdistrict}, ${r.id}, ${r.kind}, ${r.title}, ${r.detail}, ${r.grid_code}, ${r.person_id}, ${r.enterprise_id}, ${r.offered_until},
      array_to_tsvector(${r.search}::text[]), ${now})
    on conflict (subdistrict, id) do update set kind = excluded.kind, title = excluded.title, detail = excluded.detail, grid_code = excluded.grid_code,
      person_id = excluded.person_id, enterprise_id = excluded.enterprise_id, offered_until = excluded.offered_until, search = excluded.search,
      changed_at = excluded.changed_at`.execute(tx)
}

export async function endResource(tx: Tx, subdistrict: string, id: string, now: Date): Promise<void> {
  await sql`update resources set ended_at = ${now}, changed_at = ${now} where subdistrict = ${subdistrict} and id = ${id}`.execute(tx)
}
