import { sql } from 'kysely'
import type { Boundary, GridKind as GridKindSchema } from '@ejia/contract/areas.ts'
import type { z } from 'zod'
import type { Db } from '../platform/database.ts'

type GridKind = z.infer<typeof GridKindSchema>
export type AreaRow = {
  code: string
  kind: 'district' | 'subdistrict' | 'community' | 'grid'
  grid_kind: 'base' | 'dedicated' | null
  name: string
  parent_code: string | null
  phone: string | null
  valid_from: string
  valid_to: string | null
}
export type BuildingRow = {
  subdistrict: string
  id: string
  grid_code: string
  name: string
  address: string
  longitude: number | null
  latitude: number | null
  retired_at: string | null
}

export async function findArea(db: Db, code: string): Promise<AreaRow | undefined> {
  const { rows } = await sql<AreaRow>`select code, kind, grid_kind, name, parent_code, phone, valid_from, valid_to from areas where code = ${code}`.execute(db)
  return rows[0]
}

/** The area and everything above it, smallest first. */
export async function listAncestry(db: Db, code: string): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select code, kind, grid_kind, name, parent_code, phone, valid_from, valid_to from areas
    where code in (${code}, left(${code}, 12), left(${code}, 9), left(${code}, 6)) order by length(code) desc limit 4`.execute(db)
  return rows
}

export async function findBuilding(db: Db, subdistrict: string, id: string): Promise<BuildingRow | undefined> {
  const { rows } = await sql<BuildingRow>`
    select subdistrict, id, grid_code, name, address, longitude, latitude, retired_at from buildings where subdistrict = ${subdistrict} and id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** The only lookup across tenants by building id: for callers that know nothing but the building (a resident's choice). */
export async function findBuildingAnywhere(db: Db, id: string): Promise<BuildingRow | undefined> {
  const { rows } = await sql<BuildingRow>`
    select b.subdistrict, b.id, b.grid_code, b.name, b.address, b.longitude, b.latitude, b.retired_at
    from building_codes c join buildings b on b.subdistrict = c.subdistrict and b.id = c.building_id
    where c.building_id = ${id} and c.replaced_at is null`.execute(db)
  return rows[0]
}

export async function findBuildingCode(db: Db, code: string): Promise<{ subdistrict: string; building_id: string } | undefined> {
  const { rows } = await sql<{ subdistrict: string; building_id: string }>`
    select subdistrict, building_id from building_codes where code = ${code} and replaced_at is null`.execute(db)
  return rows[0]
}

/** Grids whose bounding box holds the point on that day. */
export async function listBoundariesAround(db: Db, longitude: number, latitude: number, day: string): Promise<{ area_code: string; boundary: Boundary }[]> {
  const { rows } = await sql<{ area_code: string; boundary: Boundary }>`
    select area_code, boundary from area_boundaries
    where west <= ${longitude} and east >= ${longitude} and south <= ${latitude} and north >= ${latitude}
      and length(area_code) = 15 and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) limit 50`.execute(db)
  return rows
}

export async function listSubdistricts(db: Db): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{
    code: string
    name: string
  }>`select code, name from areas where kind = 'subdistrict' and valid_to is null order by code limit 200`.execute(db)
  return rows
}

export type AreaToSave = {
  code: string
  kind: AreaRow['kind']
  gridKind: GridKind | null
  name: string
  phone: string | null
  validFrom: string
  validTo: string | null
}

export async function upsertArea(db: Db, area: AreaToSave): Promise<void> {
  const parent = area.kind === 'district' ? null : area.code.slice(0, -3)
  await sql`
    insert into areas (code, kind, grid_kind, name, parent_code, phone, valid_from, valid_to)
    values (${area.code}, ${area.kind}, ${area.gridKind}, ${area.name}, ${parent}, ${area.phone}, ${area.validFrom}, ${area.validTo})
    on conflict (code) do update set name = excluded.name, grid_kind = excluded.grid_kind, phone = excluded.phone, valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(
    db,
  )
}
