import { sql } from 'kysely'
import type { Attendance, MeetingPart, MeetingState } from '@ejia/contract/meetings.ts'
import type { z } from 'zod'
import type { Db, Tx } from '../platform/database.ts'
import { isInvited, isSeen, type MeetingSight } from './meeting-sight.ts'

export type MeetingRow = {
  subdistrict: string
  area_name: string
  id: string
  year: number
  number: number
  title: string
  state: MeetingState
  starts_at: string
  ends_at: string
  place: string
  guests: string
  announced_at: string | null
  adjourned_at: string | null
  version: number
}
export type PersonRow = {
  account_id: string
  name: string
  part: z.infer<typeof MeetingPart>
  attendance: z.infer<typeof Attendance>
  words: string | null
}
export type MeetingEntryRow = { id: string; at: string; step: string; actor_name: string; words: string }

const columns = sql.raw(
  `m.subdistrict, a.name as area_name, m.id, m.year, m.number, m.title, m.state, m.starts_at, m.ends_at, m.place, m.guests, m.announced_at, m.adjourned_at, m.version`,
)
const tables = sql.raw('meetings m join areas a on a.code = m.subdistrict')

export async function findMeeting(db: Db, tenants: readonly string[], id: string): Promise<MeetingRow | undefined> {
  const { rows } = await sql<MeetingRow>`select ${columns} from ${tables} where m.subdistrict = any(${tenants}) and m.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockMeeting(tx: Tx, tenants: readonly string[], id: string): Promise<MeetingRow | undefined> {
  await sql`select from meetings where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findMeeting(tx, tenants, id)
}

export async function listPeople(db: Db, subdistrict: string, meetingId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.account_id, a.name, p.part, p.attendance, p.words from meeting_people p join accounts a on a.id = p.account_id
    where p.subdistrict = ${subdistrict} and p.meeting_id = ${meetingId}
    order by case p.part when 'chair' then 0 when 'recorder' then 1 else 2 end, a.name, p.account_id limit 100`.execute(db)
  return rows
}

export type MeetingListRow = MeetingRow & { topics: number; tasks: number; open_tasks: number; invited: boolean; total: number }
export type MeetingFilter = { show: 'coming' | 'past' | 'all'; after: { at: string; id: string } | null; limit: number }

export async function listMeetings(db: Db, sight: MeetingSight, filter: MeetingFilter): Promise<MeetingListRow[]> {
  const parts = [sql<boolean>`m.subdistrict = any(${sight.tenants})`, isSeen(sight)]
  if (filter.show === 'coming') parts.push(sql<boolean>`m.state in ('planned', 'announced', 'inSession')`)
  if (filter.show === 'past') parts.push(sql<boolean>`m.state not in ('planned', 'announced', 'inSession')`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(m.starts_at, m.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<MeetingListRow>`
    select ${columns}, ${isInvited(sight)} as invited, (select count(*) from meetings m where ${all})::int as total,
      (select count(*) from agenda_items i where i.subdistrict = m.subdistrict and i.meeting_id = m.id)::int as topics,
      (select count(*) from meeting_tasks t where t.subdistrict = m.subdistrict and t.meeting_id = m.id and t.state <> 'dropped')::int as tasks,
      (select count(*) from meeting_tasks t where t.subdistrict = m.subdistrict and t.meeting_id = m.id and t.ended_at is null)::int as open_tasks
    from ${tables} where ${all} and ${after} order by m.starts_at desc, m.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** The last one that was held, for the rhythm. */
export async function findLastHeld(db: Db, subdistrict: string): Promise<string | null> {
  const { rows } = await sql<{ starts_at: string }>`
    select starts_at from meetings where subdistrict = ${subdistrict} and state not in ('planned', 'announced', 'cancelled')
    order by starts_at desc, id limit 1`.execute(db)
  return rows[0]?.starts_at ?? null
}

export type MeetingFacts = { title: string; startsAt: string; endsAt: string; place: string; guests: string }

/** The next number of the year it is held in. */
export async function insertMeeting(tx: Tx, m: MeetingFacts & { subdistrict: string; id: string; year: number; plannedBy: string }, now: Date): Promise<void> {
  await sql`
    with counter as (
      insert into meeting_counters as c (subdistrict, year, last_number) values (${m.subdistrict}, ${m.year}, 1)
      on conflict (subdistrict, year) do update set last_number = c.last_number + 1 returning last_number)
    insert into meetings (subdistrict, id, year, number, title, starts_at, ends_at, place, guests, planned_by, planned_at)
    select ${m.subdistrict}, ${m.id}, ${m.year}, last_number, ${m.title}, ${m.startsAt}, ${m.endsAt}, ${m.place}, ${m.guests}, ${m.plannedBy}, ${now} from counter`.execute(
    tx,
  )
}

export type MeetingChanges = Partial<{
  state: MeetingState
  title: string
  starts_at: string
  ends_at: string
  place: string
  guests: string
  announced_at: Date
  opened_at: Date
  adjourned_at: Date
  published_at: Date
}>

/** Carries the state: `move-meeting.ts` alone calls it. */
export async function updateMeeting(tx: Tx, row: MeetingRow, changes: MeetingChanges): Promise<void> {
  const set = Object.entries({ ...changes, state: changes.state ?? row.state }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update meetings set ${sql.join(set)}, version = version + 1 where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** Those no longer named leave; those who stay keep what they answered. */
export async function setPeople(
  tx: Tx,
  meeting: { subdistrict: string; id: string },
  people: readonly { accountId: string; part: z.infer<typeof MeetingPart> }[],
): Promise<void> {
  const ids = people.map((one) => one.accountId)
  const parts = people.map((one) => one.part)
  await sql`
    delete from meeting_people where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id} and not account_id = any(${ids}::uuid[])`.execute(tx)
  // Two chairs at a time would break the index: whoever stays becomes a member first.
  await sql`update meeting_people set part = 'member' where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id}`.execute(tx)
  await sql`
    insert into meeting_people (subdistrict, meeting_id, account_id, part)
    select ${meeting.subdistrict}, ${meeting.id}, account_id, part from unnest(${ids}::uuid[], ${parts}::text[]) as p(account_id, part)
    on conflict (subdistrict, meeting_id, account_id) do update set part = excluded.part`.execute(tx)
}

export async function setAttendance(
  tx: Tx,
  meeting: MeetingRow,
  answer: { accountId: string; attendance: 'present' | 'excused'; words: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update meeting_people set attendance = ${answer.attendance}, words = ${answer.words}, answered_at = ${now}
    where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id} and account_id = ${answer.accountId}`.execute(tx)
}

export async function insertMeetingEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; meetingId: string; step: string; account: string; name: string; topicId: string | null; words: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_entries (subdistrict, id, meeting_id, at, step, actor_account, actor_name, topic_id, words)
    values (${e.subdistrict}, ${e.id}, ${e.meetingId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.topicId}, ${e.words})`.execute(tx)
}

export async function listMeetingEntries(db: Db, subdistrict: string, meetingId: string): Promise<MeetingEntryRow[]> {
  const { rows } = await sql<MeetingEntryRow>`
    select id, at, step, actor_name, words from meeting_entries where subdistrict = ${subdistrict} and meeting_id = ${meetingId} order by at, id limit 1000`.execute(
    db,
  )
  return rows
}

export async function insertMeetingNotice(tx: Tx, row: MeetingRow, notice: { id: string; title: string }, now: Date): Promise<void> {
  await sql`
    insert into meeting_notices (subdistrict, meeting_id, notice_id, title, published_at)
    values (${row.subdistrict}, ${row.id}, ${notice.id}, ${notice.title}, ${now})`.execute(tx)
}

export async function listMeetingNotices(db: Db, row: MeetingRow): Promise<{ id: string; title: string; published_at: string }[]> {
  const { rows } = await sql<{ id: string; title: string; published_at: string }>`
    select notice_id as id, title, published_at from meeting_notices
    where subdistrict = ${row.subdistrict} and meeting_id = ${row.id} order by published_at, notice_id limit 50`.execute(db)
  return rows
}
