import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'

export type HouseholdRow = {
  subdistrict: string
  id: string
  kind: 'resident' | 'rental' | 'collective'
  grid_code: string
  grid_name: string
  building_id: string | null
  dwelling_id: string | null
  address: string
  ended_at: string | null
}

const columns = sql`h.subdistrict, h.id, h.kind, h.grid_code, g.name as grid_name, h.building_id, h.dwelling_id,
  concat_ws(' ', coalesce(b.address, g.name), s.name, d.name) as address, h.ended_at`
const tables = sql`households h join areas g on g.code = h.grid_code
  left join buildings b on b.subdistrict = h.subdistrict and b.id = h.building_id
  left join dwellings d on d.subdistrict = h.subdistrict and d.id = h.dwelling_id
  left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id`

export async function findHousehold(db: Db, tenants: readonly string[], id: string): Promise<HouseholdRow | null> {
  const { rows } = await sql<HouseholdRow>`select ${columns} from ${tables} where h.subdistrict = any(${tenants}::text[]) and h.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export type DwellingPlace = { subdistrict: string; dwelling_id: string; building_id: string; grid_code: string; household_id: string | null }

export async function findDwellingPlace(db: Db, tenants: readonly string[], dwellingId: string): Promise<DwellingPlace | null> {
  const { rows } = await sql<DwellingPlace>`
    select d.subdistrict, d.id as dwelling_id, d.building_id, b.grid_code,
      (select h.id from households h where h.subdistrict = d.subdistrict and h.dwelling_id = d.id and h.ended_at is null order by h.id limit 1) as household_id
    from dwellings d join buildings b on b.subdistrict = d.subdistrict and b.id = d.building_id
    where d.subdistrict = any(${tenants}::text[]) and d.id = ${dwellingId}`.execute(db)
  return rows[0] ?? null
}

export async function insertHousehold(
  tx: Tx,
  household: { subdistrict: string; id: string; kind: HouseholdRow['kind']; gridCode: string; buildingId: string | null; dwellingId: string | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into households (subdistrict, id, kind, grid_code, building_id, dwelling_id, created_at)
    values (${household.subdistrict}, ${household.id}, ${household.kind}, ${household.gridCode}, ${household.buildingId}, ${household.dwellingId}, ${now})`.execute(
    tx,
  )
}

export type HomeRow = { building_id: string; dwelling_id: string | null; household_id: string | null; label: string; grid_code: string; grid_name: string }

/** Buildings whose name or address holds the words, and with a door number the dwellings behind it. */
export async function searchHomes(db: Db, scope: Scope, words: string, stairwell: string | null, door: string | null, limit: number): Promise<HomeRow[]> {
  const like = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<HomeRow>`
    select b.id as building_id, d.id as dwelling_id, h.id as household_id, concat_ws(' ', b.name, s.name, d.name) as label, b.grid_code, g.name as grid_name
    from buildings b join areas g on g.code = b.grid_code
      left join dwellings d on d.subdistrict = b.subdistrict and d.building_id = b.id and d.name = ${door}
      left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
      left join households h on h.subdistrict = d.subdistrict and h.dwelling_id = d.id and h.ended_at is null
    where b.subdistrict = any(${scope.tenants}::text[]) and b.retired_at is null and (b.name like ${like} or b.normalized_address like ${like})
      and exists (select from unnest(${scope.areas}::text[]) as a(code) where starts_with(b.grid_code, a.code))
      and (${door}::text is null or d.id is not null) and (${stairwell}::text is null or s.name = ${stairwell})
    order by b.name, s.name, d.name limit ${limit}`.execute(db)
  return rows
}

/** Every door of a building with who lives behind it: the way into a household from the stairwell. */
export async function listHomesOf(db: Db, scope: Scope, buildingId: string): Promise<HomeRow[]> {
  const { rows } = await sql<HomeRow>`
    select b.id as building_id, d.id as dwelling_id, h.id as household_id, concat_ws(' ', b.name, s.name, d.name) as label, b.grid_code, g.name as grid_name
    from buildings b join areas g on g.code = b.grid_code
      join dwellings d on d.subdistrict = b.subdistrict and d.building_id = b.id
      left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
      left join households h on h.subdistrict = d.subdistrict and h.dwelling_id = d.id and h.ended_at is null
    where b.subdistrict = any(${scope.tenants}::text[]) and b.id = ${buildingId}
      and exists (select from unnest(${scope.areas}::text[]) as a(code) where starts_with(b.grid_code, a.code))
    order by s.name nulls first, d.floor, d.name limit 500`.execute(db)
  return rows
}

export async function countOpenRequests(db: Db, subdistrict: string, personIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct r.id) as count from person_requests l join requests r on r.subdistrict = l.subdistrict and r.id = l.request_id
    where l.subdistrict = ${subdistrict} and l.person_id = any(${personIds}::uuid[]) and r.closed_at is null and r.state not in ('withdrawn', 'declined', 'merged') and r.kind <> 'tipOff'`.execute(
    db,
  )
  return rows[0]!.count
}
