import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'

export type FreshnessRow = { code: string; name: string; people: number; facts: number; fresh: number }

/** By the children of an area, or the grid itself. `today` in Shanghai. */
export async function countByArea(db: Db, scope: Scope, area: string, today: string): Promise<FreshnessRow[]> {
  const { rows } = await sql<FreshnessRow>`
    with counted as (
      select left(p.grid_code, ${Math.min(15, area.length + 3)}) as code, count(*) as people, sum(k.facts) as facts, sum(k.fresh) as fresh
      from persons p cross join lateral (
        select count(*) as facts, count(*) filter (where f.value ->> 'until' >= ${today}) as fresh from jsonb_each(p.facts) f) k
      where p.subdistrict = any(${scope.tenants}::text[]) and p.ended_at is null and starts_with(p.grid_code, ${area})
        and exists (select from unnest(${scope.areas}::text[]) as s(code) where starts_with(p.grid_code, s.code))
      group by 1)
    select c.code, a.name, c.people::int, c.facts::int, c.fresh::int from counted c join areas a on a.code = c.code order by c.code limit 500`.execute(db)
  return rows
}

export async function listWeeks(db: Db, scope: Scope, area: string, since: string): Promise<{ week: string; facts: number; fresh: number }[]> {
  const { rows } = await sql<{ week: string; facts: number; fresh: number }>`
    select week, sum(facts)::int as facts, sum(fresh)::int as fresh from freshness_weeks
    where subdistrict = any(${scope.tenants}::text[]) and starts_with(grid_code, ${area}) and week >= ${since}
      and exists (select from unnest(${scope.areas}::text[]) as s(code) where starts_with(grid_code, s.code))
    group by week order by week limit 60`.execute(db)
  return rows
}

/** Once a week by a job; again the same week gives the newer count. */
export async function keepWeek(db: Db, week: string, today: string): Promise<void> {
  await sql`
    insert into freshness_weeks (subdistrict, grid_code, week, people, facts, fresh)
    select p.subdistrict, p.grid_code, ${week}, count(*), sum(k.facts), sum(k.fresh)
    from persons p cross join lateral (
      select count(*) as facts, count(*) filter (where f.value ->> 'until' >= ${today}) as fresh from jsonb_each(p.facts) f) k
    where p.ended_at is null group by p.subdistrict, p.grid_code
    on conflict (subdistrict, grid_code, week) do update set people = excluded.people, facts = excluded.facts, fresh = excluded.fresh`.execute(db)
}

/** People of each grid of a tenant (`persons_by_stale`): which counts are too small to be shown. */
export async function countPeopleByGrid(db: Db, subdistrict: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ grid: string; people: number }>`
    select grid_code as grid, count(*)::int as people from persons where subdistrict = ${subdistrict} and ended_at is null group by grid_code order by grid_code limit 5000`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.grid, row.people]))
}
