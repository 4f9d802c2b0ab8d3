import type { ReportColumn, RowFilter } from '@ejia/contract/report-forge.ts'
import type { ReportRowKind } from '@ejia/contract/report-sources.ts'
import { sql } from 'kysely'
import type { Scope } from '../access/permissions.ts'
import type { Db, Tx } from '../platform/database.ts'

export type FormRow = {
  subdistrict: string
  id: string
  name: string
  asked_by: string
  note: string
  row_kind: ReportRowKind
  row_filter: RowFilter
  columns: ReportColumn[]
  changed_at: string
  version: number
  fills: number
}

const columns = sql`f.subdistrict, f.id, f.name, f.asked_by, f.note, f.row_kind, f.row_filter, f.columns, f.changed_at, f.version,
  (select count(*) from report_fills l where l.subdistrict = f.subdistrict and l.form_id = f.id)::int as fills`

export async function listForms(db: Db, scope: Scope): Promise<FormRow[]> {
  const { rows } = await sql<FormRow>`
    select ${columns} from report_forms f
    where f.subdistrict = any(${scope.tenants}::text[]) and f.subdistrict = any(${scope.areas}::text[]) and f.ended_at is null order by f.name, f.id limit 200`.execute(
    db,
  )
  return rows
}

export async function findForm(db: Db, tenants: readonly string[], id: string): Promise<FormRow | null> {
  const { rows } = await sql<FormRow>`
    select ${columns} from report_forms f where f.subdistrict = any(${tenants}::text[]) and f.id = ${id} and f.ended_at is null`.execute(db)
  return rows[0] ?? null
}

export async function lockForm(tx: Tx, tenants: readonly string[], id: string): Promise<FormRow | null> {
  await sql`select from report_forms where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findForm(tx, tenants, id)
}

export async function putForm(tx: Tx, f: Omit<FormRow, 'changed_at' | 'version' | 'fills'> & { by: string }, now: Date): Promise<void> {
  await sql`
    insert into report_forms as o (subdistrict, id, name, asked_by, note, row_kind, row_filter, columns, created_by, created_at, changed_at)
    values (${f.subdistrict}, ${f.id}, ${f.name}, ${f.asked_by}, ${f.note}, ${f.row_kind}, ${JSON.stringify(f.row_filter)}::jsonb,
      ${JSON.stringify(f.columns)}::jsonb, ${f.by}, ${now}, ${now})
    on conflict (subdistrict, id) do update set name = excluded.name, asked_by = excluded.asked_by, note = excluded.note, row_kind = excluded.row_kind,
      row_filter = excluded.row_filter, columns = excluded.columns, changed_at = excluded.changed_at, version = o.version + 1`.execute(tx)
}

export async function endForm(tx: Tx, form: { subdistrict: string; id: string }, now: Date): Promise<void> {
  await sql`update report_forms set ended_at = ${now}, changed_at = ${now} where subdistrict = ${form.subdistrict} and id = ${form.id}`.execute(tx)
}
