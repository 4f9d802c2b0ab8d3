import { sql, type RawBuilder } from 'kysely'
import { openWhistleStates, type SummonsState, type WhistleKind, type WhistleState } from '@ejia/contract/whistles.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type WhistleRow = {
  subdistrict: string
  id: string
  number: string
  request_id: string
  kind: WhistleKind
  state: WhistleState
  title: string
  need: string
  area_code: string
  area_name: string
  place_text: string
  blown_by: string
  blown_at: string
  decided_by: string | null
  decision: string | null
  due_at: string
  amber_at: string
  supervised_at: string | null
  plan: string | null
  outcome: string | null
  version: number
}
export type SummonsRow = {
  whistle_id: string
  unit_id: string
  unit_name: string
  part: 'lead' | 'supporting'
  state: SummonsState
  summoned_at: string
  check_in_due_at: string
  amber_at: string
  checked_in_at: string | null
  checked_in_by: string | null
  objection: string | null
  objected_times: number
  decision: string | null
  reminded_times: number
  stars: number | null
  rating_words: string | null
}
export type TaskRow = {
  whistle_id: string
  id: string
  unit_id: string | null
  unit_name: string | null
  title: string
  due_on: string
  state: 'open' | 'done' | 'dropped'
  evidence: string | null
  ended_by: string | null
  ended_at: string | null
}
export type WhistleEntryRow = { id: string; at: string; step: string; actor_name: string; unit_name: string | null; words: string }

const columns = sql.raw(
  `w.subdistrict, w.id, w.number, w.request_id, w.kind, w.state, w.title, w.need, w.area_code, a.name as area_name, w.place_text, w.blown_by, w.blown_at,
   w.decided_by, w.decision, w.due_at, w.amber_at, w.supervised_at, w.plan, w.outcome, w.version`,
)

export async function findWhistle(db: Db, tenants: readonly string[], id: string): Promise<WhistleRow | undefined> {
  const { rows } = await sql<WhistleRow>`
    select ${columns} from whistles w join areas a on a.code = w.area_code where w.subdistrict = any(${tenants}) and w.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockWhistle(tx: Tx, tenants: readonly string[], id: string): Promise<WhistleRow | undefined> {
  await sql`select from whistles where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findWhistle(tx, tenants, id)
}

export async function listSummons(db: Db, subdistrict: string, whistleIds: readonly string[]): Promise<SummonsRow[]> {
  const { rows } = await sql<SummonsRow>`
    select s.whistle_id, s.unit_id, u.name as unit_name, s.part, s.state, s.summoned_at, s.check_in_due_at, s.amber_at, s.checked_in_at, s.checked_in_by,
      s.objection, s.objected_times, s.decision, s.reminded_times, s.stars, s.rating_words
    from whistle_units s join units u on u.id = s.unit_id
    where s.subdistrict = ${subdistrict} and s.whistle_id = any(${whistleIds}::uuid[]) order by s.whistle_id, s.part, s.summoned_at, u.name limit 2000`.execute(
    db,
  )
  return rows
}

export async function listTasks(db: Db, subdistrict: string, whistleIds: readonly string[]): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select t.whistle_id, t.id, t.unit_id, u.name as unit_name, t.title, t.due_on, t.state, t.evidence, t.ended_by, t.ended_at
    from whistle_tasks t left join units u on u.id = t.unit_id
    where t.subdistrict = ${subdistrict} and t.whistle_id = any(${whistleIds}::uuid[]) order by t.whistle_id, t.created_at, t.id limit 5000`.execute(db)
  return rows
}

export async function listWhistleEntries(db: Db, subdistrict: string, whistleId: string): Promise<WhistleEntryRow[]> {
  const { rows } = await sql<WhistleEntryRow>`
    select e.id, e.at, e.step, e.actor_name, u.name as unit_name, e.words from whistle_entries e left join units u on u.id = e.unit_id
    where e.subdistrict = ${subdistrict} and e.whistle_id = ${whistleId} order by e.at, e.id limit 1000`.execute(db)
  return rows
}

/** `subdistrict` 3 digits, the day, the number of the day, begun with S (哨). */
export async function insertWhistle(
  tx: Tx,
  w: Pick<WhistleRow, 'subdistrict' | 'id' | 'request_id' | 'kind' | 'state' | 'title' | 'need' | 'area_code' | 'place_text' | 'blown_by'> & {
    day: string
    dueAt: Date
    amberAt: Date
  },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with counter as (
      insert into receipt_counters as c (subdistrict, day, last_number) values (${w.subdistrict}, ${w.day}, 1)
      on conflict (subdistrict, day) do update set last_number = c.last_number + 1 returning last_number)
    insert into whistles (subdistrict, id, number, request_id, kind, state, title, need, area_code, place_text, blown_by, blown_at, due_at, amber_at)
    select ${w.subdistrict}, ${w.id}, 'S' || right(${w.subdistrict}, 3) || '-' || to_char(${w.day}::date, 'YYMMDD') || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0'),
      ${w.request_id}, ${w.kind}, ${w.state}, ${w.title}, ${w.need}, ${w.area_code}, ${w.place_text}, ${w.blown_by}, ${now}, ${w.dueAt}, ${w.amberAt}
    from counter
    on conflict (subdistrict, request_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length === 1
}

export type WhistleChanges = Partial<{ state: WhistleState; decided_by: string; decision: string; supervised_at: Date; plan: string; outcome: string }>

/** Carries the state: `move-whistle.ts` alone calls it. */
export async function updateWhistle(tx: Tx, row: WhistleRow, changes: WhistleChanges, now: Date): Promise<void> {
  const state = changes.state ?? row.state
  const ended = !(openWhistleStates as readonly WhistleState[]).includes(state)
  const set = Object.entries({ ...changes, state }).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`
    update whistles set ${sql.join(set)}, ended_at = case when ${ended} then coalesce(ended_at, ${now}) end, version = version + 1
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertSummons(
  tx: Tx,
  s: { subdistrict: string; whistleId: string; unitId: string; part: 'lead' | 'supporting'; dueAt: Date; amberAt: Date },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into whistle_units (subdistrict, whistle_id, unit_id, part, summoned_at, check_in_due_at, amber_at)
    values (${s.subdistrict}, ${s.whistleId}, ${s.unitId}, ${s.part}, ${now}, ${s.dueAt}, ${s.amberAt}) on conflict do nothing returning unit_id`.execute(tx)
  return rows.length === 1
}

type SummonsChanges = Partial<{
  state: SummonsState
  check_in_due_at: Date
  amber_at: Date
  checked_in_at: Date
  checked_in_by: string
  objection: string
  objected_times: number
  decision: string
  reminded_times: number
  stars: number
  rating_words: string
}>

export async function updateSummons(tx: Tx, row: WhistleRow, unitId: string, changes: SummonsChanges): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update whistle_units set ${sql.join(set)} where subdistrict = ${row.subdistrict} and whistle_id = ${row.id} and unit_id = ${unitId}`.execute(tx)
}

export async function insertTask(tx: Tx, row: WhistleRow, t: { id: string; unitId: string | null; title: string; dueOn: string }, now: Date): Promise<void> {
  await sql`
    insert into whistle_tasks (subdistrict, id, whistle_id, unit_id, title, due_on, created_at)
    values (${row.subdistrict}, ${t.id}, ${row.id}, ${t.unitId}, ${t.title}, ${t.dueOn}, ${now})`.execute(tx)
}

export async function endTask(tx: Tx, row: WhistleRow, t: { id: string; state: 'done' | 'dropped'; evidence: string; by: string }, now: Date): Promise<void> {
  await sql`
    update whistle_tasks set state = ${t.state}, evidence = ${t.evidence}, ended_by = ${t.by}, ended_at = ${now}
    where subdistrict = ${row.subdistrict} and whistle_id = ${row.id} and id = ${t.id}`.execute(tx)
}

export async function insertWhistleEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; whistleId: string; step: string; account: string; name: string; unitId: string | null; words: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into whistle_entries (subdistrict, id, whistle_id, at, step, actor_account, actor_name, unit_id, words)
    values (${e.subdistrict}, ${e.id}, ${e.whistleId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.unitId}, ${e.words})`.execute(tx)
}

/** What a reader may see on the board, as areas and units of its rights. */
export type Sight = {
  tenants: readonly string[]
  areas: readonly string[]
  units: readonly string[]
  appeals: readonly string[]
}
export type BoardFilter = {
  area: string | null
  show: 'open' | 'finished' | 'all'
  kind: WhistleKind | null
  unitId: string | null
  overdue: boolean
  requestId: string | null
  after: { at: string; id: string } | null
  limit: number
  /** Narrower than the sight: what waits for the reader, or what stands behind a figure. */
  narrower: readonly RawBuilder<boolean>[]
}

export function inAreas(areas: readonly string[]): RawBuilder<boolean> {
  if (areas.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    areas.map((area) => {
      const { from, to } = codeRange(area)
      return sql`(w.area_code >= ${from} collate "C" and w.area_code < ${to} collate "C")`
    }),
    sql` or `,
  )})`
}

export function hasUnit(condition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from whistle_units s where s.subdistrict = w.subdistrict and s.whistle_id = w.id and ${condition})`
}

/** The list's side of `maySee` in `whistle-sight.ts`. */
function isSeen(sight: Sight): RawBuilder<boolean> {
  return sql<boolean>`(${inAreas(sight.areas)}
    or (w.state in ('summoned', 'handling', 'done', 'rated') and ${hasUnit(sql`s.unit_id = any(${sight.units}::uuid[]) and s.state <> 'released'`)})
    or (${inAreas(sight.appeals)} and ${hasUnit(sql`s.objected_times = 2`)}))`
}

export async function listWhistles(db: Db, sight: Sight, filter: BoardFilter, now: Date): Promise<(WhistleRow & { total: number })[]> {
  const parts = [sql<boolean>`w.subdistrict = any(${sight.tenants})`, isSeen(sight)]
  if (filter.show === 'open') parts.push(sql<boolean>`w.ended_at is null`)
  if (filter.show === 'finished') parts.push(sql<boolean>`w.ended_at is not null`)
  if (filter.area !== null) parts.push(inAreas([filter.area]))
  if (filter.kind !== null) parts.push(sql<boolean>`w.kind = ${filter.kind}`)
  if (filter.unitId !== null) parts.push(hasUnit(sql`s.unit_id = ${filter.unitId}`))
  if (filter.requestId !== null) parts.push(sql<boolean>`w.request_id = ${filter.requestId}`)
  if (filter.overdue)
    parts.push(sql<boolean>`(w.ended_at is null and (w.due_at < ${now} or ${hasUnit(sql`s.state = 'summoned' and s.check_in_due_at < ${now}`)}))`)
  parts.push(...filter.narrower)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(w.due_at, w.id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<WhistleRow & { total: number }>`
    select ${columns}, (select count(*) from whistles w where ${all})::int as total
    from whistles w join areas a on a.code = w.area_code where ${all} and ${after} order by w.due_at, w.id limit ${filter.limit}`.execute(db)
  return rows
}
