import { sql } from 'kysely'
import type { Boundary } from '@ejia/contract/areas.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'
import type { AreaRow } from './area-store.ts'

export type AreaListRow = AreaRow & { children: number; buildings: number; has_boundary: boolean }

/** Areas on a day: one level below `parent`, or all below the given roots. */
export async function listAreas(db: Db, roots: readonly string[], parent: string | null, on: string | null): Promise<AreaListRow[]> {
  const { rows } = await sql<AreaListRow>`
    select a.code, a.kind, a.grid_kind, a.name, a.parent_code, a.phone, a.valid_from, a.valid_to,
      (select count(*) from areas c where c.parent_code = a.code)::int as children,
      (select count(*) from buildings b where b.subdistrict = left(a.code, 9) and starts_with(b.grid_code, a.code) and b.retired_at is null)::int as buildings,
      exists (select from area_boundaries v where v.area_code = a.code and v.valid_to is null) as has_boundary
    from areas a
    where exists (select from unnest(${roots}::text[]) as root where starts_with(a.code, root) or starts_with(root, a.code))
      and (${parent}::text is null or a.parent_code = ${parent} or a.code = ${parent})
      and (${on}::date is null or (a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)))
    order by a.code limit 5000`.execute(db)
  return rows
}

export async function listPublicAreas(
  db: Db,
  subdistrict: string,
): Promise<{ code: string; kind: AreaRow['kind']; name: string; parent_code: string | null }[]> {
  const { from, to } = codeRange(subdistrict)
  const { rows } = await sql<{ code: string; kind: AreaRow['kind']; name: string; parent_code: string | null }>`
    select code, kind, name, parent_code from areas where code > ${from} and code < ${to} and valid_to is null order by code limit 2000`.execute(db)
  return rows
}

export type BoundaryRow = {
  id: string
  area_code: string
  boundary: Boundary
  valid_from: string
  valid_to: string | null
  note: string
  saved_at: string
  saved_by_name: string | null
}

export async function listBoundaries(db: Db, code: string, options: { history: boolean; on: string }): Promise<BoundaryRow[]> {
  const { rows } = await sql<BoundaryRow>`
    select v.id, v.area_code, v.boundary, v.valid_from, v.valid_to, v.note, v.saved_at, a.name as saved_by_name
    from area_boundaries v left join accounts a on a.id = v.saved_by
    where case when ${options.history} then v.area_code = ${code}
      else starts_with(v.area_code, ${code}) and v.valid_from <= ${options.on}::date and (v.valid_to is null or v.valid_to > ${options.on}::date) end
    order by v.area_code, v.valid_from desc limit 2000`.execute(db)
  return rows
}

export type BoundaryToSave = {
  id: string
  areaCode: string
  boundary: Boundary
  box: { west: number; south: number; east: number; north: number }
  validFrom: string
  note: string
  savedBy: string | null
}

/** Closes the version in force on that day and opens the next; the same day is corrected in place. */
export async function saveBoundaryVersion(tx: Tx, b: BoundaryToSave, now: Date): Promise<void> {
  await sql`
    update area_boundaries set valid_to = ${b.validFrom}::date
    where area_code = ${b.areaCode} and valid_from < ${b.validFrom}::date and (valid_to is null or valid_to > ${b.validFrom}::date)`.execute(tx)
  await sql`
    insert into area_boundaries (id, area_code, boundary, west, south, east, north, valid_from, valid_to, note, saved_at, saved_by)
    values (${b.id}, ${b.areaCode}, ${JSON.stringify(b.boundary)}::jsonb, ${b.box.west}, ${b.box.south}, ${b.box.east}, ${b.box.north}, ${b.validFrom}::date,
      (select min(valid_from) from area_boundaries where area_code = ${b.areaCode} and valid_from > ${b.validFrom}::date), ${b.note}, ${now}, ${b.savedBy})
    on conflict (area_code, valid_from) do update set boundary = excluded.boundary, west = excluded.west, south = excluded.south, east = excluded.east,
      north = excluded.north, note = excluded.note, saved_at = excluded.saved_at, saved_by = excluded.saved_by`.execute(tx)
}

export type BuildingListRow = {
  id: string
  grid_code: string
  grid_name: string
  name: string
  address: string
  normalized_address: string
  longitude: number | null
  latitude: number | null
  floors: number | null
  qr_code: string
  retired_at: string | null
  stairwells: number
  dwellings: number
}
const buildingColumns =
  sql.raw(`b.id, b.grid_code, g.name as grid_name, b.name, b.address, b.normalized_address, b.longitude, b.latitude, b.floors, b.qr_code, b.retired_at,
  (select count(*) from stairwells s where s.subdistrict = b.subdistrict and s.building_id = b.id)::int as stairwells,
  (select count(*) from dwellings d where d.subdistrict = b.subdistrict and d.building_id = b.id)::int as dwellings`)

export async function listBuildings(db: Db, area: string, text: string | null, withRetired: boolean): Promise<BuildingListRow[]> {
  const { from, to } = codeRange(area)
  const { rows } = await sql<BuildingListRow>`
    select ${buildingColumns} from buildings b join areas g on g.code = b.grid_code
    where b.subdistrict = ${area.slice(0, 9)} and b.grid_code >= ${from} collate "C" and b.grid_code < ${to} collate "C" and (${withRetired} or b.retired_at is null)
      and (${text}::text is null or b.name like '%' || ${text} || '%' or b.address like '%' || ${text} || '%' or b.normalized_address like '%' || ${text} || '%')
    order by b.grid_code, b.name limit 1000`.execute(db)
  return rows
}

export async function findBuildingRow(db: Db, tenants: readonly string[], id: string): Promise<(BuildingListRow & { subdistrict: string }) | undefined> {
  const { rows } = await sql<BuildingListRow & { subdistrict: string }>`
    select b.subdistrict, ${buildingColumns} from buildings b join areas g on g.code = b.grid_code where b.subdistrict = any(${tenants}) and b.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export type BuildingToSave = {
  subdistrict: string
  id: string
  gridCode: string
  name: string
  address: string
  normalizedAddress: string
  point: { longitude: number; latitude: number } | null
  floors: number | null
  qrCode: string
  retiredAt: Date | null
}

export async function upsertBuilding(tx: Tx, b: BuildingToSave): Promise<void> {
  await sql`
    insert into buildings (subdistrict, id, grid_code, name, address, normalized_address, longitude, latitude, floors, qr_code, retired_at)
    values (${b.subdistrict}, ${b.id}, ${b.gridCode}, ${b.name}, ${b.address}, ${b.normalizedAddress}, ${b.point?.longitude ?? null}, ${b.point?.latitude ?? null}, ${b.floors}, ${b.qrCode}, ${b.retiredAt})
    on conflict (subdistrict, id) do update set grid_code = excluded.grid_code, name = excluded.name, address = excluded.address, normalized_address = excluded.normalized_address,
      longitude = excluded.longitude, latitude = excluded.latitude, floors = excluded.floors, qr_code = excluded.qr_code, retired_at = excluded.retired_at`.execute(
    tx,
  )
  await sql`update building_codes set replaced_at = now() where building_id = ${b.id} and subdistrict = ${b.subdistrict} and code <> ${b.qrCode} and replaced_at is null`.execute(
    tx,
  )
  await sql`insert into building_codes (code, subdistrict, building_id) values (${b.qrCode}, ${b.subdistrict}, ${b.id}) on conflict (code) do nothing`.execute(
    tx,
  )
}

export type StairwellRow = { id: string; building_id: string; name: string }
export type DwellingRow = { id: string; building_id: string; stairwell_id: string | null; floor: number | null; name: string }

export async function listStairwells(db: Db, subdistrict: string, buildingId: string): Promise<StairwellRow[]> {
  const { rows } =
    await sql<StairwellRow>`select id, building_id, name from stairwells where subdistrict = ${subdistrict} and building_id = ${buildingId} order by name limit 200`.execute(
      db,
    )
  return rows
}

export async function listDwellings(db: Db, subdistrict: string, buildingId: string): Promise<DwellingRow[]> {
  const { rows } = await sql<DwellingRow>`
    select id, building_id, stairwell_id, floor, name from dwellings where subdistrict = ${subdistrict} and building_id = ${buildingId} order by floor nulls first, name limit 2000`.execute(
    db,
  )
  return rows
}

/** False when another stairwell of the building has the name. */
export async function upsertStairwell(tx: Tx, subdistrict: string, stairwell: StairwellRow): Promise<boolean> {
  const { rows: taken } =
    await sql`select 1 from stairwells where subdistrict = ${subdistrict} and building_id = ${stairwell.building_id} and name = ${stairwell.name} and id <> ${stairwell.id}`.execute(
      tx,
    )
  if (taken.length > 0) return false
  const { rows } = await sql`
    insert into stairwells as s (subdistrict, id, building_id, name) values (${subdistrict}, ${stairwell.id}, ${stairwell.building_id}, ${stairwell.name})
    on conflict (subdistrict, id) do update set name = excluded.name where s.building_id = excluded.building_id returning id`.execute(tx)
  return rows.length === 1
}

export async function upsertDwelling(tx: Tx, subdistrict: string, d: DwellingRow): Promise<boolean> {
  const { rows: taken } = await sql`
    select 1 from dwellings where subdistrict = ${subdistrict} and building_id = ${d.building_id} and stairwell_id is not distinct from ${d.stairwell_id}::uuid and name = ${d.name} and id <> ${d.id}`.execute(
    tx,
  )
  if (taken.length > 0) return false
  const { rows } = await sql`
    insert into dwellings as w (subdistrict, id, building_id, stairwell_id, floor, name) values (${subdistrict}, ${d.id}, ${d.building_id}, ${d.stairwell_id}, ${d.floor}, ${d.name})
    on conflict (subdistrict, id) do update set stairwell_id = excluded.stairwell_id, floor = excluded.floor, name = excluded.name where w.building_id = excluded.building_id returning id`.execute(
    tx,
  )
  return rows.length === 1
}

export async function deleteDwelling(tx: Tx, subdistrict: string, buildingId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from dwellings where subdistrict = ${subdistrict} and building_id = ${buildingId} and id = ${id} returning id`.execute(tx)
  return rows.length === 1
}
