import { sql } from 'kysely'
import type { Db } from '../platform/database.ts'

/** Whistles still open over an area or with a department, and their open tasks. */
export async function countOpenWhistles(
  db: Db,
  subdistrict: string,
  desk: { areaCode: string; unitId: string | null },
): Promise<{ whistles: number; due: string | null; tasks: number; taskDue: string | null }> {
  const { rows } = await sql<{ whistles: number; due: string | null; tasks: number; taskDue: string | null }>`
    with mine as (
      select w.id, w.due_at from whistles w where w.subdistrict = ${subdistrict} and w.ended_at is null
        and ${
          desk.unitId === null
            ? sql`w.area_code = ${desk.areaCode}`
            : sql`exists (select from whistle_units s where s.subdistrict = w.subdistrict and s.whistle_id = w.id and s.unit_id = ${desk.unitId} and s.state <> 'released')`
        }),
    tasks as (
      select t.due_on from whistle_tasks t join mine m on m.id = t.whistle_id
      where t.subdistrict = ${subdistrict} and t.state = 'open' and ${desk.unitId === null ? sql`true` : sql`t.unit_id = ${desk.unitId}`})
    select (select count(*) from mine)::int as whistles, (select to_char(min(due_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from mine) as due,
      (select count(*) from tasks)::int as tasks, (select to_char(min(due_on), 'YYYY-MM-DD') from tasks) as "taskDue"`.execute(db)
  return rows[0]!
}
