import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../platform/database.ts'
import { maySee } from './whistle-sight.ts'
import { findWhistle, listSummons, listTasks } from './whistle-store.ts'

type Desk = { areaCode: string; unitId: string | null }

const openAt = (subdistrict: string, desk: Desk) => sql`
  select w.id, w.due_at from whistles w where w.subdistrict = ${subdistrict} and w.ended_at is null
    and ${
      desk.unitId === null
        ? sql`w.area_code = ${desk.areaCode}`
        : sql`exists (select from whistle_units s where s.subdistrict = w.subdistrict and s.whistle_id = w.id and s.unit_id = ${desk.unitId} and s.state <> 'released')`
    }`

/** Whistles still open over an area or with a department, and their open tasks. */
export async function countOpenWhistles(
  db: Db,
  subdistrict: string,
  desk: Desk,
): Promise<{ whistles: number; due: string | null; tasks: number; taskDue: string | null }> {
  const { rows } = await sql<{ whistles: number; due: string | null; tasks: number; taskDue: string | null }>`
    with mine as (${openAt(subdistrict, desk)}),
    tasks as (
      select t.due_on from whistle_tasks t join mine m on m.id = t.whistle_id
      where t.subdistrict = ${subdistrict} and t.state = 'open' and ${desk.unitId === null ? sql`true` : sql`t.unit_id = ${desk.unitId}`})
    select (select count(*) from mine)::int as whistles, (select to_char(min(due_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from mine) as due,
      (select count(*) from tasks)::int as tasks, (select to_char(min(due_on), 'YYYY-MM-DD') from tasks) as "taskDue"`.execute(db)
  return rows[0]!
}

/** The open tasks behind the count, of whistles this reader may open. */
export async function listOpenWhistleTasks(
  db: Db,
  actor: Actor,
  subdistrict: string,
  desk: Desk,
  now: Date,
): Promise<{ whistleId: string; number: string; title: string; dueOn: string }[]> {
  const { rows } = await sql<{ id: string }>`select id from (${openAt(subdistrict, desk)}) mine order by id limit 100`.execute(db)
  const found: { whistleId: string; number: string; title: string; dueOn: string }[] = []
  for (const { id } of rows) {
    const row = await findWhistle(db, [subdistrict], id)
    if (!row || !maySee(actor, row, await listSummons(db, subdistrict, [id]), now)) continue
    for (const task of await listTasks(db, subdistrict, [id]))
      if (task.state === 'open' && (desk.unitId === null || task.unit_id === desk.unitId))
        found.push({ whistleId: id, number: row.number, title: task.title, dueOn: task.due_on })
  }
  return found
}
