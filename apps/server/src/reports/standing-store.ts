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
