import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'

/** Living entries by their credit code (`enterprises_by_credit_code`). */
export async function findByCodes(db: Db, subdistrict: string, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ credit_code: string; id: string }>`
    select credit_code, id from enterprises where subdistrict = ${subdistrict} and credit_code = any(${codes}::text[]) and ended_at is null
    order by credit_code limit ${codes.length}`.execute(db)
  return new Map(rows.map((row) => [row.credit_code, row.id]))
}

export type AskedName = { row: number; name: string; community: string; hasCode: boolean }

/**
 * Living entries of the same name in the same community (`enterprises_by_grid`), at most two for a row; with a code in the row
 * only those without one. Names are compared as `foldText` folds them.
 */
export async function findByNames(db: Db, subdistrict: string, asked: readonly AskedName[]): Promise<{ row: number; ids: string[] }[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ row: number; ids: string[] }>`
    select a.row, (array_agg(e.id order by e.id))[1:2] as ids
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(row int, name text, community text, "hasCode" boolean)
      join enterprises e on e.subdistrict = ${subdistrict} and e.ended_at is null and starts_with(e.grid_code, a.community)
        and lower(regexp_replace(normalize(e.name, nfkc), '\\s', '', 'g')) = a.name and not (a."hasCode" and e.credit_code is not null)
    group by a.row order by a.row limit ${asked.length}`.execute(db)
  return rows
}

/** The grids of a subdistrict with the names they may be written by. */
export async function listGridNames(db: Db, subdistrict: string): Promise<{ code: string; name: string; community: string }[]> {
  const { rows } = await sql<{ code: string; name: string; community: string }>`
    select g.code, g.name, c.name as community from areas g join areas c on c.code = left(g.code, 12)
    where g.kind = 'grid' and g.code >= ${subdistrict} and g.code < ${`${subdistrict}~`} order by g.code limit 10000`.execute(db)
  return rows
}

export type EnterpriseImportChange = { enterprise_id: string; id: string; before_sealed: Buffer | null; touched: boolean }

/** What the import changed of these entries; `touched` when anybody else changed something since. */
export async function listImportChanges(db: Db, owner: { subdistrict: string; id: string }, enterprises: readonly string[]): Promise<EnterpriseImportChange[]> {
  const { rows } = await sql<EnterpriseImportChange>`
    select distinct on (o.enterprise_id) o.enterprise_id, o.id, o.before_sealed,
      exists (select from enterprise_changes c where c.subdistrict = o.subdistrict and c.enterprise_id = o.enterprise_id and c.id > o.id
        and c.import_id is distinct from o.import_id) as touched
    from enterprise_changes o where o.subdistrict = ${owner.subdistrict} and o.enterprise_id = any(${enterprises}::uuid[]) and o.import_id = ${owner.id}
    order by o.enterprise_id, o.id desc limit ${enterprises.length}`.execute(db)
  return rows
}
