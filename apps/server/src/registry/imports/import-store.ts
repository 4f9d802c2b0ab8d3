import type { ImportField, ImportState } from '@ejia/contract/imports.ts'
import type { EndablePurpose } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../platform/database.ts'
import type { RowFault } from './import-columns.ts'
import type { Suggestion } from './place-gazetteer.ts'

export type ImportRow = {
  subdistrict: string
  id: string
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
  i.subdistrict, i.id, i.state, i.file_name, i.sheet_name, i.header, i.mapping, i.row_count, i.done_count, i.created_by, a.name as created_by_name, i.created_at,
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
export async function learnSizes(tx: Tx): Promise<void> {
  await sql`analyze import_rows, households, persons, person_secrets, person_changes`.execute(tx)
}

export type ImportAtWork = Pick<ImportRow, 'subdistrict' | 'id' | 'mapping' | 'row_count' | 'done_count' | 'created_by' | 'created_at' | 'recorded_for'> & {
  state: 'checking' | 'running' | 'undoing'
}

/** One with work to do that no other process holds; its rows are not counted. */
export async function takeImport(tx: Tx): Promise<ImportAtWork | null> {
  const { rows } = await sql<ImportAtWork>`
    select subdistrict, id, state, mapping, row_count, done_count, created_by, created_at, recorded_for from imports
    where state in ('checking', 'running', 'undoing') order by created_at, id limit 1 for update skip locked`.execute(tx)
  return rows[0] ?? null
}

export async function insertImport(
  tx: Tx,
  i: Pick<ImportRow, 'subdistrict' | 'id' | 'file_name' | 'sheet_name' | 'header' | 'mapping' | 'created_by' | 'recorded_for'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into imports (subdistrict, id, state, file_name, sheet_name, header, mapping, row_count, created_by, recorded_for, created_at)
    values (${i.subdistrict}, ${i.id}, 'checking', ${i.file_name}, ${i.sheet_name}, ${i.header}::text[], ${JSON.stringify(i.mapping)}::jsonb, 0, ${i.created_by}, ${i.recorded_for},
      ${now})`.execute(tx)
}

/** Known once the last row was read. */
export async function setRowCount(tx: Tx, owner: { subdistrict: string; id: string }, count: number): Promise<void> {
  await sql`update imports set row_count = ${count} where subdistrict = ${owner.subdistrict} and id = ${owner.id}`.execute(tx)
}

export async function insertImportRows(tx: Tx, owner: { subdistrict: string; id: string }, rows: readonly { number: number; sealed: Buffer }[]): Promise<void> {
  await sql`
    insert into import_rows (subdistrict, import_id, row_number, cells_sealed)
    select ${owner.subdistrict}, ${owner.id}, r.* from unnest(${rows.map((row) => row.number)}::int[], ${rows.map((row) => row.sealed)}::bytea[]) as r`.execute(
    tx,
  )
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

export type StagedRow = {
  row_number: number
  cells_sealed: Buffer | null
  outcome: 'new' | 'change' | 'same' | 'wrong' | null
  faults: RowFault[]
  person_id: string | null
  /** Where somebody said it is. */
  dwelling_id: string | null
  building_id: string | null
  grid_code: string | null
}

/** In the order of the file, after a row. */
export async function listStaged(
  db: Db,
  owner: { subdistrict: string; id: string },
  after: number,
  limit: number,
  only: readonly string[] | null = null,
): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`
    select r.row_number, r.cells_sealed, r.outcome, r.faults, r.person_id, r.dwelling_id, b.id as building_id, b.grid_code from import_rows r
      left join dwellings d on d.subdistrict = r.subdistrict and d.id = r.dwelling_id left join buildings b on b.subdistrict = d.subdistrict and b.id = d.building_id
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number > ${after} and (${only}::text[] is null or r.outcome = any(${only}))
    order by r.row_number limit ${limit}`.execute(db)
  return rows
}

export type Judged = {
  row: number
  outcome: 'new' | 'change' | 'same' | 'wrong'
  faults: readonly RowFault[]
  person: string | null
  suggestions?: readonly Suggestion[] | null
}

export async function saveOutcomes(tx: Tx, owner: { subdistrict: string; id: string }, judged: readonly Judged[]): Promise<void> {
  await sendAhead(
    tx,
    sql`
    update import_rows r set outcome = j.outcome, faults = j.faults, person_id = j.person, suggestions = nullif(j.suggestions, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j(row int, outcome text, faults jsonb, person uuid, suggestions jsonb)
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number = j.row`,
  )
}

export async function markApplied(
  tx: Tx,
  owner: { subdistrict: string; id: string },
  rows: readonly { row: number; person: string }[],
  now: Date,
): Promise<void> {
  await sendAhead(
    tx,
    sql`
    update import_rows r set applied_at = ${now}, person_id = a.person
    from unnest(${rows.map((one) => one.row)}::int[], ${rows.map((one) => one.person)}::uuid[]) as a(row, person)
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number = a.row`,
  )
}

export type DoorRow = {
  building_id: string
  building: string
  address: string
  grid_code: string
  dwelling_id: string | null
  stairwell: string | null
  door: string | null
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

/** Living people by the keyed index of their ID, and by home and name for those without one. */
export async function findKnown(
  db: Db,
  subdistrict: string,
  asked: readonly { row: number; index: string | null; dwelling: string; name: string }[],
): Promise<{ row: number; person: string }[]> {
  const { rows } = await sql<{ row: number; person: string }>`
    with a as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(row int, index text, dwelling uuid, name text))
    select a.row, s.person_id as person from a join person_secrets s on s.subdistrict = ${subdistrict} and s.blind_index = decode(a.index, 'hex') and s.field = 'idNumber'
      join persons p on p.subdistrict = s.subdistrict and p.id = s.person_id and p.ended_at is null
    union all
    select a.row, (array_agg(p.id order by p.id))[1] from a
      join households h on h.subdistrict = ${subdistrict} and h.dwelling_id = a.dwelling and h.ended_at is null
      join persons p on p.subdistrict = h.subdistrict and p.household_id = h.id and p.ended_at is null and p.name = a.name
    where not exists (select from person_secrets s where s.subdistrict = p.subdistrict and s.person_id = p.id and s.field = 'idNumber') or a.index is null
    group by a.row`.execute(db)
  return rows
}

export async function findHouseholds(db: Db, subdistrict: string, dwellings: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ dwelling_id: string; id: string }>`
    select distinct on (dwelling_id) dwelling_id, id from households
    where subdistrict = ${subdistrict} and dwelling_id = any(${dwellings}::uuid[]) and ended_at is null order by dwelling_id, id`.execute(db)
  return new Map(rows.map((row) => [row.dwelling_id, row.id]))
}

export async function insertHouseholds(
  tx: Tx,
  subdistrict: string,
  households: readonly { id: string; gridCode: string; buildingId: string; dwellingId: string }[],
  now: Date,
): Promise<void> {
  if (households.length === 0) return
  await sendAhead(
    tx,
    sql`
    insert into households (subdistrict, id, kind, grid_code, building_id, dwelling_id, created_at)
    select ${subdistrict}, h.id, 'resident', h."gridCode", h."buildingId", h."dwellingId", ${now}
    from jsonb_to_recordset(${JSON.stringify(households)}::jsonb) as h(id uuid, "gridCode" text, "buildingId" uuid, "dwellingId" uuid)`,
  )
}

export async function forgetImport(tx: Tx, owner: { subdistrict: string; id: string }, now: Date): Promise<void> {
  await sql`update import_rows set cells_sealed = null, suggestions = null where subdistrict = ${owner.subdistrict} and import_id = ${owner.id}`.execute(tx)
  await sql`
    update imports set forgotten_at = ${now}, header = '{}', file_name = '', waiting_count = 0, state = case when state in ('checking', 'checked', 'running') then 'cancelled' else state end,
      ended_at = coalesce(ended_at, ${now}::timestamptz) where subdistrict = ${owner.subdistrict} and id = ${owner.id}`.execute(tx)
}
