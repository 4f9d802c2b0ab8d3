import type { ResourceKind } from '@ejia/contract/enterprises.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { searchQuery } from '../../platform/search-tokens.ts'

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
