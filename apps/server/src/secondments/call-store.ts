import { sql } from 'kysely'
import type { Db, Tx } from '../platform/database.ts'

export type CallRow = {
  id: string
  district_code: string
  title: string
  tasks: string
  starts_on: string
  ends_on: string
  nominate_until: string
  opened_by_name: string
  opened_at: string
  closed_at: string | null
}
export type WantRow = {
  call_id: string
  subdistrict: string
  name: string
  wanted: number
  nominated: number
  confirmed: number
  approved: number
  posted: number
}

const columns = sql.raw('c.id, c.district_code, c.title, c.tasks, c.starts_on, c.ends_on, c.nominate_until, a.name as opened_by_name, c.opened_at, c.closed_at')

export async function listCalls(db: Db, districts: readonly string[]): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select ${columns} from secondment_calls c join accounts a on a.id = c.opened_by
    where c.district_code = any(${districts}) order by c.opened_at desc, c.id limit 50`.execute(db)
  return rows
}

export async function findCall(db: Db, id: string): Promise<CallRow | undefined> {
  const { rows } = await sql<CallRow>`select ${columns} from secondment_calls c join accounts a on a.id = c.opened_by where c.id = ${id}`.execute(db)
  return rows[0]
}

/** What each subdistrict asks for and how far it is: numbers over all subdistricts of the district. */
export async function listWants(db: Db, callIds: readonly string[]): Promise<WantRow[]> {
  if (callIds.length === 0) return []
  const { rows } = await sql<WantRow>`
    select w.call_id, w.subdistrict, ar.name, w.wanted, count(s.id)::int as nominated, count(s.confirmed_by)::int as confirmed,
      count(s.approved_by)::int as approved, (count(s.id) filter (where s.state in ('posted', 'ended')))::int as posted
    from secondment_wants w join areas ar on ar.code = w.subdistrict
    left join secondments s on s.subdistrict = w.subdistrict and s.call_id = w.call_id and s.state <> 'withdrawn'
    where w.call_id = any(${callIds}::uuid[]) group by w.call_id, w.subdistrict, ar.name, w.wanted order by w.call_id, w.subdistrict limit 2000`.execute(db)
  return rows
}

export async function insertCall(
  tx: Tx,
  c: { id: string; district: string; title: string; tasks: string; startsOn: string; endsOn: string; nominateUntil: string; by: string },
  wants: readonly { subdistrict: string; wanted: number }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into secondment_calls (id, district_code, title, tasks, starts_on, ends_on, nominate_until, opened_by, opened_at)
    values (${c.id}, ${c.district}, ${c.title}, ${c.tasks}, ${c.startsOn}, ${c.endsOn}, ${c.nominateUntil}, ${c.by}, ${now})`.execute(tx)
  for (const want of wants)
    await sql`insert into secondment_wants (subdistrict, call_id, wanted) values (${want.subdistrict}, ${c.id}, ${want.wanted})`.execute(tx)
}

export async function closeCall(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update secondment_calls set closed_at = coalesce(closed_at, ${now}) where id = ${id}`.execute(tx)
}

export async function isWanted(db: Db, callId: string, subdistrict: string): Promise<boolean> {
  const { rows } = await sql`select 1 from secondment_wants where subdistrict = ${subdistrict} and call_id = ${callId}`.execute(db)
  return rows.length > 0
}
