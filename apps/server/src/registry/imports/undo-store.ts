import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../platform/database.ts'

export type ImportChange = { person_id: string; id: string; before_sealed: Buffer | null; touched: boolean }

/** What the import changed of these people; `touched` when anybody else changed something since. */
export async function listImportChanges(db: Db, owner: { subdistrict: string; id: string }, people: readonly string[]): Promise<ImportChange[]> {
  const { rows } = await sql<ImportChange>`
    select distinct on (o.person_id) o.person_id, o.id, o.before_sealed,
      exists (select from person_changes c where c.subdistrict = o.subdistrict and c.person_id = o.person_id and c.import_id is distinct from o.import_id
        and c.id > (select l.id from person_changes l where l.subdistrict = o.subdistrict and l.person_id = o.person_id and l.import_id = o.import_id
          order by l.id desc limit 1)) as touched
    from person_changes o where o.subdistrict = ${owner.subdistrict} and o.person_id = any(${people}::uuid[]) and o.import_id = ${owner.id}
    order by o.person_id, o.changed_at desc, o.id desc limit ${people.length}`.execute(db)
  return rows
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

/** Households left without anybody by an undo. */
export async function endEmptyHouseholds(tx: Tx, subdistrict: string, since: Date | string, now: Date): Promise<void> {
  await sql`
    update households h set ended_at = ${now} where h.subdistrict = ${subdistrict} and h.ended_at is null and h.created_at >= ${since}::timestamptz
      and not exists (select from persons p where p.subdistrict = h.subdistrict and p.household_id = h.id and p.ended_at is null)`.execute(tx)
}
