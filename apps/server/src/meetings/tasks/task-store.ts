import { sql, type RawBuilder } from 'kysely'
import type { MeetingTaskState } from '@ejia/contract/meeting-tasks.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { MeetingSight } from '../meeting-sight.ts'

export type TaskRow = {
  subdistrict: string
  id: string
  meeting_id: string
  meeting_title: string
  meeting_starts_at: string
  meeting_published_at: string | null
  topic_title: string
  decision: string
  title: string
  owner_account: string | null
  owner_unit: string | null
  owner_area: string | null
  owner_name: string
  due_on: string
  state: MeetingTaskState
  evidence: string | null
  created_at: string
  ended_by: string | null
  ended_at: string | null
  last_words: string | null
}
export type TaskEntryRow = { id: string; at: string; step: string; actor_name: string; words: string }
export type Owner = { owner_account: string | null; owner_unit: string | null; owner_area: string | null }

const columns = sql.raw(
  `t.subdistrict, t.id, t.meeting_id, m.title as meeting_title, m.starts_at as meeting_starts_at, m.published_at as meeting_published_at, p.title as topic_title,
   coalesce(i.decision, '') as decision, t.title, t.owner_account, t.owner_unit, t.owner_area, coalesce(c.name, u.name, a.name, '') as owner_name, t.due_on, t.state,
   t.evidence, t.created_at, t.ended_by, t.ended_at,
   (select e.words from meeting_task_entries e where e.subdistrict = t.subdistrict and e.task_id = t.id and e.words <> '' and e.step <> 'begin'
     order by e.at desc, e.id desc limit 1) as last_words`,
)
const tables = sql.raw(
  `meeting_tasks t join meetings m on m.subdistrict = t.subdistrict and m.id = t.meeting_id
   join agenda_items i on i.subdistrict = t.subdistrict and i.meeting_id = t.meeting_id and i.topic_id = t.topic_id
   join topics p on p.subdistrict = t.subdistrict and p.id = t.topic_id
   left join accounts c on c.id = t.owner_account left join units u on u.id = t.owner_unit left join areas a on a.code = t.owner_area`,
)

export async function findTask(db: Db, tenants: readonly string[], id: string): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`select ${columns} from ${tables} where t.subdistrict = any(${tenants}) and t.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockTask(tx: Tx, tenants: readonly string[], id: string): Promise<TaskRow | undefined> {
  await sql`select from meeting_tasks where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findTask(tx, tenants, id)
}

/** Whose tasks are mine: what I hold in person, for a unit, or through a post in just that area. */
export type OwnerSight = { me: string | null; units: readonly string[]; areas: readonly string[] }

function isMine({ me, units, areas }: OwnerSight): RawBuilder<boolean> {
  return sql<boolean>`(t.owner_account = ${me} or t.owner_unit = any(${units}::uuid[]) or t.owner_area = any(${areas}::text[]))`
}

/** The list's side of `maySeeTask`. */
function isSeen(sight: MeetingSight, own: OwnerSight): RawBuilder<boolean> {
  return sql<boolean>`(t.subdistrict = any(${sight.managed}) or ${isMine(own)} or (m.state = 'published' and t.subdistrict = any(${sight.read}))
    or exists (select from meeting_people i where i.subdistrict = t.subdistrict and i.meeting_id = t.meeting_id and i.account_id = ${sight.me}))`
}

export type TaskFilter = {
  mine: boolean
  show: 'open' | 'ended' | 'all'
  overdueOn: string | null
  meetingId: string | null
  ids?: readonly string[]
  after: { due: string; id: string } | null
  limit: number
}

export async function listTasks(db: Db, sight: MeetingSight, own: OwnerSight, filter: TaskFilter): Promise<(TaskRow & { total: number })[]> {
  const parts = [sql<boolean>`t.subdistrict = any(${sight.tenants})`, isSeen(sight, own)]
  if (filter.mine) parts.push(isMine(own))
  if (filter.show === 'open') parts.push(sql<boolean>`t.ended_at is null`)
  if (filter.show === 'ended') parts.push(sql<boolean>`t.ended_at is not null`)
  if (filter.overdueOn !== null) parts.push(sql<boolean>`(t.ended_at is null and t.due_on < ${filter.overdueOn}::date)`)
  if (filter.meetingId !== null) parts.push(sql<boolean>`t.meeting_id = ${filter.meetingId}`)
  if (filter.ids !== undefined) parts.push(sql<boolean>`t.id = any(${filter.ids}::uuid[])`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(t.due_on, t.id) > (${filter.after.due}::date, ${filter.after.id}::uuid)`
  const { rows } = await sql<TaskRow & { total: number }>`
    select ${columns}, (select count(*) from meeting_tasks t join meetings m on m.subdistrict = t.subdistrict and m.id = t.meeting_id where ${all})::int as total
    from ${tables} where ${all} and ${after} order by t.due_on, t.id limit ${filter.limit}`.execute(db)
  return rows
}

export async function listTasksOf(db: Db, subdistrict: string, meetingId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from ${tables} where t.subdistrict = ${subdistrict} and t.meeting_id = ${meetingId} order by t.created_at, t.id limit 500`.execute(db)
  return rows
}

/** What earlier meetings left undone: decided before this one, and not signed off. */
export async function listUnfinished(db: Db, subdistrict: string, beforeStart: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from ${tables} where t.subdistrict = ${subdistrict} and t.ended_at is null and m.starts_at < ${beforeStart}::timestamptz
    order by t.due_on, t.id limit 100`.execute(db)
  return rows
}

export type TaskOwnerKey = { account: string | null; area: string | null; unit: string | null }

/** What one owner has to do, by its day. */
export async function listOwnedTasks(db: Db, subdistrict: string, owner: TaskOwnerKey): Promise<{ id: string; due_on: string }[]> {
  const { rows } = await sql<{ id: string; due_on: string }>`
    select id, due_on from meeting_tasks where subdistrict = ${subdistrict} and ended_at is null
      and (owner_account = ${owner.account} or owner_area = ${owner.area} or owner_unit = ${owner.unit}) order by due_on, id limit 200`.execute(db)
  return rows
}

export type PersonalTask = { id: string; due_on: string; created_at: string; topic_area: string; lent_by: string | null }

/** What was given to a person in their own name, with the place it is about (`meeting_tasks_by_account`). */
export async function listPersonalTasks(db: Db, subdistrict: string, account: string): Promise<PersonalTask[]> {
  const { rows } = await sql<PersonalTask>`
    select t.id, t.due_on, t.created_at, p.area_code as topic_area, t.lent_by
    from meeting_tasks t join topics p on p.subdistrict = t.subdistrict and p.id = t.topic_id
    where t.subdistrict = ${subdistrict} and t.owner_account = ${account} and t.ended_at is null order by t.due_on, t.id limit 500`.execute(db)
  return rows
}

/** Subdistricts with something still to do. */
export async function listTaskTenants(db: Db): Promise<string[]> {
  const { rows } = await sql<{ subdistrict: string }>`
    select distinct subdistrict from meeting_tasks where ended_at is null order by subdistrict limit 1000`.execute(db)
  return rows.map((row) => row.subdistrict)
}

/** Open ones whose day is this or earlier. */
export async function listDueTasks(db: Db, subdistrict: string, until: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from ${tables} where t.subdistrict = ${subdistrict} and t.state = 'open' and t.ended_at is null and t.due_on <= ${until}::date
    order by t.due_on, t.id limit 1000`.execute(db)
  return rows
}

/** Of all that was decided in the meetings before: how much, how much of it done. */
export async function countEarlier(db: Db, subdistrict: string, beforeStart: string): Promise<{ all: number; done: number }> {
  const { rows } = await sql<{ all: number; done: number }>`
    select count(*)::int as all, (count(*) filter (where t.state = 'signedOff'))::int as done
    from meeting_tasks t join meetings m on m.subdistrict = t.subdistrict and m.id = t.meeting_id
    where t.subdistrict = ${subdistrict} and t.state <> 'dropped' and m.starts_at < ${beforeStart}::timestamptz`.execute(db)
  return rows[0]!
}

export async function insertTask(
  tx: Tx,
  t: Owner & { subdistrict: string; id: string; meetingId: string; topicId: string; title: string; dueOn: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_tasks (subdistrict, id, meeting_id, topic_id, title, owner_account, owner_unit, owner_area, due_on, created_at)
    values (${t.subdistrict}, ${t.id}, ${t.meetingId}, ${t.topicId}, ${t.title}, ${t.owner_account}, ${t.owner_unit}, ${t.owner_area}, ${t.dueOn}, ${now})`.execute(
    tx,
  )
}

export type TaskChanges = Partial<
  Owner & { lent_by: string | null; state: MeetingTaskState; due_on: string; evidence: string | null; ended_by: string; ended_at: Date }
>

/** Carries the state: `move-task.ts` alone calls it. */
export async function updateTask(tx: Tx, row: TaskRow, changes: TaskChanges): Promise<void> {
  const set = Object.entries({ ...changes, state: changes.state ?? row.state }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update meeting_tasks set ${sql.join(set)} where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertTaskEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; taskId: string; step: string; account: string; name: string; words: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_task_entries (subdistrict, id, task_id, at, step, actor_account, actor_name, words)
    values (${e.subdistrict}, ${e.id}, ${e.taskId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.words})`.execute(tx)
}

export async function listTaskEntries(db: Db, subdistrict: string, taskId: string): Promise<TaskEntryRow[]> {
  const { rows } = await sql<TaskEntryRow>`
    select id, at, step, actor_name, words from meeting_task_entries where subdistrict = ${subdistrict} and task_id = ${taskId} order by at, id limit 500`.execute(
    db,
  )
  return rows
}
