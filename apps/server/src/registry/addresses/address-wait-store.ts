import type { AddressFault } from '@ejia/contract/address-waits.ts'
import type { ImportField, ImportKind } from '@ejia/contract/imports.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Suggestion } from './place-gazetteer.ts'

export type WaitRow = {
  subdistrict: string
  import_id: string
  kind: ImportKind
  row_number: number
  file_name: string
  mapping: Partial<Record<ImportField, number>>
  created_at: string
  fault: AddressFault
  suggestions: Suggestion[]
  cells_sealed: Buffer | null
}

const columns = sql`r.subdistrict, r.import_id, i.kind, r.row_number, i.file_name, i.mapping, i.created_at, r.faults -> 0 ->> 'fault' as fault, r.suggestions, r.cells_sealed`
/** An import under work, cancelled or taken back asks nobody. */
const tables = sql`import_rows r join imports i on i.subdistrict = r.subdistrict and i.id = r.import_id and i.state in ('checked', 'done') and i.forgotten_at is null`
const waits = sql`r.suggestions is not null and r.settled is null`

/** By `import_rows_waiting`, oldest import first. */
export async function listWaits(db: Db, grids: Scope, offices: Scope): Promise<WaitRow[]> {
  const { rows } = await sql<WaitRow>`
    select ${columns} from ${tables} where r.subdistrict = any(${grids.tenants}::text[]) and ${waits}
      and (r.subdistrict = any(${offices.areas}::text[]) or exists (
        select from jsonb_array_elements(r.suggestions) s join unnest(${grids.areas}::text[]) a(code) on starts_with(s ->> 'gridCode', a.code)))
    order by i.created_at, r.import_id, r.row_number limit 200`.execute(db)
  return rows
}

export async function findWait(db: Db, tenants: readonly string[], at: { importId: string; row: number }): Promise<WaitRow | null> {
  const { rows } = await sql<WaitRow>`
    select ${columns} from ${tables} where r.subdistrict = any(${tenants}::text[]) and r.import_id = ${at.importId} and r.row_number = ${at.row} and ${waits}`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function lockWait(tx: Tx, tenants: readonly string[], at: { importId: string; row: number }): Promise<WaitRow | null> {
  await sql`select from import_rows where subdistrict = any(${tenants}::text[]) and import_id = ${at.importId} and row_number = ${at.row} for update`.execute(
    tx,
  )
  return findWait(tx, tenants, at)
}

export async function keepSettled(
  tx: Tx,
  row: WaitRow,
  choice: { settled: 'picked' | 'created' | 'leftOut'; dwellingId?: string; buildingId?: string; by: string },
  now: Date,
): Promise<void> {
  await sql`
    update import_rows set settled = ${choice.settled}, dwelling_id = ${choice.dwellingId ?? null}, building_id = ${choice.buildingId ?? null}, settled_by = ${choice.by}, settled_at = ${now}
    where subdistrict = ${row.subdistrict} and import_id = ${row.import_id} and row_number = ${row.row_number}`.execute(tx)
}
