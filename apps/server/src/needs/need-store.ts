import { sql, type RawBuilder } from 'kysely'
import type { NeedOutcome, NeedPoolState } from '@ejia/contract/needs.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type PoolRow = {
  subdistrict: string
  id: string
  title: string
  state: NeedPoolState
  created_at: string
  merged_into: string | null
  ended_by: string | null
  ended_at: string | null
  ended_words: string | null
  households: number
  notes: number
  grids: number
  first_heard_on: string | null
  last_heard_on: string | null
}
export type NoteRow = {
  subdistrict: string
  id: string
  pool_id: string | null
  pool_title: string | null
  outcome: NeedOutcome
  grid_code: string
  grid_name: string
  heard_on: string
  households: number
  reason: string | null
  words_sealed: Buffer | null
  household_id: string | null
  request_id: string | null
  noted_by: string
  noted_at: string
}

/** A household linked to several notes counts once; those without a link count as they were told. */
const counted = sql.raw(`(coalesce(sum(n.households) filter (where n.household_id is null), 0) + count(distinct n.household_id))::int`)
const poolColumns = sql`p.subdistrict, p.id, p.title, p.state, p.created_at, p.merged_into, p.ended_by, p.ended_at, p.ended_words,
  c.households, c.notes, c.grids, c.first_heard_on, c.last_heard_on`
const counts = sql`cross join lateral (
  select ${counted} as households, count(*)::int as notes, count(distinct n.grid_code)::int as grids,
    min(n.heard_on) as first_heard_on, max(n.heard_on) as last_heard_on
  from need_notes n where n.subdistrict = p.subdistrict and n.pool_id = p.id and n.withdrawn_at is null) c`

export async function findPool(db: Db, tenants: readonly string[], id: string): Promise<PoolRow | undefined> {
  const { rows } = await sql<PoolRow>`
    select ${poolColumns} from need_pools p ${counts} where p.subdistrict = any(${tenants}) and p.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPools(tx: Tx, tenants: readonly string[], ids: readonly string[]): Promise<void> {
  await sql`select from need_pools where subdistrict = any(${tenants}) and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}

export type PoolFilter = { show: 'gathering' | 'ended' | 'all'; query: string | null; after: { at: string; id: string } | null; limit: number }

export async function listPools(db: Db, tenants: readonly string[], filter: PoolFilter): Promise<(PoolRow & { total: number })[]> {
  const parts = [sql<boolean>`p.subdistrict = any(${tenants})`]
  if (filter.show === 'gathering') parts.push(sql<boolean>`p.state = 'gathering'`)
  if (filter.show === 'ended') parts.push(sql<boolean>`p.state <> 'gathering'`)
  if (filter.query !== null) parts.push(sql<boolean>`p.search @@ ${filter.query}::tsquery`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(p.created_at, p.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<PoolRow & { total: number }>`
    select ${poolColumns}, (select count(*) from need_pools p where ${all})::int as total
    from (select p.* from need_pools p where ${all} and ${after} order by p.created_at desc, p.id desc limit ${filter.limit}) p ${counts}
    order by p.created_at desc, p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** Pools that share at least one pair of characters with what is typed; the caller weighs them. */
export async function listLikely(db: Db, tenants: readonly string[], query: string): Promise<(PoolRow & { reasons: string[] })[]> {
  const { rows } = await sql<PoolRow & { reasons: string[] }>`
    select ${poolColumns}, array(select n.reason from need_notes n
      where n.subdistrict = p.subdistrict and n.pool_id = p.id and n.withdrawn_at is null and n.reason is not null
      group by n.reason order by sum(n.households) desc, n.reason limit 8) as reasons
    from (select * from need_pools p where p.subdistrict = any(${tenants}) and p.state = 'gathering' and p.search @@ ${query}::tsquery
      order by p.created_at desc, p.id limit 100) p ${counts} order by p.created_at desc, p.id limit 100`.execute(db)
  return rows
}

export async function listReasons(db: Db, subdistrict: string, poolId: string): Promise<{ words: string; households: number }[]> {
  const { rows } = await sql<{ words: string; households: number }>`
    select n.reason as words, ${counted} as households from need_notes n
    where n.subdistrict = ${subdistrict} and n.pool_id = ${poolId} and n.withdrawn_at is null and n.reason is not null
    group by n.reason order by ${counted} desc, n.reason limit 40`.execute(db)
  return rows
}

export async function listPoolPlaces(db: Db, subdistrict: string, poolId: string): Promise<{ code: string; name: string; households: number }[]> {
  const { rows } = await sql<{ code: string; name: string; households: number }>`
    select n.grid_code as code, a.name, ${counted} as households from need_notes n join areas a on a.code = n.grid_code
    where n.subdistrict = ${subdistrict} and n.pool_id = ${poolId} and n.withdrawn_at is null
    group by n.grid_code, a.name order by n.grid_code limit 300`.execute(db)
  return rows
}

const noteColumns = sql`n.subdistrict, n.id, n.pool_id, p.title as pool_title, n.outcome, n.grid_code, a.name as grid_name, n.heard_on, n.households, n.reason,
  n.words_sealed, n.household_id, n.request_id, n.noted_by, n.noted_at`
const noteTables = sql`need_notes n join areas a on a.code = n.grid_code
  left join need_pools p on p.subdistrict = n.subdistrict and p.id = n.pool_id`

function inAreas(areas: readonly string[]): RawBuilder<boolean> {
  if (areas.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    areas.map((area) => {
      const { from, to } = codeRange(area)
      return sql`(n.grid_code >= ${from} collate "C" and n.grid_code < ${to} collate "C")`
    }),
    sql` or `,
  )})`
}

export type NoteFilter = { poolId: string | null; by: string | null; after: { at: string; id: string } | null; limit: number }

export async function listNotes(db: Db, sight: { tenants: readonly string[]; areas: readonly string[] }, filter: NoteFilter): Promise<NoteRow[]> {
  const parts = [sql<boolean>`n.subdistrict = any(${sight.tenants})`, sql<boolean>`n.withdrawn_at is null`, inAreas(sight.areas)]
  if (filter.poolId !== null) parts.push(sql<boolean>`n.pool_id = ${filter.poolId}`)
  if (filter.by !== null) parts.push(sql<boolean>`n.noted_by = ${filter.by}`)
  if (filter.after !== null) parts.push(sql<boolean>`(n.noted_at, n.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`)
  const { rows } = await sql<NoteRow>`
    select ${noteColumns} from ${noteTables} where ${sql.join(parts, sql` and `)} order by n.noted_at desc, n.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** What was heard at one door (`need_notes_by_household`). */
export async function listNotesAt(
  db: Db,
  sight: { areas: readonly string[] },
  at: { subdistrict: string; householdId: string },
): Promise<Pick<NoteRow, 'heard_on' | 'outcome' | 'noted_by'>[]> {
  const { rows } = await sql<Pick<NoteRow, 'heard_on' | 'outcome' | 'noted_by'>>`
    select n.heard_on, n.outcome, n.noted_by from need_notes n
    where n.subdistrict = ${at.subdistrict} and n.household_id = ${at.householdId} and n.withdrawn_at is null and ${inAreas(sight.areas)}
    order by n.noted_at desc, n.id desc limit 50`.execute(db)
  return rows
}

export async function findNote(db: Db, tenants: readonly string[], id: string): Promise<NoteRow | undefined> {
  const { rows } = await sql<NoteRow>`
    select ${noteColumns} from ${noteTables} where n.subdistrict = any(${tenants}) and n.id = ${id} and n.withdrawn_at is null`.execute(db)
  return rows[0]
}

export async function insertPool(
  tx: Tx,
  pool: { subdistrict: string; id: string; title: string; search: readonly string[]; createdBy: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into need_pools (subdistrict, id, title, search, created_by, created_at)
    values (${pool.subdistrict}, ${pool.id}, ${pool.title}, array_to_tsvector(${pool.search}::text[]), ${pool.createdBy}, ${now})`.execute(tx)
}

/** What a pool can be found by grows with its reasons. */
export async function addPoolWords(tx: Tx, subdistrict: string, id: string, search: readonly string[]): Promise<void> {
  await sql`
    update need_pools set search = search || array_to_tsvector(${search}::text[])
    where subdistrict = ${subdistrict} and id = ${id}`.execute(tx)
}

export async function insertNote(
  tx: Tx,
  note: Pick<
    NoteRow,
    | 'subdistrict'
    | 'id'
    | 'pool_id'
    | 'outcome'
    | 'grid_code'
    | 'heard_on'
    | 'households'
    | 'reason'
    | 'words_sealed'
    | 'household_id'
    | 'request_id'
    | 'noted_by'
  >,
  now: Date,
): Promise<void> {
  await sql`
    insert into need_notes (subdistrict, id, pool_id, outcome, grid_code, heard_on, households, reason, words_sealed, household_id, request_id, noted_by, noted_at)
    values (${note.subdistrict}, ${note.id}, ${note.pool_id}, ${note.outcome}, ${note.grid_code}, ${note.heard_on}, ${note.households}, ${note.reason},
      ${note.words_sealed}, ${note.household_id}, ${note.request_id}, ${note.noted_by}, ${now})`.execute(tx)
}

export async function setNoteWithdrawn(tx: Tx, row: NoteRow, now: Date): Promise<void> {
  await sql`update need_notes set withdrawn_at = ${now}, words_sealed = null where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function moveNotes(tx: Tx, subdistrict: string, fromId: string, intoId: string): Promise<void> {
  await sql`update need_notes set pool_id = ${intoId} where subdistrict = ${subdistrict} and pool_id = ${fromId}`.execute(tx)
  await sql`
    update need_pools set search = search || (select search from need_pools f where f.subdistrict = ${subdistrict} and f.id = ${fromId})
    where subdistrict = ${subdistrict} and id = ${intoId}`.execute(tx)
}

/** Carries the state: `tend-pools.ts` alone calls it. */
export async function updatePool(
  tx: Tx,
  row: PoolRow,
  change: { state: NeedPoolState; mergedInto?: string; by: string; words: string },
  now: Date,
): Promise<void> {
  await sql`
    update need_pools set state = ${change.state}, merged_into = ${change.mergedInto ?? null}, ended_by = ${change.by}, ended_at = ${now}, ended_words = ${change.words}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** Answers how many notes lost their words. */
export async function forgetWordsBefore(db: Db, before: Date): Promise<number> {
  const { rows } = await sql`
    update need_notes set words_sealed = null where words_sealed is not null and noted_at < ${before} returning 1`.execute(db)
  return rows.length
}
