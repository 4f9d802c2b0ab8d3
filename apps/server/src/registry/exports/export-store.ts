import type { ExportField, ExportKind, ExportState } from '@ejia/contract/exports.ts'
import type { DataPurpose } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

export type ExportRow = {
  subdistrict: string
  id: string
  number: string
  kind: ExportKind
  area_code: string
  area_name: string
  household_id: string | null
  fields: ExportField[]
  whole: boolean
  purpose: DataPurpose
  details_sealed: Buffer
  row_count: number
  state: ExportState
  role: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  decided_by: string | null
  decided_by_name: string | null
  decided_at: string | null
  decided_words: string | null
  expires_at: string | null
  taken_at: string | null
}

const columns =
  sql.raw(`x.subdistrict, x.id, x.number, x.kind, x.area_code, g.name as area_name, x.household_id, x.fields, x.whole, x.purpose, x.details_sealed,
  x.row_count, x.state, x.role, x.asked_by, a.name as asked_by_name, x.asked_at, x.decided_by, d.name as decided_by_name, x.decided_at, x.decided_words,
  x.expires_at, x.taken_at`)
const tables = sql.raw(
  `registry_exports x join areas g on g.code = x.area_code join accounts a on a.id = x.asked_by left join accounts d on d.id = x.decided_by`,
)

/** Newest first (`registry_exports_by_time`). */
export async function listExports(db: Db, tenants: readonly string[]): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select ${columns} from ${tables} where x.subdistrict = any(${tenants}::text[]) order by x.asked_at desc, x.id limit 100`.execute(db)
  return rows
}

export async function findExport(db: Db, tenants: readonly string[], id: string): Promise<ExportRow | null> {
  const { rows } = await sql<ExportRow>`select ${columns} from ${tables} where x.subdistrict = any(${tenants}::text[]) and x.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Held until the transaction ends: of two who take the file at once, one finds it gone. */
export async function lockExport(tx: Tx, tenants: readonly string[], id: string): Promise<ExportRow | null> {
  await sql`select from registry_exports where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findExport(tx, tenants, id)
}

export async function readFile(tx: Tx, row: Pick<ExportRow, 'subdistrict' | 'id'>): Promise<Buffer | null> {
  const { rows } = await sql<{ file_sealed: Buffer | null }>`
    select file_sealed from registry_exports where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
  return rows[0]?.file_sealed ?? null
}

/** Masked rows somebody asked for since then without a second person (`registry_exports_by_asker`). */
export async function countAlone(db: Db, tenants: readonly string[], accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select coalesce(sum(row_count), 0)::int as rows from registry_exports
    where subdistrict = any(${tenants}::text[]) and asked_by = ${accountId} and asked_at > ${since} and decided_by is null and state in ('ready', 'taken', 'expired')`.execute(
    db,
  )
  return rows[0]!.rows
}

/** One at a time per asker: two askings at once cannot both fit into what is left of the day. */
export async function lockAsker(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('registry_exports ' || ${accountId}, 0))`.execute(tx)
}

export type NewExport = Pick<
  ExportRow,
  | 'subdistrict'
  | 'id'
  | 'number'
  | 'kind'
  | 'area_code'
  | 'household_id'
  | 'fields'
  | 'whole'
  | 'purpose'
  | 'details_sealed'
  | 'row_count'
  | 'role'
  | 'asked_by'
>

export async function insertExport(tx: Tx, x: NewExport, now: Date): Promise<void> {
  await sql`
    insert into registry_exports (subdistrict, id, number, kind, area_code, household_id, fields, whole, purpose, details_sealed, row_count, state, role, asked_by, asked_at)
    values (${x.subdistrict}, ${x.id}, ${x.number}, ${x.kind}, ${x.area_code}, ${x.household_id}, ${x.fields}::text[], ${x.whole}, ${x.purpose}, ${x.details_sealed},
      ${x.row_count}, 'asked', ${x.role}, ${x.asked_by}, ${now})`.execute(tx)
}

/** The state: `move-export.ts` and `make-file.ts` alone call these. Every state but `ready` is without a file. */
export async function setExportState(tx: Tx, row: Pick<ExportRow, 'subdistrict' | 'id'>, state: ExportState, now: Date): Promise<void> {
  await sql`
    update registry_exports set state = ${state}, file_sealed = null, taken_at = case when ${state} = 'taken' then ${now}::timestamptz end
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function setExportDecided(tx: Tx, row: ExportRow, state: ExportState, by: string, words: string, now: Date): Promise<void> {
  await sql`
    update registry_exports set state = ${state}, decided_by = ${by}, decided_at = ${now}, decided_words = ${words}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function setReady(tx: Tx, row: Pick<ExportRow, 'subdistrict' | 'id'>, file: Buffer, rows: number, now: Date, expiresAt: Date): Promise<void> {
  await sql`
    update registry_exports set state = 'ready', file_sealed = ${file}, row_count = ${rows}, ready_at = ${now}, expires_at = ${expiresAt}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** What the worker has to make, and what is past its hour (`registry_exports_at_work`). */
export async function listAtWork(db: Db, now: Date): Promise<{ subdistrict: string; id: string; state: ExportState }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string; state: ExportState }>`
    select subdistrict, id, state from registry_exports where state = 'approved' or (state = 'ready' and expires_at <= ${now}) order by asked_at, id limit 20`.execute(
    db,
  )
  return rows
}

/** Files made for a purpose that ends. */
export async function listOpenOf(db: Db, subdistrict: string, purpose: DataPurpose): Promise<{ subdistrict: string; id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string }>`
    select subdistrict, id from registry_exports where subdistrict = ${subdistrict} and purpose = ${purpose} and state in ('approved', 'ready') order by id limit 1000`.execute(
    db,
  )
  return rows
}
