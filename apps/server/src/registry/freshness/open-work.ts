import { sql } from 'kysely'
import type { Actor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'

const reviewSoonDays = 30

/** What is due in a grid's registry: care reviews of the coming month (`care_entries_by_review`) and people with a stale fact (`persons_by_stale`). Counts only. */
export async function countRegistryDue(
  db: Db,
  subdistrict: string,
  grid: string,
  today: string,
): Promise<{ reviews: number; review: string | null; stale: number; since: string | null }> {
  const { rows } = await sql<{ reviews: number; review: string | null; stale: number; since: string | null }>`
    select c.n as reviews, c.first as review, p.n as stale, p.first as since from
      (select count(*)::int as n, to_char(min(review_on), 'YYYY-MM-DD') as first from care_entries
        where subdistrict = ${subdistrict} and grid_code = ${grid} and ended_at is null and review_on <= ${today}::date + ${reviewSoonDays}::int) c,
      (select count(*)::int as n, to_char(min(stale_on), 'YYYY-MM-DD') as first from persons
        where subdistrict = ${subdistrict} and grid_code = ${grid} and ended_at is null and stale_on <= ${today}::date) p`.execute(db)
  return rows[0]!
}

export type VisitDue = { kind: 'careReview' | 'staleFacts'; personId: string; place: string; door: string | null; dueOn: string }

/** The doors behind these counts: care reviews for the trio alone, stale facts for who keeps the registry. Doors, no names. */
export async function listVisitsDue(db: Db, actor: Actor, subdistrict: string, grid: string, today: string, now: Date): Promise<VisitDue[]> {
  const [care, read] = (['registry.care', 'registry.read'] as const).map((action) => holds(actor, action, { areaCode: grid }, now))
  const { rows } = await sql<VisitDue>`
    select v.kind, v.person_id as "personId", coalesce(b.name, g.name) as place,
      nullif(concat_ws(' ', s.name, d.name), '') as door, to_char(v.due_on, 'YYYY-MM-DD') as "dueOn" from (
      select 'careReview' as kind, c.person_id, c.review_on as due_on from care_entries c
        where ${care} and c.subdistrict = ${subdistrict} and c.grid_code = ${grid} and c.ended_at is null and c.review_on <= ${today}::date + ${reviewSoonDays}::int
      union all
      select 'staleFacts', p.id, p.stale_on from persons p
        where ${read} and p.subdistrict = ${subdistrict} and p.grid_code = ${grid} and p.ended_at is null and p.stale_on <= ${today}::date) v
    join persons p on p.subdistrict = ${subdistrict} and p.id = v.person_id
    join areas g on g.code = p.grid_code
    left join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
    left join buildings b on b.subdistrict = h.subdistrict and b.id = h.building_id
    left join dwellings d on d.subdistrict = h.subdistrict and d.id = h.dwelling_id
    left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
    order by v.due_on, v.person_id limit 200`.execute(db)
  return rows
}
