import { sql, type RawBuilder } from 'kysely'
import type { TopicSource, TopicState } from '@ejia/contract/topics.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../../platform/database.ts'

export type TopicRow = {
  subdistrict: string
  id: string
  title: string
  words: string
  area_code: string
  area_name: string
  source: TopicSource
  request_id: string | null
  whistle_id: string | null
  pool_id: string | null
  state: TopicState
  raised_by: string
  raised_at: string
  screened_by: string | null
  reason: string | null
  meeting_id: string | null
  meeting_title: string | null
  meeting_starts_at: string | null
}

const columns = sql.raw(
  `t.subdistrict, t.id, t.title, t.words, t.area_code, a.name as area_name, t.source, t.request_id, t.whistle_id, t.pool_id, t.state, t.raised_by, t.raised_at,
   t.screened_by, t.reason, t.meeting_id, m.title as meeting_title, m.starts_at as meeting_starts_at`,
)
const tables = sql.raw('topics t join areas a on a.code = t.area_code left join meetings m on m.subdistrict = t.subdistrict and m.id = t.meeting_id')

export async function findTopic(db: Db, tenants: readonly string[], id: string): Promise<TopicRow | undefined> {
  const { rows } = await sql<TopicRow>`select ${columns} from ${tables} where t.subdistrict = any(${tenants}) and t.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockTopic(tx: Tx, tenants: readonly string[], id: string): Promise<TopicRow | undefined> {
  await sql`select from topics where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findTopic(tx, tenants, id)
}

export async function listTopicsById(db: Db, subdistrict: string, ids: readonly string[]): Promise<TopicRow[]> {
  const { rows } = await sql<TopicRow>`
    select ${columns} from ${tables} where t.subdistrict = ${subdistrict} and t.id = any(${ids}::uuid[]) order by t.id limit 200`.execute(db)
  return rows
}

export type TopicSight = { tenants: readonly string[]; areas: readonly string[]; read: readonly string[]; me: string | null }

/** The list's side of `maySeeTopic`: raised in my areas, for my whole subdistrict, by me, or on an agenda I am invited to. */
function isSeen({ areas, read, me }: TopicSight): RawBuilder<boolean> {
  const within = areas.map((area) => {
    const { from, to } = codeRange(area)
    return sql`(t.area_code >= ${from} collate "C" and t.area_code < ${to} collate "C")`
  })
  return sql<boolean>`(${within.length > 0 ? sql.join(within, sql` or `) : sql`false`} or t.raised_by = ${me} or (t.area_code = t.subdistrict and t.subdistrict = any(${read}))
    or exists (select from meeting_people i where i.subdistrict = t.subdistrict and i.meeting_id = t.meeting_id and i.account_id = ${me}))`
}

export type TopicFilter = { show: 'waiting' | 'taken' | 'ended' | 'all'; by: string | null; after: { at: string; id: string } | null; limit: number }

export async function listTopics(db: Db, sight: TopicSight, filter: TopicFilter): Promise<(TopicRow & { total: number })[]> {
  const parts = [sql<boolean>`t.subdistrict = any(${sight.tenants})`, isSeen(sight)]
  if (filter.show === 'waiting') parts.push(sql<boolean>`t.state = 'raised'`)
  if (filter.show === 'taken') parts.push(sql<boolean>`t.state = 'taken'`)
  if (filter.show === 'ended') parts.push(sql<boolean>`t.state in ('declined', 'decided', 'withdrawn')`)
  if (filter.by !== null) parts.push(sql<boolean>`t.raised_by = ${filter.by}`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(t.raised_at, t.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<TopicRow & { total: number }>`
    select ${columns}, (select count(*) from topics t where ${all})::int as total
    from ${tables} where ${all} and ${after} order by t.raised_at desc, t.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export type SourceIds = { requestId: string | null; whistleId: string | null; poolId: string | null }

export async function listTopicsOf(db: Db, tenants: readonly string[], of: SourceIds): Promise<TopicRow[]> {
  const { rows } = await sql<TopicRow>`
    select ${columns} from ${tables} where t.subdistrict = any(${tenants})
      and (t.request_id = ${of.requestId} or t.whistle_id = ${of.whistleId} or t.pool_id = ${of.poolId}) order by t.raised_at desc, t.id limit 50`.execute(db)
  return rows
}

export async function countWaiting(db: Db, subdistrict: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from topics where subdistrict = ${subdistrict} and state = 'raised'`.execute(db)
  return rows[0]!.count
}

/** False when the same thing stands raised already. */
export async function insertTopic(
  tx: Tx,
  t: Pick<TopicRow, 'subdistrict' | 'id' | 'title' | 'words' | 'area_code' | 'source' | 'raised_by'> & SourceIds,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into topics (subdistrict, id, title, words, area_code, source, request_id, whistle_id, pool_id, raised_by, raised_at)
    values (${t.subdistrict}, ${t.id}, ${t.title}, ${t.words}, ${t.area_code}, ${t.source}, ${t.requestId}, ${t.whistleId}, ${t.poolId}, ${t.raised_by}, ${now})
    on conflict do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** Carries the state: `move-topic.ts` alone calls it. */
export async function updateTopic(
  tx: Tx,
  row: TopicRow,
  change: { state: TopicState; meetingId: string | null; screenedBy: string | null; reason: string | null },
  now: Date,
): Promise<void> {
  const ended = change.state === 'declined' || change.state === 'decided' || change.state === 'withdrawn'
  await sql`
    update topics set state = ${change.state}, meeting_id = ${change.meetingId}, screened_by = ${change.screenedBy}, reason = ${change.reason},
      ended_at = ${ended ? now : null}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}
