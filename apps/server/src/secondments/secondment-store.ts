import { sql } from 'kysely'
import type { SecondmentState } from '@ejia/contract/secondments.ts'
import type { Db, Tx } from '../platform/database.ts'
import { openSecondmentStates } from './secondment-moves.ts'

export type SecondmentRow = {
  subdistrict: string
  subdistrict_name: string
  id: string
  call_id: string
  call_title: string
  call_tasks: string
  starts_on: string
  ends_on: string
  account_id: string
  name: string
  home_unit: string
  nominated_as: 'self' | 'unit'
  nominated_by: string
  nominated_by_name: string
  nominated_at: string
  state: SecondmentState
  statement_sealed: Buffer
  summary_sealed: Buffer | null
  version: number
}
export type SecondmentPostRow = {
  id: string
  secondment_id: string
  assignment_id: string
  tasks: string
  area_code: string
  area_name: string
  valid_from: string
  valid_to: string
}

const columns = sql.raw(
  `s.subdistrict, sd.name as subdistrict_name, s.id, s.call_id, c.title as call_title, c.tasks as call_tasks, c.starts_on, c.ends_on, s.account_id, a.name,
   s.home_unit, s.nominated_as, s.nominated_by, n.name as nominated_by_name, s.nominated_at, s.state, s.statement_sealed, s.summary_sealed, s.version`,
)
const tables = sql.raw(
  `secondments s join secondment_calls c on c.id = s.call_id join areas sd on sd.code = s.subdistrict join accounts a on a.id = s.account_id
   join accounts n on n.id = s.nominated_by`,
)

/** Without tenants: a nominee reaches their own, wherever it receives them. */
export async function findSecondment(db: Db, id: string): Promise<SecondmentRow | undefined> {
  const { rows } = await sql<SecondmentRow>`select ${columns} from ${tables} where s.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockSecondment(tx: Tx, subdistrict: string, id: string): Promise<SecondmentRow | undefined> {
  await sql`select from secondments where subdistrict = ${subdistrict} and id = ${id} for update`.execute(tx)
  return findSecondment(tx, id)
}

export type SecondmentFilter = {
  show: 'open' | 'over' | 'all'
  callId: string | null
  subdistrict: string | null
  mine: boolean
  limit: number
}

/** The list's side of `seesSecondment`. */
export async function listSecondments(
  db: Db,
  sight: { accountId: string; subdistricts: readonly string[] },
  filter: SecondmentFilter,
): Promise<(SecondmentRow & { total: number })[]> {
  const own = sql`(s.account_id = ${sight.accountId} or s.nominated_by = ${sight.accountId})`
  const parts = [filter.mine ? sql`s.account_id = ${sight.accountId}` : sql`(${own} or s.subdistrict = any(${sight.subdistricts}))`]
  const open = sql`s.state in (${sql.raw(openSecondmentStates.map((state) => `'${state}'`).join(', '))})`
  if (filter.show !== 'all') parts.push(filter.show === 'open' ? open : sql`not ${open}`)
  if (filter.callId !== null) parts.push(sql`s.call_id = ${filter.callId}`)
  if (filter.subdistrict !== null) parts.push(sql`s.subdistrict = ${filter.subdistrict}`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<SecondmentRow & { total: number }>`
    select ${columns}, (select count(*) from secondments s where ${where})::int as total from ${tables}
    where ${where} order by s.subdistrict, s.nominated_at desc, s.id limit ${filter.limit}`.execute(db)
  return rows
}

export async function listSecondmentPosts(db: Db, ids: readonly string[]): Promise<SecondmentPostRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SecondmentPostRow>`
    select p.id, p.secondment_id, p.assignment_id, p.tasks, x.area_code, ar.name as area_name, x.valid_from, x.valid_to
    from secondment_posts p join assignments x on x.id = p.assignment_id join areas ar on ar.code = x.area_code
    where p.secondment_id = any(${ids}::uuid[]) order by x.valid_from, x.area_code, p.id limit 2000`.execute(db)
  return rows
}

export async function listSecondmentEntries(
  db: Db,
  subdistrict: string,
  id: string,
): Promise<{ id: string; at: string; step: string; actor_name: string; words_sealed: Buffer | null }[]> {
  const { rows } = await sql<{ id: string; at: string; step: string; actor_name: string; words_sealed: Buffer | null }>`
    select id, at, step, actor_name, words_sealed from secondment_entries
    where subdistrict = ${subdistrict} and secondment_id = ${id} order by at, id limit 500`.execute(db)
  return rows
}

/** False when the person already stands for this call there (`secondments_once`). */
export async function insertSecondment(
  tx: Tx,
  s: Pick<SecondmentRow, 'subdistrict' | 'id' | 'call_id' | 'account_id' | 'home_unit' | 'nominated_as' | 'nominated_by' | 'statement_sealed'>,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into secondments (subdistrict, id, call_id, account_id, home_unit, nominated_as, nominated_by, nominated_at, statement_sealed)
    values (${s.subdistrict}, ${s.id}, ${s.call_id}, ${s.account_id}, ${s.home_unit}, ${s.nominated_as}, ${s.nominated_by}, ${now}, ${s.statement_sealed})
    on conflict (subdistrict, call_id, account_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length === 1
}

export async function insertSecondmentPost(
  tx: Tx,
  p: { subdistrict: string; id: string; secondmentId: string; assignmentId: string; tasks: string },
): Promise<void> {
  await sql`
    insert into secondment_posts (subdistrict, id, secondment_id, assignment_id, tasks)
    values (${p.subdistrict}, ${p.id}, ${p.secondmentId}, ${p.assignmentId}, ${p.tasks})`.execute(tx)
}

type SecondmentChanges = Partial<{ state: SecondmentState; confirmed_by: string; approved_by: string; summary_sealed: Buffer }>

/** Carries the state: `move-secondment.ts` alone calls it. */
export async function updateSecondment(tx: Tx, row: SecondmentRow, changes: SecondmentChanges, now: Date): Promise<void> {
  const state = changes.state ?? row.state
  const ended = !(openSecondmentStates as readonly SecondmentState[]).includes(state)
  const set = Object.entries({ ...changes, state }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`
    update secondments set ${sql.join(set)}, ended_at = case when ${ended} then coalesce(ended_at, ${now}) end, version = version + 1
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertSecondmentEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; secondmentId: string; step: string; account: string | null; name: string; wordsSealed: Buffer | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into secondment_entries (subdistrict, id, secondment_id, at, step, actor_account, actor_name, words_sealed)
    values (${e.subdistrict}, ${e.id}, ${e.secondmentId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.wordsSealed})`.execute(tx)
}

/** Posted, with posts that ended by themselves: the job asks whether their pack is made. */
export async function listPastPosts(db: Db, since: Date, now: Date): Promise<{ subdistrict: string; id: string; assignment_id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string; assignment_id: string }>`
    select s.subdistrict, s.id, p.assignment_id from secondments s
    join secondment_posts p on p.subdistrict = s.subdistrict and p.secondment_id = s.id join assignments x on x.id = p.assignment_id
    where s.state = 'posted' and x.valid_to > ${since} and x.valid_to <= ${now} and x.valid_to > x.valid_from order by x.valid_to, p.id limit 200`.execute(db)
  return rows
}
