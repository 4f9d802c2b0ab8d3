import { sql } from 'kysely'
import type { Standing } from '@ejia/contract/reports.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db } from '../platform/database.ts'
import { figureIs } from '../requests/inbox/request-figures.ts'

type People = Pick<Standing, 'instructors' | 'trioPeople' | 'grids' | 'vacantSeats'>
type Registry = { registered: number; base: number; inTouch: number; enterprises: number }

/** People standing (field.md §1): coverage, never a ranking. */
export async function countPeople(db: Db, area: string, now: Date): Promise<People> {
  const { rows } = await sql<People>`
    with living as (
      select x.account_id, x.role, x.area_code, x.source from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null
      where starts_with(x.area_code, ${area}) and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now}) and x.role in ('partyInstructor', 'branchSecretary', 'gridOfficer')),
    grids as (select code from areas where kind = 'grid' and valid_to is null and starts_with(code, ${area}))
    select (select count(distinct account_id) from living where role = 'partyInstructor' and source = 'secondment')::int as instructors,
      (select count(distinct account_id) from living where length(area_code) = 15)::int as "trioPeople", (select count(*) from grids)::int as grids,
      (select count(*) from grids g cross join unnest(array['partyInstructor', 'branchSecretary', 'gridOfficer']) as seat
        where not exists (select from living l where l.area_code = g.code and l.role = seat))::int as "vacantSeats"`.execute(db)
  return rows[0]!
}

/** Counts alone leave here: no person, no enterprise. */
export async function countRegistry(db: Db, tenants: readonly string[], area: string): Promise<Registry> {
  const { from, to } = codeRange(area)
  const here = (grid: string) => sql`${sql.ref(grid)} >= ${from} collate "C" and ${sql.ref(grid)} < ${to} collate "C"`
  const { rows } = await sql<Registry>`
    select m.registered, m.base, p."inTouch", e.enterprises from
      (select count(*)::int as base, count(m.registered_on)::int as registered
        from party_memberships m join persons p on p.subdistrict = m.subdistrict and p.id = m.person_id
        where m.subdistrict = any(${tenants}::text[]) and ${here('p.grid_code')} and p.ended_at is null) m,
      (select count(*)::int as "inTouch" from persons p where p.subdistrict = any(${tenants}::text[]) and ${here('p.grid_code')} and p.ended_at is null and p.facts ? 'phone') p,
      (select count(*)::int as enterprises from enterprises e
        where e.subdistrict = any(${tenants}::text[]) and ${here('e.grid_code')} and e.ended_at is null and e.size in ('large', 'medium')) e`.execute(db)
  return rows[0]!
}

/** Along `requests_solved`. */
export async function countSolved(db: Db, tenants: readonly string[], area: string, now: Date): Promise<Pick<Standing, 'solved' | 'residentVerified'>> {
  const { from, to } = codeRange(area)
  const { rows } = await sql<Pick<Standing, 'solved' | 'residentVerified'>>`
    select count(*)::int as solved, (count(*) filter (where ${figureIs('residentVerified', now, now)}))::int as "residentVerified" from requests r
    where r.subdistrict = any(${tenants}::text[]) and r.area_code >= ${from} collate "C" and r.area_code < ${to} collate "C"
      and r.state in ('closed', 'rated') and r.master_id is null`.execute(db)
  return rows[0]!
}

/** The same grid by grid over the whole district, for whoever may not open the records: which counts are too small to be shown. */
export async function countRegistryByGrid(db: Db, district: string): Promise<{ grid: string; inTouch: number; registered: number; unregistered: number }[]> {
  const { from, to } = codeRange(district)
  const { rows } = await sql<{ grid: string; inTouch: number; registered: number; unregistered: number }>`
    select g.code as grid, coalesce(p.n, 0)::int as "inTouch", coalesce(m.registered, 0)::int as registered, coalesce(m.base - m.registered, 0)::int as unregistered
    from areas g
      left join (select grid_code, count(*) as n from persons where grid_code >= ${from} collate "C" and grid_code < ${to} collate "C" and ended_at is null and facts ? 'phone'
        group by grid_code) p on p.grid_code = g.code
      left join (select p.grid_code, count(*) as base, count(m.registered_on) as registered
        from party_memberships m join persons p on p.subdistrict = m.subdistrict and p.id = m.person_id
        where p.grid_code >= ${from} collate "C" and p.grid_code < ${to} collate "C" and p.ended_at is null group by p.grid_code) m on m.grid_code = g.code
    where g.kind = 'grid' and g.code >= ${from} collate "C" and g.code < ${to} collate "C" order by g.code limit 5000`.execute(db)
  return rows
}

/** Solved problems grid by grid, and those the residents confirmed, for the same. */
export async function countSolvedByGrid(db: Db, tenants: readonly string[], now: Date): Promise<{ grid: string; solved: number; residentVerified: number }[]> {
  const { rows } = await sql<{ grid: string; solved: number; residentVerified: number }>`
    select rpad(left(r.area_code, 15), 15, '0') as grid, count(*)::int as solved, (count(*) filter (where ${figureIs('residentVerified', now, now)}))::int as "residentVerified"
    from requests r where r.subdistrict = any(${tenants}::text[]) and r.state in ('closed', 'rated') and r.master_id is null group by 1 order by 1 limit 50000`.execute(
    db,
  )
  return rows
}
