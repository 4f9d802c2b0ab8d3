import type { FillState, ReportColumn, RowFilter } from '@ejia/contract/report-forge.ts'
import type { ReportRowKind } from '@ejia/contract/report-sources.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'

export type FillRow = {
  subdistrict: string
  id: string
  form_id: string
  name: string
  asked_by: string
  row_kind: ReportRowKind
  row_filter: RowFilter
  columns: ReportColumn[]
  period_from: string
  period_to: string
  due_on: string
  state: FillState
  started_by: string
  started_by_name: string
  started_at: string
  counted_at: string
  versions: number
  version: number
  cells: number
  computed: number
  typed: number
  missing: number
}

const columns = sql`l.subdistrict, l.id, l.form_id, l.name, l.asked_by, l.row_kind, l.row_filter, l.columns, l.period_from, l.period_to, l.due_on, l.state,
  l.started_by, a.name as started_by_name, l.started_at, l.counted_at, l.versions, l.version, c.*`
const tables = sql`report_fills l join accounts a on a.id = l.started_by cross join lateral (
  select count(*)::int as cells, (count(*) filter (where k.origin = 'computed'))::int as computed, (count(*) filter (where k.origin = 'typed'))::int as typed,
    (count(*) filter (where k.origin = 'missing'))::int as missing
  from report_cells k where k.subdistrict = l.subdistrict and k.fill_id = l.id) c`

export async function findFill(db: Db, tenants: readonly string[], id: string): Promise<FillRow | null> {
  const { rows } = await sql<FillRow>`select ${columns} from ${tables} where l.subdistrict = any(${tenants}::text[]) and l.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function lockFill(tx: Tx, tenants: readonly string[], id: string): Promise<FillRow | null> {
  await sql`select from report_fills where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findFill(tx, tenants, id)
}

export type FillFilter = { formId: string | null; show: 'open' | 'finished' | 'all'; after: { due: string; id: string } | null; limit: number }

export async function listFills(db: Db, scope: Scope, filter: FillFilter): Promise<(FillRow & { total: number })[]> {
  const matching = sql`l.subdistrict = any(${scope.tenants}::text[]) and l.subdistrict = any(${scope.areas}::text[])
    and (${filter.formId}::uuid is null or l.form_id = ${filter.formId})
    and (${filter.show} = 'all' or (l.state in ('sent', 'cancelled')) = (${filter.show} = 'finished'))`
  const { rows } = await sql<FillRow & { total: number }>`
    select ${columns}, (select count(*) from report_fills l where ${matching})::int as total from ${tables}
    where ${matching} and (${filter.after?.due ?? null}::date is null or (l.due_on, l.id) > (${filter.after?.due ?? null}::date, ${filter.after?.id ?? null}::uuid))
    order by l.due_on, l.id limit ${filter.limit}`.execute(db)
  return rows
}

export async function insertFill(
  tx: Tx,
  l: Pick<
    FillRow,
    'subdistrict' | 'id' | 'form_id' | 'name' | 'asked_by' | 'row_kind' | 'row_filter' | 'columns' | 'period_from' | 'period_to' | 'due_on' | 'started_by'
  >,
  now: Date,
): Promise<void> {
  await sql`
    insert into report_fills (subdistrict, id, form_id, name, asked_by, row_kind, row_filter, columns, period_from, period_to, due_on, started_by, started_at, counted_at)
    values (${l.subdistrict}, ${l.id}, ${l.form_id}, ${l.name}, ${l.asked_by}, ${l.row_kind}, ${JSON.stringify(l.row_filter)}::jsonb, ${JSON.stringify(l.columns)}::jsonb,
      ${l.period_from}, ${l.period_to}, ${l.due_on}, ${l.started_by}, ${now}, ${now})`.execute(tx)
}

/** Carries the state: `move-fill.ts` alone calls it. */
export async function updateFill(tx: Tx, fill: FillRow, set: { state: FillState; countedAt?: Date; versions?: number }): Promise<void> {
  await sql`
    update report_fills set state = ${set.state}, counted_at = ${set.countedAt ?? fill.counted_at}, versions = ${set.versions ?? fill.versions}, version = version + 1
    where subdistrict = ${fill.subdistrict} and id = ${fill.id}`.execute(tx)
}

export async function insertEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; fillId: string; step: string; account: string; name: string; words: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into report_entries (subdistrict, id, fill_id, at, step, actor_account, actor_name, words)
    values (${e.subdistrict}, ${e.id}, ${e.fillId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.words})`.execute(tx)
}

export type EntryRow = { id: string; at: string; step: string; actor_name: string; words: string }

export async function listEntries(db: Db, fill: { subdistrict: string; id: string }): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select id, at, step, actor_name, words from report_entries where subdistrict = ${fill.subdistrict} and fill_id = ${fill.id} order by at, id limit 500`.execute(
    db,
  )
  return rows
}

export type VersionRow = {
  version: number
  content: string
  digest: Buffer
  sealed_by_name: string
  sealed_at: string
  sent_to: string | null
  sent_at: string | null
}

export async function listVersions(db: Db, fill: { subdistrict: string; id: string }, only: number | null = null): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.version, v.content, v.digest, a.name as sealed_by_name, v.sealed_at, v.sent_to, v.sent_at from report_versions v join accounts a on a.id = v.sealed_by
    where v.subdistrict = ${fill.subdistrict} and v.fill_id = ${fill.id} and (${only}::int is null or v.version = ${only}) order by v.version limit 1000`.execute(
    db,
  )
  return rows
}

export async function insertVersion(tx: Tx, fill: FillRow, v: { version: number; content: string; digest: Buffer; by: string }, now: Date): Promise<void> {
  await sql`
    insert into report_versions (subdistrict, fill_id, version, content, digest, sealed_by, sealed_at)
    values (${fill.subdistrict}, ${fill.id}, ${v.version}, ${v.content}, ${v.digest}, ${v.by}, ${now})`.execute(tx)
}

export async function markSent(tx: Tx, fill: FillRow, sent: { to: string; by: string }, now: Date): Promise<void> {
  await sql`
    update report_versions set sent_to = ${sent.to}, sent_by = ${sent.by}, sent_at = ${now}
    where subdistrict = ${fill.subdistrict} and fill_id = ${fill.id} and version = ${fill.versions}`.execute(tx)
}
