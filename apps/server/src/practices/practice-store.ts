import { sql } from 'kysely'
import type { PracticeState } from '@ejia/contract/practices.ts'
import type { Db, Tx } from '../platform/database.ts'

export type PracticeRow = {
  subdistrict: string
  id: string
  area_code: string
  area_name: string
  title: string
  situation: string
  steps: string
  materials: string
  state: PracticeState
  copied_from: string | null
  written_by: string
  changed_at: string
  version: number
  used_by: number
}

const columns = sql.raw(
  `p.subdistrict, p.id, p.area_code, a.name as area_name, p.title, p.situation, p.steps, p.materials, p.state, p.copied_from, p.written_by, p.changed_at, p.version,
   (select count(*) from practices c where c.subdistrict = p.subdistrict and c.copied_from = p.id)::int as used_by`,
)
const tables = sql.raw('practices p join areas a on a.code = p.area_code')

export async function findPractice(db: Db, tenants: readonly string[], id: string): Promise<PracticeRow | undefined> {
  const { rows } = await sql<PracticeRow>`select ${columns} from ${tables} where p.subdistrict = any(${tenants}) and p.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPractice(tx: Tx, tenants: readonly string[], id: string): Promise<PracticeRow | undefined> {
  await sql`select from practices where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findPractice(tx, tenants, id)
}

export type PracticeFilter = {
  tenants: readonly string[]
  /** Null: what is shared with everybody; else the plans of these areas. */
  plansOf: readonly string[] | null
  query: string | null
  after: { at: string; id: string } | null
  limit: number
}

export async function listPractices(db: Db, filter: PracticeFilter): Promise<(PracticeRow & { total: number })[]> {
  const parts = [sql<boolean>`p.subdistrict = any(${filter.tenants})`]
  if (filter.plansOf === null) parts.push(sql<boolean>`p.state = 'shared'`)
  else
    parts.push(
      sql<boolean>`(p.state <> 'withdrawn' and exists (select from unnest(${filter.plansOf}::text[]) as r(code) where starts_with(p.area_code, r.code)))`,
    )
  if (filter.query !== null) parts.push(sql<boolean>`p.search @@ ${filter.query}::tsquery`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(p.changed_at, p.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<PracticeRow & { total: number }>`
    select ${columns}, (select count(*) from practices p where ${all})::int as total
    from ${tables} where ${all} and ${after} order by p.changed_at desc, p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** By area, never by how often: who copied is a list of places. */
export async function listCopies(db: Db, row: PracticeRow): Promise<{ id: string; area_code: string; area_name: string }[]> {
  const { rows } = await sql<{ id: string; area_code: string; area_name: string }>`
    select p.id, p.area_code, a.name as area_name from ${tables} where p.subdistrict = ${row.subdistrict} and p.copied_from = ${row.id} order by p.area_code limit 200`.execute(
    db,
  )
  return rows
}

export type PracticeText = {
  areaCode: string
  title: string
  situation: string
  steps: string
  materials: string
  state: PracticeState
  search: readonly string[]
}

/** False when this community copied it already. */
export async function insertPractice(
  tx: Tx,
  p: PracticeText & { subdistrict: string; id: string; copiedFrom: string | null; by: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into practices (subdistrict, id, area_code, title, situation, steps, materials, state, copied_from, search, written_by, created_at, changed_at)
    values (${p.subdistrict}, ${p.id}, ${p.areaCode}, ${p.title}, ${p.situation}, ${p.steps}, ${p.materials}, ${p.state}, ${p.copiedFrom},
      array_to_tsvector(${p.search}::text[]), ${p.by}, ${now}, ${now}) on conflict do nothing returning id`.execute(tx)
  return rows.length === 1
}

export async function findCopyOf(db: Db, row: PracticeRow, areaCode: string): Promise<PracticeRow | undefined> {
  const { rows } = await sql<PracticeRow>`
    select ${columns} from ${tables} where p.subdistrict = ${row.subdistrict} and p.copied_from = ${row.id} and p.area_code = ${areaCode}`.execute(db)
  return rows[0]
}

/** Carries the state: `write-practice.ts` alone calls it. */
export async function updatePractice(tx: Tx, row: PracticeRow, p: Partial<PracticeText> & { state: PracticeState }, now: Date): Promise<void> {
  const { title = row.title, situation = row.situation, steps = row.steps, materials = row.materials } = p
  const search = p.search === undefined ? sql`search` : sql`array_to_tsvector(${p.search}::text[])`
  await sql`
    update practices set title = ${title}, situation = ${situation}, steps = ${steps}, materials = ${materials}, state = ${p.state}, search = ${search},
      changed_at = ${now}, version = version + 1
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export type LinkRow = { kind: 'pool' | 'meeting' | 'task' | 'case'; target_id: string }

export async function listLinks(db: Db, row: Pick<PracticeRow, 'subdistrict' | 'id'>): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select kind, target_id from practice_links where subdistrict = ${row.subdistrict} and practice_id = ${row.id} order by kind, target_id limit 200`.execute(
    db,
  )
  return rows
}

export async function setLinks(tx: Tx, row: Pick<PracticeRow, 'subdistrict' | 'id'>, links: readonly LinkRow[]): Promise<void> {
  await sql`delete from practice_links where subdistrict = ${row.subdistrict} and practice_id = ${row.id}`.execute(tx)
  await sql`
    insert into practice_links (subdistrict, practice_id, kind, target_id)
    select distinct ${row.subdistrict}, ${row.id}::uuid, kind, target from unnest(${links.map((link) => link.kind)}::text[], ${links.map((link) => link.target_id)}::uuid[]) as l(kind, target)`.execute(
    tx,
  )
}

export type Results = { households: number; tasks: number; signed_off: number; cases: number; cases_closed: number }

/** Never typed in: households of the linked needs, tasks of the linked meetings and linked tasks, each once, the linked cases. */
export async function countResults(db: Db, row: Pick<PracticeRow, 'subdistrict' | 'id'>): Promise<Results> {
  const of = (kind: string) =>
    sql`select l.target_id from practice_links l where l.subdistrict = ${row.subdistrict} and l.practice_id = ${row.id} and l.kind = ${kind}`
  const { rows } = await sql<Results>`
    select n.households, t.tasks, t.signed_off, r.cases, r.cases_closed
    from (select (coalesce(sum(households) filter (where household_id is null), 0) + count(distinct household_id))::int as households
        from need_notes where subdistrict = ${row.subdistrict} and withdrawn_at is null and pool_id in (${of('pool')})) n,
      (select count(*)::int as tasks, (count(*) filter (where state = 'signedOff'))::int as signed_off
        from meeting_tasks where subdistrict = ${row.subdistrict} and state <> 'dropped' and (meeting_id in (${of('meeting')}) or id in (${of('task')}))) t,
      (select count(*)::int as cases, (count(*) filter (where closed_at is not null))::int as cases_closed
        from requests where subdistrict = ${row.subdistrict} and id in (${of('case')})) r`.execute(db)
  return rows[0]!
}
