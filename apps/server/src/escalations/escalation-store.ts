import { sql, type RawBuilder } from 'kysely'
import { openEscalationStates, type EscalationState } from '@ejia/contract/escalations.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type EscalationRow = {
  subdistrict: string
  id: string
  request_id: string
  below_id: string | null
  state: EscalationState
  from_area: string
  from_name: string
  to_area: string
  to_name: string
  contact_area: string
  contact_name: string
  origin_area: string
  place_text: string
  tried: string
  asked: string
  raised_by: string
  raised_at: string
  due_at: string
  amber_at: string
  decision: string | null
  ended_at: string | null
  version: number
  receipt_number: string
  request_state: RequestState
}
export type EscalationEntryRow = { id: string; at: string; step: string; actor_name: string; area_name: string; words: string }

const columns = sql.raw(
  `e.subdistrict, e.id, e.request_id, e.below_id, e.state, e.from_area, f.name as from_name, e.to_area, t.name as to_name, e.contact_area, c.name as contact_name,
   e.origin_area, e.place_text, e.tried, e.asked, e.raised_by, e.raised_at, e.due_at, e.amber_at, e.decision, e.ended_at, e.version,
   r.receipt_number, r.state as request_state`,
)
const tables = sql.raw(
  `escalations e join requests r on r.subdistrict = e.subdistrict and r.id = e.request_id
   join areas f on f.code = e.from_area join areas t on t.code = e.to_area join areas c on c.code = e.contact_area`,
)

export async function findEscalation(db: Db, tenants: readonly string[], id: string): Promise<EscalationRow | undefined> {
  const { rows } = await sql<EscalationRow>`select ${columns} from ${tables} where e.subdistrict = any(${tenants}) and e.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockEscalation(tx: Tx, subdistrict: string, id: string): Promise<EscalationRow | undefined> {
  await sql`select from escalations where subdistrict = ${subdistrict} and id = ${id} for update`.execute(tx)
  return findEscalation(tx, [subdistrict], id)
}

/** How a case went up, first step first. */
export async function listEscalationsOf(db: Db, subdistrict: string, requestId: string): Promise<EscalationRow[]> {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from ${tables} where e.subdistrict = ${subdistrict} and e.request_id = ${requestId} order by e.raised_at, e.id limit 50`.execute(db)
  return rows
}

export async function listEscalationEntries(db: Db, subdistrict: string, escalationId: string): Promise<EscalationEntryRow[]> {
  const { rows } = await sql<EscalationEntryRow>`
    select x.id, x.at, x.step, x.actor_name, a.name as area_name, x.words from escalation_entries x join areas a on a.code = x.area_code
    where x.subdistrict = ${subdistrict} and x.escalation_id = ${escalationId} order by x.at, x.id limit 500`.execute(db)
  return rows
}

export type NewEscalation = Pick<
  EscalationRow,
  'subdistrict' | 'id' | 'request_id' | 'below_id' | 'from_area' | 'to_area' | 'contact_area' | 'origin_area' | 'place_text' | 'tried' | 'asked' | 'raised_by'
> & { dueAt: Date; amberAt: Date }

/** False: another of the case is open. */
export async function insertEscalation(tx: Tx, e: NewEscalation, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into escalations (subdistrict, id, request_id, below_id, from_area, to_area, contact_area, origin_area, place_text, tried, asked, raised_by, raised_at, due_at, amber_at)
    values (${e.subdistrict}, ${e.id}, ${e.request_id}, ${e.below_id}, ${e.from_area}, ${e.to_area}, ${e.contact_area}, ${e.origin_area}, ${e.place_text}, ${e.tried}, ${e.asked},
      ${e.raised_by}, ${now}, ${e.dueAt}, ${e.amberAt})
    on conflict (subdistrict, request_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** Carries the state: `move-escalation.ts` alone calls it. */
export async function updateEscalation(tx: Tx, row: EscalationRow, to: EscalationState, decision: string | null, now: Date): Promise<void> {
  const ended = !(openEscalationStates as readonly EscalationState[]).includes(to)
  await sql`
    update escalations set state = ${to}, decision = coalesce(${decision}, decision), ended_at = case when ${ended} then coalesce(ended_at, ${now}) end, version = version + 1
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertEscalationEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; escalationId: string; step: string; account: string; name: string; area: string; words: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into escalation_entries (subdistrict, id, escalation_id, at, step, actor_account, actor_name, area_code, words)
    values (${e.subdistrict}, ${e.id}, ${e.escalationId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.area}, ${e.words})`.execute(tx)
}

/** What a reader may see: what lies in these areas, and what was asked of these levels. */
export type Sight = { tenants: readonly string[]; areas: readonly string[]; levels: readonly string[] }
export type EscalationFilter = {
  direction: 'toMe' | 'fromHere' | null
  area: string | null
  show: 'open' | 'finished' | 'all'
  overdue: boolean
  after: { at: string; id: string } | null
  limit: number
}

function inAreas(areas: readonly string[]): RawBuilder<boolean> {
  if (areas.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    areas.map((area) => {
      const { from, to } = codeRange(area)
      return sql`(e.origin_area >= ${from} collate "C" and e.origin_area < ${to} collate "C") or (e.contact_area >= ${from} collate "C" and e.contact_area < ${to} collate "C")`
    }),
    sql` or `,
  )})`
}

/** The list's side of `maySee` in `escalation-sight.ts`. */
export async function listEscalations(db: Db, sight: Sight, filter: EscalationFilter, now: Date): Promise<(EscalationRow & { total: number })[]> {
  const asked = sql<boolean>`e.to_area = any(${sight.levels}::text[])`
  const parts = [sql<boolean>`e.subdistrict = any(${sight.tenants})`, sql<boolean>`(${inAreas(sight.areas)} or ${asked})`]
  if (filter.direction === 'toMe') parts.push(asked)
  if (filter.direction === 'fromHere') parts.push(inAreas(sight.areas), sql<boolean>`not ${asked}`)
  if (filter.area !== null) parts.push(inAreas([filter.area]))
  if (filter.show === 'open') parts.push(sql<boolean>`e.ended_at is null`)
  if (filter.show === 'finished') parts.push(sql<boolean>`e.ended_at is not null`)
  if (filter.overdue) parts.push(sql<boolean>`(e.ended_at is null and e.due_at < ${now})`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(e.due_at, e.id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<EscalationRow & { total: number }>`
    select ${columns}, (select count(*) from escalations e where ${all})::int as total
    from ${tables} where ${all} and ${after} order by e.due_at, e.id limit ${filter.limit}`.execute(db)
  return rows
}
