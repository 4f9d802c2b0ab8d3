import { sql } from 'kysely'
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
