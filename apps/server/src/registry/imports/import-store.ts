import type { ImportField, ImportKind, ImportState } from '@ejia/contract/imports.ts'
import type { EndablePurpose } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../platform/database.ts'

export type ImportRow = {
  subdistrict: string
  id: string
  kind: ImportKind
  state: ImportState
  file_name: string
  sheet_name: string
  header: string[]
  mapping: Partial<Record<ImportField, number>>
  row_count: number
  done_count: number
  created_by: string
  created_by_name: string
  created_at: string
  ended_at: string | null
  forgotten_at: string | null
  /** A file of a campaign tells for it alone. */
  recorded_for: EndablePurpose | null
  new: number
  change: number
  same: number
  wrong: number
  waiting: number
  applied: number
  undone: number
  left_alone: number
}

/** What became of the rows so far. */
export type RowCounts = Pick<ImportRow, 'new' | 'change' | 'same' | 'wrong' | 'waiting' | 'applied' | 'undone' | 'left_alone'>

const columns = sql`
  i.subdistrict, i.id, i.kind, i.state, i.file_name, i.sheet_name, i.header, i.mapping, i.row_count, i.done_count, i.created_by, a.name as created_by_name, i.created_at,
  i.ended_at, i.forgotten_at, i.recorded_for, i.new_count as new, i.change_count as change, i.same_count as same, i.wrong_count as wrong, i.waiting_count as waiting,
  i.applied_count as applied, i.undone_count as undone, i.left_alone_count as left_alone`
const tables = sql`imports i join accounts a on a.id = i.created_by`

export async function listImports(db: Db, tenants: readonly string[]): Promise<ImportRow[]> {
  const { rows } =
    await sql<ImportRow>`select ${columns} from ${tables} where i.subdistrict = any(${tenants}::text[]) order by i.created_at desc, i.id limit 50`.execute(db)
  return rows
}

export async function findImport(db: Db, tenants: readonly string[], id: string): Promise<ImportRow | null> {
  const { rows } = await sql<ImportRow>`select ${columns} from ${tables} where i.subdistrict = any(${tenants}::text[]) and i.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Held until the transaction ends, so that the worker and the office do not both move it. */
export async function lockImport(tx: Tx, tenants: readonly string[], id: string): Promise<ImportRow | null> {
  await sql`select from imports where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findImport(tx, tenants, id)
}

/**
 * For the rest of the transaction statements are planned for the tables as they are now: a plan kept from when the registry
 * was empty reads all of it for each row once it is full.
 */
export function planAfresh(tx: Tx): Promise<void> {
  return sendAhead(tx, sql`set local plan_cache_mode = force_custom_plan`)
}

/**
 * Tells the planner how large the tables have become. A file of a hundred thousand comes faster than autovacuum looks: each
 * batch would read all of the file's rows to find its own.
 */
export async function learnSizes(tx: Tx, kind: ImportKind): Promise<void> {
  await (
    kind === 'people'
      ? sql`analyze import_rows, households, persons, person_secrets, person_changes`
      : sql`analyze import_rows, enterprises, enterprise_changes`
  ).execute(tx)
}

export type ImportAtWork = Pick<
  ImportRow,
  'subdistrict' | 'id' | 'kind' | 'mapping' | 'row_count' | 'done_count' | 'created_by' | 'created_at' | 'recorded_for'
> & {
  state: 'checking' | 'running' | 'undoing'
}

/** One with work to do that no other process holds; its rows are not counted. */
export async function takeImport(tx: Tx, except: readonly string[]): Promise<ImportAtWork | null> {
  const { rows } = await sql<ImportAtWork>`
    select subdistrict, id, kind, state, mapping, row_count, done_count, created_by, created_at, recorded_for from imports
    where state in ('checking', 'running', 'undoing') and id <> all(${except}::uuid[]) order by created_at, id limit 1 for update skip locked`.execute(tx)
  return rows[0] ?? null
}

export async function insertImport(
  tx: Tx,
  i: Pick<ImportRow, 'subdistrict' | 'id' | 'kind' | 'file_name' | 'sheet_name' | 'header' | 'mapping' | 'created_by' | 'recorded_for'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into imports (subdistrict, id, kind, state, file_name, sheet_name, header, mapping, row_count, created_by, recorded_for, created_at)
    values (${i.subdistrict}, ${i.id}, ${i.kind}, 'checking', ${i.file_name}, ${i.sheet_name}, ${i.header}::text[], ${JSON.stringify(i.mapping)}::jsonb, 0, ${i.created_by}, ${i.recorded_for},
      ${now})`.execute(tx)
}

/** Known once the last row was read. */
export async function setRowCount(tx: Tx, owner: { subdistrict: string; id: string }, count: number): Promise<void> {
  await sql`update imports set row_count = ${count} where subdistrict = ${owner.subdistrict} and id = ${owner.id}`.execute(tx)
}

/**
 * The state of an import: `import-routes.ts` and `work-imports.ts` alone call it. `counted`: what the rows of this batch
 * became, beside those before; a dry run begins with nothing.
 */
export async function setImportState(
  tx: Tx,
  row: Pick<ImportRow, 'subdistrict' | 'id' | 'mapping' | 'done_count'>,
  state: ImportState,
  more: { doneCount?: number; mapping?: ImportRow['mapping']; counted?: Partial<RowCounts> },
  now: Date,
): Promise<void> {
  const ended = state === 'done' || state === 'cancelled' || state === 'undoing' || state === 'undone'
  const { counted = {} } = more
  const afresh = state === 'checking' && more.doneCount === 0
  const judged = (column: string, count = 0) => sql`${sql.ref(column)} = case when ${afresh} then 0 else ${sql.ref(column)} end + ${count}::int`
  const added = (column: string, count = 0) => sql`${sql.ref(column)} = ${sql.ref(column)} + ${count}::int`
  await sql`
    update imports set state = ${state}, done_count = ${more.doneCount ?? row.done_count}, mapping = ${JSON.stringify(more.mapping ?? row.mapping)}::jsonb,
      checked_at = case when ${state} = 'checked' then ${now}::timestamptz else checked_at end,
      ended_at = case when ${ended} then coalesce(ended_at, ${now}::timestamptz) end, undone_at = case when ${state} = 'undone' then ${now}::timestamptz end,
      ${judged('new_count', counted.new)}, ${judged('change_count', counted.change)}, ${judged('same_count', counted.same)}, ${judged('wrong_count', counted.wrong)},
      ${judged('waiting_count', counted.waiting)}, ${added('applied_count', counted.applied)}, ${added('undone_count', counted.undone)},
      ${added('left_alone_count', counted.left_alone)}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** Counts all rows again, after one of them changed outside of a pass. */
export async function countRowsAgain(tx: Tx, subdistrict: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update imports i set new_count = c.new, change_count = c.change, same_count = c.same, wrong_count = c.wrong, waiting_count = c.waiting,
      applied_count = c.applied, undone_count = c.undone, left_alone_count = c.left_alone
    from imports j cross join lateral (
      select count(*) filter (where r.outcome = 'new') as new, count(*) filter (where r.outcome = 'change') as change,
        count(*) filter (where r.outcome = 'same') as same, count(*) filter (where r.outcome = 'wrong') as wrong,
        count(*) filter (where r.suggestions is not null and r.settled is null) as waiting, count(*) filter (where r.applied_at is not null) as applied,
        count(*) filter (where r.undone = 'undone') as undone, count(*) filter (where r.undone = 'changedSince') as left_alone
      from import_rows r where r.subdistrict = j.subdistrict and r.import_id = j.id) c
    where j.subdistrict = ${subdistrict} and j.id = any(${ids}::uuid[]) and i.subdistrict = j.subdistrict and i.id = j.id`.execute(tx)
}

export async function forgetImport(tx: Tx, owner: { subdistrict: string; id: string }, now: Date): Promise<void> {
  await sql`update import_rows set cells_sealed = null, suggestions = null where subdistrict = ${owner.subdistrict} and import_id = ${owner.id}`.execute(tx)
  await sql`
    update imports set forgotten_at = ${now}, header = '{}', file_name = '', waiting_count = 0, state = case when state in ('checking', 'checked', 'running') then 'cancelled' else state end,
      ended_at = coalesce(ended_at, ${now}::timestamptz) where subdistrict = ${owner.subdistrict} and id = ${owner.id}`.execute(tx)
}
