import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

export type DoorRow = {
  building_id: string
  building: string
  address: string
  grid_code: string
  dwelling_id: string | null
  stairwell: string | null
  door: string | null
}

/** The buildings of a subdistrict, without their doors. */
export async function listBuildingNames(db: Db, subdistrict: string): Promise<DoorRow[]> {
  const { rows } = await sql<DoorRow>`
    select b.id as building_id, b.name as building, b.address, b.grid_code, null as dwelling_id, null as stairwell, null as door from buildings b
    where b.subdistrict = ${subdistrict} and b.retired_at is null order by b.id limit 20000`.execute(db)
  return rows
}

export async function listDoorsIn(db: Db, subdistrict: string, buildings: readonly string[]): Promise<DoorRow[]> {
  const { rows } = await sql<DoorRow>`
    select b.id as building_id, b.name as building, b.address, b.grid_code, d.id as dwelling_id, s.name as stairwell, d.name as door
    from buildings b left join dwellings d on d.subdistrict = b.subdistrict and d.building_id = b.id
      left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
    where b.subdistrict = ${subdistrict} and b.id = any(${buildings}::uuid[]) order by b.id, d.id limit 10000`.execute(db)
  return rows
}

/** Buildings without a door known too: their first one may be new. */
export async function listDoors(db: Db, subdistrict: string): Promise<DoorRow[]> {
  const { rows } = await sql<DoorRow>`
    select b.id as building_id, b.name as building, b.address, b.grid_code, d.id as dwelling_id, s.name as stairwell, d.name as door
    from buildings b left join dwellings d on d.subdistrict = b.subdistrict and d.building_id = b.id
      left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
    where b.subdistrict = ${subdistrict} and b.retired_at is null order by b.id, d.id limit 500000`.execute(db)
  return rows
}
