import type { AddressFault } from '@ejia/contract/address-waits.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Suggestion } from './place-gazetteer.ts'

export type WrittenRow = {
  subdistrict: string
  id: string
  kind: 'newcomer' | 'move'
  grid_code: string
  grid_name: string
  person_id: string | null
  details_sealed: Buffer
  fault: AddressFault
  suggestions: Suggestion[]
  written_by: string
  written_at: string
}
const columns = sql`w.subdistrict, w.id, w.kind, w.grid_code, g.name as grid_name, w.person_id, w.details_sealed, w.fault, w.suggestions, w.written_by, w.written_at`
const tables = sql`written_addresses w join areas g on g.code = w.grid_code`

export async function insertWritten(tx: Tx, row: Omit<WrittenRow, 'grid_name' | 'written_at'>, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into written_addresses (subdistrict, id, kind, grid_code, person_id, details_sealed, fault, suggestions, written_by, written_at)
    values (${row.subdistrict}, ${row.id}, ${row.kind}, ${row.grid_code}, ${row.person_id}, ${row.details_sealed}, ${row.fault},
      ${JSON.stringify(row.suggestions)}::jsonb, ${row.written_by}, ${now}) on conflict do nothing`.execute(tx)
  return Number(numAffectedRows) === 1
}

/** Where it was written, or where it may lie (`written_addresses_by_time`). One rule with `seesWritten`. */
export async function listWritten(db: Db, scope: Scope): Promise<WrittenRow[]> {
  const { rows } = await sql<WrittenRow>`
    select ${columns} from ${tables} where w.subdistrict = any(${scope.tenants}::text[]) and exists (
      select from unnest(${scope.areas}::text[]) a(code) where starts_with(w.grid_code, a.code)
        or exists (select from jsonb_array_elements(w.suggestions) s where starts_with(s ->> 'gridCode', a.code)))
    order by w.written_at, w.id limit 200`.execute(db)
  return rows
}

export async function findWritten(db: Db, tenants: readonly string[], id: string): Promise<WrittenRow | null> {
  const { rows } = await sql<WrittenRow>`select ${columns} from ${tables} where w.subdistrict = any(${tenants}::text[]) and w.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function lockWritten(tx: Tx, tenants: readonly string[], id: string): Promise<WrittenRow | null> {
  await sql`select from written_addresses where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findWritten(tx, tenants, id)
}

export async function deleteWritten(tx: Tx, subdistrict: string, ids: readonly string[]): Promise<void> {
  await sql`delete from written_addresses where subdistrict = ${subdistrict} and id = any(${ids}::uuid[])`.execute(tx)
}

export type WaitingEnterprise = { id: string; name: string; grid_code: string; grid_name: string; changed_at: string }

/** Enterprises whose address said no building (`enterprises_waiting`). */
export async function listWaitingEnterprises(db: Db, scope: Scope): Promise<WaitingEnterprise[]> {
  const { rows } = await sql<WaitingEnterprise>`
    select e.id, e.name, e.grid_code, g.name as grid_name, e.changed_at from enterprises e join areas g on g.code = e.grid_code
    where e.subdistrict = any(${scope.tenants}::text[]) and e.place_state = 'waits' and e.ended_at is null
      and exists (select from unnest(${scope.areas}::text[]) a(code) where starts_with(e.grid_code, a.code))
    order by e.changed_at, e.id limit 200`.execute(db)
  return rows
}

export async function setEnterprisePlace(
  tx: Tx,
  enterprise: { subdistrict: string; id: string },
  place: { state: 'matched' | 'asWritten'; buildingId: string | null; gridCode: string },
): Promise<void> {
  await sql`
    update enterprises set place_state = ${place.state}, building_id = ${place.buildingId}, grid_code = ${place.gridCode}
    where subdistrict = ${enterprise.subdistrict} and id = ${enterprise.id}`.execute(tx)
}
