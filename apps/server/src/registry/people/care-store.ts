import type { CareGroup, CareLevel } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { PersonSealer } from '../../privacy/data-keys.ts'

export type CareRow = {
  subdistrict: string
  id: string
  person_id: string
  grid_code: string
  care_group: CareGroup
  level: CareLevel
  review_on: string
  needs_sealed: Buffer
}

export async function listCare(db: Db, subdistrict: string, personId: string): Promise<CareRow[]> {
  const { rows } = await sql<CareRow>`
    select subdistrict, id, person_id, grid_code, care_group, level, review_on, needs_sealed from care_entries
    where subdistrict = ${subdistrict} and person_id = ${personId} and ended_at is null order by review_on, id limit 20`.execute(db)
  return rows
}

/** Of a household's members, those whose review is due (`care_entries_by_person`). */
export async function listCareOf(db: Db, subdistrict: string, personIds: readonly string[], until: string): Promise<CareRow[]> {
  const { rows } = await sql<CareRow>`
    select subdistrict, id, person_id, grid_code, care_group, level, review_on, needs_sealed from care_entries
    where subdistrict = ${subdistrict} and person_id = any(${personIds}::uuid[]) and ended_at is null and review_on <= ${until} order by review_on, id limit 60`.execute(
    db,
  )
  return rows
}

export async function lockCare(tx: Tx, tenants: readonly string[], id: string): Promise<CareRow | null> {
  const { rows } = await sql<CareRow>`
    select subdistrict, id, person_id, grid_code, care_group, level, review_on, needs_sealed from care_entries
    where subdistrict = any(${tenants}::text[]) and id = ${id} and ended_at is null for update`.execute(tx)
  return rows[0] ?? null
}

/** False when the person is in that group already. */
export async function insertCare(tx: Tx, care: CareRow, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into care_entries (subdistrict, id, person_id, grid_code, care_group, level, review_on, needs_sealed, created_at)
    values (${care.subdistrict}, ${care.id}, ${care.person_id}, ${care.grid_code}, ${care.care_group}, ${care.level}, ${care.review_on}, ${care.needs_sealed}, ${now})
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows) === 1
}

export async function updateCare(tx: Tx, care: Pick<CareRow, 'subdistrict' | 'id' | 'level' | 'review_on' | 'needs_sealed'>): Promise<void> {
  await sql`
    update care_entries set level = ${care.level}, review_on = ${care.review_on}, needs_sealed = ${care.needs_sealed}
    where subdistrict = ${care.subdistrict} and id = ${care.id}`.execute(tx)
}

export async function endCare(tx: Tx, subdistrict: string, id: string, now: Date): Promise<void> {
  await sql`update care_entries set ended_at = ${now} where subdistrict = ${subdistrict} and id = ${id}`.execute(tx)
}

export const sealNeeds = (sealer: PersonSealer, care: { subdistrict: string; id: string }, needs: string) => sealer.seal(needs, cellOf(care))
export const openNeeds = (sealer: PersonSealer, care: CareRow) => sealer.open(care.needs_sealed, cellOf(care))
const cellOf = (care: { subdistrict: string; id: string }) => ({ table: 'care_entries', field: 'needs_sealed', id: care.id, subdistrict: care.subdistrict })
