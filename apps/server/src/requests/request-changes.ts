import { sql } from 'kysely'
import { openStates, type RequestState } from '@ejia/contract/requests.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Db, Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { isTold } from './tell-reporter.ts'
import { requestColumns, type EntryToWrite, type RequestRow } from './request-store.ts'

type Changeable = Omit<RequestRow, 'subdistrict' | 'id' | 'receipt_number' | 'route' | 'filed_at' | 'version' | 'state'>
/** Columns a move may set; instants as Date or ISO text. */
export type RequestChanges = Partial<{ [C in keyof Changeable]: Changeable[C] | Date }> & { route?: string; search?: string[] }

/** With the reporter's number where the step is told by message. */
export type ChangedRow = RequestRow & { phone_sealed?: Buffer | null }

/** Writes the columns a step changed and its timeline entry, in one statement. It carries the state: only steps call it. */
export async function writeStep(tx: Tx, row: RequestRow, entry: EntryToWrite & { to: RequestState }, changes: RequestChanges, now: Date): Promise<ChangedRow> {
  const { search, ...columns } = { ...changes, state: entry.to }
  const assignments = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (search) assignments.push(sql`search = array_to_tsvector(${search}::text[])`)
  const phone = isTold(entry)
    ? sql`, (select phone_sealed from request_reporters p where p.subdistrict = r.subdistrict and p.request_id = r.id) as phone_sealed`
    : sql``
  const { rows } = await sql<ChangedRow>`
    with entry as (
      insert into request_entries (subdistrict, id, request_id, at, step, from_state, to_state, actor_kind, actor_account, actor_name, actor_role, told, internal, details)
      values (${row.subdistrict}, ${entry.id}, ${row.id}, ${now}, ${entry.step}, ${entry.from}, ${entry.to}, ${entry.actor.kind}, ${entry.actor.accountId},
        ${entry.actor.name}, ${entry.actor.role}, ${entry.told}, ${entry.internal}, ${JSON.stringify(entry.details)}::jsonb))${changedDay(row, entry)}
    update requests r set ${sql.join([...assignments, sql`changed_at = ${now}`, sql`version = version + 1`])}
    where r.subdistrict = ${row.subdistrict} and r.id = ${row.id} returning ${requestColumns}${phone}`.execute(tx)
  const [changed] = rows
  if (!changed) throw new Error('a locked request vanished')
  return changed
}

/** Figures of finished cases are kept by the day they were filed; this day is to be counted again (see `reports/`). */
function changedDay(row: RequestRow, { from, to }: { from: RequestState | null; to: RequestState }) {
  const open: readonly (RequestState | null)[] = openStates
  if (open.includes(from) && open.includes(to)) return sql``
  return sql`,
    changed_day as (insert into changed_days (subdistrict, day, id) values (${row.subdistrict}, ${shanghaiDay(new Date(row.filed_at))}, ${newId()}))`
}

/** Takes the marks of days away, for whoever counts them in the statements that follow in this transaction. */
export async function takeChangedDays(tx: Tx, subdistrict: string, days: readonly string[]): Promise<void> {
  await sql`delete from changed_days where subdistrict = ${subdistrict} and day = any(${days}::date[])`.execute(tx)
}

export async function listChangedDays(db: Db): Promise<{ subdistrict: string; day: string }[]> {
  const { rows } = await sql<{
    subdistrict: string
    day: string
  }>`select distinct subdistrict, day from changed_days order by day desc, subdistrict limit 1000`.execute(db)
  return rows
}
