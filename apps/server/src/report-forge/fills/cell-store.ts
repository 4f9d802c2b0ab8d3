import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { FormRow } from '../figures/count-sources.ts'

type Owner = { subdistrict: string; id: string }
export type CountedCell = {
  row: string
  column: string
  origin: 'computed' | 'missing'
  value: string | null
  numerator: number | null
  denominator: number | null
  hidden: boolean
  asked: string | null
}
export type CellRow = {
  row_key: string
  label: string
  area_code: string
  area_name: string
  column_key: string
  origin: 'computed' | 'typed' | 'missing'
  value: string | null
  numerator: number | null
  denominator: number | null
  hidden: boolean
  asked_area: string | null
  asked_name: string | null
  typed_by_name: string | null
}

/** The rows as they are now: new ones come, and those that are no more go with their cells. */
export async function putRows(tx: Tx, { subdistrict, id }: Owner, rows: readonly FormRow[]): Promise<void> {
  const given = rows.map((row, position) => ({ ...row, position }))
  await sql`delete from report_rows where subdistrict = ${subdistrict} and fill_id = ${id} and row_key <> all(${rows.map((row) => row.key)}::text[])`.execute(
    tx,
  )
  await sql`
    insert into report_rows (subdistrict, fill_id, row_key, position, label, area_code)
    select ${subdistrict}, ${id}, r.key, r.position, r.label, r.area from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r(key text, position int, label text, area text)
    on conflict (subdistrict, fill_id, row_key) do update set position = excluded.position, label = excluded.label, area_code = excluded.area_code`.execute(tx)
}

/** What somebody typed stays, unless the system knows by now. */
export async function putCells(tx: Tx, { subdistrict, id }: Owner, cells: readonly CountedCell[]): Promise<void> {
  await sql`
    insert into report_cells as c (subdistrict, fill_id, row_key, column_key, origin, value, numerator, denominator, hidden, asked_area)
    select ${subdistrict}, ${id}, k."row", k."column", k.origin, k.value, k.numerator, k.denominator, k.hidden, k.asked
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as k("row" text, "column" text, origin text, value text, numerator int, denominator int, hidden boolean, asked text)
    on conflict (subdistrict, fill_id, row_key, column_key) do update set origin = excluded.origin, value = excluded.value, numerator = excluded.numerator,
      denominator = excluded.denominator, hidden = excluded.hidden, asked_area = excluded.asked_area, typed_by = null, typed_at = null
    where not (c.origin = 'typed' and excluded.origin = 'missing')`.execute(tx)
}

export async function listCells(db: Db, { subdistrict, id }: Owner): Promise<CellRow[]> {
  const { rows } = await sql<CellRow>`
    select r.row_key, r.label, r.area_code, g.name as area_name, c.column_key, c.origin, c.value, c.numerator, c.denominator, c.hidden, c.asked_area,
      k.name as asked_name, a.name as typed_by_name
    from report_rows r join areas g on g.code = r.area_code join report_cells c on c.subdistrict = r.subdistrict and c.fill_id = r.fill_id and c.row_key = r.row_key
      left join areas k on k.code = c.asked_area left join accounts a on a.id = c.typed_by
    where r.subdistrict = ${subdistrict} and r.fill_id = ${id} order by r.position, r.row_key limit 100000`.execute(db)
  return rows
}

export async function countMissing(db: Db, { subdistrict, id }: Owner): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from report_cells where subdistrict = ${subdistrict} and fill_id = ${id} and origin = 'missing'`.execute(db)
  return rows[0]!.count
}

export type AskedRow = {
  fill_id: string
  row_key: string
  label: string
  column_key: string
  value: string | null
  typed_by_name: string | null
}

/** By `report_cells_by_asked`: what is asked of exactly these areas, or also of those below them. */
export async function listAsked(db: Db, scope: Scope, below: boolean): Promise<AskedRow[]> {
  const asked = below
    ? sql`exists (select from unnest(${scope.areas}::text[]) a(code) where starts_with(c.asked_area, a.code))`
    : sql`c.asked_area = any(${scope.areas}::text[])`
  const { rows } = await sql<AskedRow>`
    select c.fill_id, c.row_key, r.label, c.column_key, c.value, a.name as typed_by_name
    from report_cells c join report_fills l on l.subdistrict = c.subdistrict and l.id = c.fill_id and l.state in ('collecting', 'complete')
      join report_rows r on r.subdistrict = c.subdistrict and r.fill_id = c.fill_id and r.row_key = c.row_key left join accounts a on a.id = c.typed_by
    where c.subdistrict = any(${scope.tenants}::text[]) and c.asked_area is not null and ${asked}
    order by l.due_on, c.fill_id, r.position, c.column_key limit 2000`.execute(db)
  return rows
}

export type AskedCell = { row_key: string; column_key: string; asked_area: string }

export async function findAsked(db: Db, { subdistrict, id }: Owner, cells: readonly { row: string; column: string }[]): Promise<AskedCell[]> {
  const { rows } = await sql<AskedCell>`
    select c.row_key, c.column_key, c.asked_area from report_cells c
      join jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as k("row" text, "column" text) on k."row" = c.row_key and k."column" = c.column_key
    where c.subdistrict = ${subdistrict} and c.fill_id = ${id} and c.asked_area is not null order by c.row_key, c.column_key limit 200`.execute(db)
  return rows
}

/** An empty value takes a typed one back. */
export async function typeCells(
  tx: Tx,
  { subdistrict, id }: Owner,
  cells: readonly { row: string; column: string; value: string }[],
  by: string,
  now: Date,
): Promise<void> {
  await sql`
    update report_cells c set origin = case when k.value = '' then 'missing' else 'typed' end, value = nullif(k.value, ''),
      typed_by = case when k.value <> '' then ${by}::uuid end, typed_at = case when k.value <> '' then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) as k("row" text, "column" text, value text)
    where c.subdistrict = ${subdistrict} and c.fill_id = ${id} and c.row_key = k."row" and c.column_key = k."column" and c.asked_area is not null`.execute(tx)
}
