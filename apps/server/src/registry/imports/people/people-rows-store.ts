import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../../platform/database.ts'

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

/** Households left without anybody by an undo. */
export async function endEmptyHouseholds(tx: Tx, subdistrict: string, since: Date | string, now: Date): Promise<void> {
  await sql`
    update households h set ended_at = ${now} where h.subdistrict = ${subdistrict} and h.ended_at is null and h.created_at >= ${since}::timestamptz
      and not exists (select from persons p where p.subdistrict = h.subdistrict and p.household_id = h.id and p.ended_at is null)`.execute(tx)
}
