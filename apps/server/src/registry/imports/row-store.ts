import type { ImportKind } from '@ejia/contract/imports.ts'
import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../platform/database.ts'
import type { Suggestion } from '../addresses/place-gazetteer.ts'
import type { RowCounts } from './import-store.ts'
import type { RowFault } from './read-cells.ts'

export type ImportOwner = { subdistrict: string; id: string; kind: ImportKind }

/** Whom or what a row is about, by the kind of its file. */
const subjectOf = { people: sql.ref('person_id'), enterprises: sql.ref('enterprise_id') }
/** The place somebody picked: a dwelling of a person, the building of an enterprise. */
const pickedPlace = {
  people: sql`left join dwellings d on d.subdistrict = r.subdistrict and d.id = r.dwelling_id
      left join buildings b on b.subdistrict = d.subdistrict and b.id = d.building_id`,
  enterprises: sql`left join buildings b on b.subdistrict = r.subdistrict and b.id = r.building_id`,
}

export async function insertImportRows(tx: Tx, owner: { subdistrict: string; id: string }, rows: readonly { number: number; sealed: Buffer }[]): Promise<void> {
  await sql`
    insert into import_rows (subdistrict, import_id, row_number, cells_sealed)
    select ${owner.subdistrict}, ${owner.id}, r.* from unnest(${rows.map((row) => row.number)}::int[], ${rows.map((row) => row.sealed)}::bytea[]) as r`.execute(
    tx,
  )
}

export type StagedRow = {
  row_number: number
  cells_sealed: Buffer | null
  outcome: 'new' | 'change' | 'same' | 'wrong' | null
  faults: RowFault[]
  /** The person or the enterprise it is about. */
  subject: string | null
  /** Where somebody said it is. */
  dwelling_id: string | null
  building_id: string | null
  grid_code: string | null
}

/** In the order of the file, after a row. */
export async function listStaged(db: Db, owner: ImportOwner, after: number, limit: number, only: readonly string[] | null = null): Promise<StagedRow[]> {
  const { rows } = await sql<StagedRow>`
    select r.row_number, r.cells_sealed, r.outcome, r.faults, r.${subjectOf[owner.kind]} as subject, r.dwelling_id, b.id as building_id, b.grid_code from import_rows r
      ${pickedPlace[owner.kind]}
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number > ${after} and (${only}::text[] is null or r.outcome = any(${only}))
    order by r.row_number limit ${limit}`.execute(db)
  return rows
}

export type Judged = {
  row: number
  outcome: 'new' | 'change' | 'same' | 'wrong'
  faults: readonly RowFault[]
  subject: string | null
  suggestions?: readonly Suggestion[] | null
}

export async function saveOutcomes(tx: Tx, owner: ImportOwner, judged: readonly Judged[]): Promise<void> {
  await sendAhead(
    tx,
    sql`
    update import_rows r set outcome = j.outcome, faults = j.faults, ${subjectOf[owner.kind]} = j.subject, suggestions = nullif(j.suggestions, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j(row int, outcome text, faults jsonb, subject uuid, suggestions jsonb)
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number = j.row`,
  )
}

/** Rows that turned out not to go with what is kept meanwhile. Answers how the counts change. */
export async function refuseRows(tx: Tx, owner: ImportOwner, staged: readonly StagedRow[], refused: readonly number[]): Promise<Partial<RowCounts>> {
  if (refused.length === 0) return {}
  const faults: RowFault[] = [{ field: null, column: null, fault: 'rejected' }]
  await saveOutcomes(
    tx,
    owner,
    refused.map((row) => ({ row, outcome: 'wrong', faults, subject: null })),
  )
  const refusedAs = (outcome: StagedRow['outcome']) => staged.filter((one) => one.outcome === outcome && refused.includes(one.row_number)).length
  return { new: -refusedAs('new'), change: -refusedAs('change'), same: -refusedAs('same'), wrong: refused.length }
}

export async function markApplied(tx: Tx, owner: ImportOwner, rows: readonly { row: number; subject: string }[], now: Date): Promise<void> {
  await sendAhead(
    tx,
    sql`
    update import_rows r set applied_at = ${now}, ${subjectOf[owner.kind]} = a.subject
    from unnest(${rows.map((one) => one.row)}::int[], ${rows.map((one) => one.subject)}::uuid[]) as a(row, subject)
    where r.subdistrict = ${owner.subdistrict} and r.import_id = ${owner.id} and r.row_number = a.row`,
  )
}

export async function markUndone(
  tx: Tx,
  owner: { subdistrict: string; id: string },
  rows: readonly number[],
  undone: 'undone' | 'changedSince',
): Promise<void> {
  if (rows.length === 0) return
  await sendAhead(
    tx,
    sql`
    update import_rows set undone = ${undone} where subdistrict = ${owner.subdistrict} and import_id = ${owner.id} and row_number = any(${rows}::int[])`,
  )
}
