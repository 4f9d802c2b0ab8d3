import { sql, type RawBuilder } from 'kysely'
import type { InboxFilter, InboxQuery } from '@ejia/contract/inbox.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import type { Scope } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { inScope, isAmber, isOpen, isOverdue, isReadable, isUnanswered, isWithin, matchesFilter, ofTenants } from './inbox-conditions.ts'

/** `rows`: the contract's `RequestSummary`s in JSON, joined by commas; null when there is none. */
export type InboxPage = { rows: string | null; more: boolean; last_sorted_by: string | null; last_id: string | null }
/** What categories are called, as JSON of `CategoryRef` by id; `setOf` says which set holds in a subdistrict. */
export type CategoryNames = { sets: readonly string[]; setOf: Readonly<Record<string, number>> }

type Cursor = { due: string | null; id: string }
const orders = {
  due: { by: sql`r.next_due_at asc nulls last, r.id asc`, column: sql`r.next_due_at` },
  newest: { by: sql`r.filed_at desc, r.id desc`, column: sql`r.filed_at` },
  oldest: { by: sql`r.filed_at asc, r.id asc`, column: sql`r.filed_at` },
} as const

const quoted = (column: string) => sql`coalesce(to_json(${sql.ref(column)})::text, 'null')`
const instant = (column: string) => sql`to_char(${sql.ref(column)}, '\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z\\"')`
const truth = (condition: RawBuilder<unknown>) => sql`case when ${condition} then 'true' else 'false' end`

/** The contract's `next`, by the rule of the generated column `next_due_at`. */
const nextMilestone = sql`
  case when r.paused_since is not null or not ${isUnanswered} then 'null'
    when r.contact_met_at is null and r.contact_due_at <= r.answer_due_at
      then concat('{"kind":"firstContact","dueAt":', ${instant('r.contact_due_at')}, ',"amberAt":', ${instant('r.contact_amber_at')}, '}')
    when r.answer_met_at is null then concat('{"kind":"answer","dueAt":', ${instant('r.answer_due_at')}, ',"amberAt":', ${instant('r.answer_amber_at')}, '}')
    else 'null' end`

/** The contract's `RequestSummary`, without braces and category. Put together as text: `json_build_object` takes twice as long as the rest of the query. */
const summary = sql`concat(
  '"id":"', r.id, '","receiptNumber":"', r.receipt_number, '","kind":"', r.kind, '","state":"', r.state, '","excerpt":', to_json(left(r.text, 80)),
  ',"place":{"areaCode":"', r.area_code, '","areaName":', to_json(pa.name), ',"text":', to_json(r.place_text), '},"channel":"', r.channel,
  '","filedAt":', ${instant('r.filed_at')}, ',"next":', ${nextMilestone},
  ',"responsible":{"areaName":', to_json(ha.name), ',"unitName":', ${quoted('u.name')}, ',"personName":', ${quoted('ac.name')},
  '},"anonymous":', ${truth(sql`rr.anonymous`)}, ',"assisted":', ${truth(sql`r.assisted`)}, ',"reopenedTimes":', r.reopened_times, ',"photoCount":', r.photo_count,
  ',"duplicateCount":', (select count(*) from requests d where d.subdistrict = r.subdistrict and d.master_id = r.id), ',"paused":', ${truth(sql`r.paused_since is not null`)})`

/**
 * One page of what the scope may read, as the reply's JSON. The inner query reads the index alone (`requests_due` for what
 * is due first); the outer one makes the JSON where the rows are: making it in Node, row by row, costs as much again.
 */
export async function listInbox(
  db: Db,
  scope: Scope,
  accountId: string | null,
  query: InboxQuery,
  after: Cursor | null,
  limit: number,
  names: CategoryNames,
  now: Date,
): Promise<InboxPage> {
  if (scope.tenants.length === 0) return { rows: null, more: false, last_sorted_by: null, last_id: null }
  const sort = query.sort ?? 'due'
  const tab = query.scope === undefined ? sql<boolean>`true` : inScope(scope, query.scope, accountId, isWithin)
  // Read once for the page, not for each of its rows.
  const called = sql`called as materialized (select ${`[${names.sets.join()}]`}::jsonb as sets, ${JSON.stringify(names.setOf)}::jsonb as set_of)`
  const category = sql`coalesce(
    called.sets -> (called.set_of ->> r.subdistrict)::int ->> r.category,
    json_build_object('id', r.category, 'name', json_build_object('zh', r.category, 'en', r.category))::text)`
  const { rows } = await sql<InboxPage>`
    with ${called}
    select string_agg(l.one, ',' order by l.place) filter (where l.place <= ${limit}) as rows, count(*) > ${limit} as more,
      max(l.sorted_by) filter (where l.place = ${limit}) as last_sorted_by, max(l.id::text) filter (where l.place = ${limit}) as last_id
    from (
      select row_number() over (order by ${orders[sort].by}) as place, r.id, ${orders[sort].column} as sorted_by,
        concat('{"category":', ${category}, ',', ${summary}, '}') as one
      from (
        select r.subdistrict, r.id from requests r
        where ${ofTenants(scope.tenants)} and ${isReadable(scope, isWithin)} and ${tab} and ${matchesFilter(query, now)} and ${afterCursor(sort, after)}
        order by ${orders[sort].by} limit ${limit + 1}) page
      join requests r on r.subdistrict = page.subdistrict and r.id = page.id
      join areas pa on pa.code = r.area_code
      join areas ha on ha.code = r.handler_area
      join request_reporters rr on rr.subdistrict = r.subdistrict and rr.request_id = r.id
      left join units u on u.id = r.handler_unit
      left join accounts ac on ac.id = r.handler_account
      cross join called) l`.execute(db)
  return rows[0]!
}

function afterCursor(sort: keyof typeof orders, after: Cursor | null) {
  if (after === null) return sql<boolean>`true`
  const { column } = orders[sort]
  if (sort === 'newest') return sql<boolean>`(${column}, r.id) < (${after.due}::timestamptz, ${after.id}::uuid)`
  if (after.due === null) return sql<boolean>`(${column} is null and r.id > ${after.id}::uuid)`
  return sql<boolean>`((${column}, r.id) > (${after.due}::timestamptz, ${after.id}::uuid) or ${column} is null)`
}

export async function countMatching(
  db: Db,
  scope: Scope,
  accountId: string | null,
  filter: InboxFilter,
  now: Date,
): Promise<{ state: RequestState; count: number }[]> {
  if (scope.tenants.length === 0) return []
  const tab = filter.scope === undefined ? sql<boolean>`true` : inScope(scope, filter.scope, accountId)
  const { rows } = await sql<{ state: RequestState; count: number }>`
    select r.state, count(*)::int as count from requests r
    where ${ofTenants(scope.tenants)} and ${isReadable(scope)} and ${tab} and ${matchesFilter(filter, now)} group by r.state order by r.state`.execute(db)
  return rows
}

export async function countScope(
  db: Db,
  scope: Scope,
  accountId: string | null,
  tab: NonNullable<InboxFilter['scope']>,
  now: Date,
): Promise<{ open: number; overdue: number; amber: number }> {
  if (scope.tenants.length === 0) return { open: 0, overdue: 0, amber: 0 }
  const { rows } = await sql<{ open: number; overdue: number; amber: number }>`
    select count(*)::int as open, (count(*) filter (where ${isOverdue(now)}))::int as overdue, (count(*) filter (where ${isAmber(now)}))::int as amber
    from requests r where ${ofTenants(scope.tenants)} and ${isOpen} and ${isReadable(scope)} and ${inScope(scope, tab, accountId)}`.execute(db)
  return rows[0] ?? { open: 0, overdue: 0, amber: 0 }
}

export type SimilarRow = {
  id: string
  receipt_number: string
  state: RequestState
  text: string
  place_text: string
  filed_at: string
  building_id: string | null
  area_code: string
}

/** Open cases of the last 90 days near a place, for the likeness of their words. */
export async function listCandidates(
  db: Db,
  scope: Scope,
  near: { areaCode: string | null; buildingId: string | null; exceptId: string | null; query: string | null },
  now: Date,
): Promise<SimilarRow[]> {
  if (scope.tenants.length === 0) return []
  const { rows } = await sql<SimilarRow>`
    select r.id, r.receipt_number, r.state, r.text, r.place_text, r.filed_at, r.building_id, r.area_code from requests r
    where ${ofTenants(scope.tenants)} and ${isReadable(scope)} and ${isOpen} and r.state <> 'merged' and r.filed_at > ${new Date(now.getTime() - 90 * 86_400_000)}
      and (${near.exceptId}::uuid is null or r.id <> ${near.exceptId}::uuid)
      and ((${near.buildingId}::uuid is not null and r.building_id = ${near.buildingId}::uuid)
        or (${near.areaCode}::text is not null and left(r.area_code, 12) = left(${near.areaCode}, 12))
        or (${near.query}::text is not null and r.search @@ ${near.query}::tsquery))
    order by r.filed_at desc limit 200`.execute(db)
  return rows
}
