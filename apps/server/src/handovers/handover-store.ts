import { sql } from 'kysely'
import type { HandoverCause, HandoverState } from '@ejia/contract/handovers.ts'
import type { Role } from '@ejia/contract/access.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type HandoverPostRow = {
  handover_id: string
  assignment_id: string
  role: Role
  area_code: string
  area_name: string
  unit_id: string | null
  unit_name: string | null
}
export type HandoverRow = {
  subdistrict: string
  id: string
  cause: HandoverCause
  cause_id: string | null
  from_account: string
  from_name: string
  to_account: string | null
  to_name: string | null
  state: HandoverState
  opened_at: string
  closed_at: string | null
}
export type HandoverEntryRow = {
  id: string
  at: string
  step: string
  actor_name: string
  words_sealed: Buffer | null
  counts: Record<string, number> | null
}

const columns = sql.raw(
  'h.subdistrict, h.id, h.cause, h.cause_id, h.from_account, f.name as from_name, h.to_account, t.name as to_name, h.state, h.opened_at, h.closed_at',
)
const tables = sql.raw('handovers h join accounts f on f.id = h.from_account left join accounts t on t.id = h.to_account')

/** Without tenants: a giver whose rights are over reaches the pack by being its giver. */
export async function findHandover(db: Db, id: string): Promise<HandoverRow | undefined> {
  const { rows } = await sql<HandoverRow>`select ${columns} from ${tables} where h.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockHandover(tx: Tx, subdistrict: string, id: string): Promise<HandoverRow | undefined> {
  await sql`select from handovers where subdistrict = ${subdistrict} and id = ${id} for update`.execute(tx)
  return findHandover(tx, id)
}

export async function listHandoverPosts(db: Db, ids: readonly string[]): Promise<HandoverPostRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<HandoverPostRow>`
    select p.handover_id, p.assignment_id, p.role, p.area_code, a.name as area_name, p.unit_id, u.name as unit_name
    from handover_posts p join areas a on a.code = p.area_code left join units u on u.id = p.unit_id
    where p.handover_id = any(${ids}::uuid[]) order by p.area_code, p.role, p.assignment_id limit 2000`.execute(db)
  return rows
}

export async function listHandoverEntries(db: Db, subdistrict: string, id: string): Promise<HandoverEntryRow[]> {
  const { rows } = await sql<HandoverEntryRow>`
    select e.id, e.at, e.step, e.actor_name, e.words_sealed, e.counts from handover_entries e
    where e.subdistrict = ${subdistrict} and e.handover_id = ${id} order by e.at, e.id limit 500`.execute(db)
  return rows
}

export type HandoverFilter = { show: 'open' | 'done' | 'all'; area: string | null; waiting: boolean; cause: string | null; limit: number }
/** Whose list: packs one gives or receives, and those of the areas one oversees. */
export type HandoverSight = { accountId: string; areas: readonly string[] }

const inAreas = (areas: readonly string[]) =>
  areas.length === 0
    ? sql`false`
    : sql`exists (select from handover_posts p where p.subdistrict = h.subdistrict and p.handover_id = h.id and (${sql.join(
        areas.map((area) => {
          const { from, to } = codeRange(area)
          return sql`(p.area_code >= ${from} collate "C" and p.area_code < ${to} collate "C")`
        }),
        sql` or `,
      )}))`

/** The list's side of `maySee` in `handover-sight.ts`. */
export async function listHandovers(db: Db, sight: HandoverSight, filter: HandoverFilter): Promise<(HandoverRow & { total: number })[]> {
  const parts = [sql`(h.from_account = ${sight.accountId} or h.to_account = ${sight.accountId} or ${inAreas(sight.areas)})`]
  if (filter.show !== 'all') parts.push(filter.show === 'open' ? sql`h.state <> 'done'` : sql`h.state = 'done'`)
  if (filter.area !== null) parts.push(inAreas([filter.area]))
  if (filter.cause !== null) parts.push(sql`h.cause_id = ${filter.cause}`)
  if (filter.waiting)
    parts.push(sql`(
      (h.from_account = ${sight.accountId} and h.state in ('open', 'received')) or (h.to_account = ${sight.accountId} and h.state in ('open', 'given'))
      or (h.to_account is null and ${inAreas(sight.areas)}))`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<HandoverRow & { total: number }>`
    select ${columns}, (select count(*) from ${tables} where ${where})::int as total from ${tables}
    where ${where} order by h.opened_at desc, h.id limit ${filter.limit}`.execute(db)
  return rows
}

export async function insertHandover(
  tx: Tx,
  h: { subdistrict: string; id: string; cause: HandoverCause; causeId: string | null; from: string; to: string | null },
  posts: readonly { assignmentId: string; role: Role; areaCode: string; unitId: string | null }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into handovers (subdistrict, id, cause, cause_id, from_account, to_account, opened_at)
    values (${h.subdistrict}, ${h.id}, ${h.cause}, ${h.causeId}, ${h.from}, ${h.to}, ${now})`.execute(tx)
  for (const post of posts)
    await sql`
      insert into handover_posts (subdistrict, handover_id, assignment_id, role, area_code, unit_id)
      values (${h.subdistrict}, ${h.id}, ${post.assignmentId}, ${post.role}, ${post.areaCode}, ${post.unitId})`.execute(tx)
}

export async function listOpenOfCause(db: Db, subdistrict: string, causeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from handovers where subdistrict = ${subdistrict} and cause_id = ${causeId} and state <> 'done' order by opened_at, id limit 50`.execute(db)
  return rows.map((row) => row.id)
}

/** Posts that have a pack of one of these causes already. */
export async function listHandedPosts(db: Db, assignmentIds: readonly string[], causes: readonly HandoverCause[]): Promise<string[]> {
  if (assignmentIds.length === 0) return []
  const { rows } = await sql<{ assignment_id: string }>`
    select distinct p.assignment_id from handover_posts p join handovers h on h.subdistrict = p.subdistrict and h.id = p.handover_id
    where p.assignment_id = any(${assignmentIds}::uuid[]) and h.cause = any(${causes}) limit 2000`.execute(db)
  return rows.map((row) => row.assignment_id)
}

/** Carries the state: `move-handover.ts` alone calls it. */
export async function updateHandover(tx: Tx, row: HandoverRow, changes: { state: HandoverState; to_account?: string }, now: Date): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const closed = changes.state === 'done'
  await sql`
    update handovers set ${sql.join(set)}, closed_at = case when ${closed} then ${now}::timestamptz end
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertHandoverEntry(
  tx: Tx,
  e: {
    subdistrict: string
    id: string
    handoverId: string
    step: string
    account: string | null
    name: string
    wordsSealed: Buffer | null
    counts: object | null
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into handover_entries (subdistrict, id, handover_id, at, step, actor_account, actor_name, words_sealed, counts)
    values (${e.subdistrict}, ${e.id}, ${e.handoverId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.wordsSealed}, ${e.counts === null ? null : JSON.stringify(e.counts)}::jsonb)`.execute(
    tx,
  )
}
