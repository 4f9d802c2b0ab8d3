import { sql, type RawBuilder } from 'kysely'
import type { SummonsStanding } from '@ejia/contract/whistles.ts'
import type { Db } from '../platform/database.ts'
import { hasUnit, inAreas, type Sight } from './whistle-store.ts'

export type Period = { from: Date; to: Date }

/** One rule for a number and for the list behind it. */
const standings: Record<SummonsStanding, (now: Date) => RawBuilder<boolean>> = {
  summoned: () => sql<boolean>`true`,
  onTime: () => sql<boolean>`(s.state = 'checkedIn' and s.checked_in_at <= s.check_in_due_at)`,
  late: () => sql<boolean>`(s.state = 'checkedIn' and s.checked_in_at > s.check_in_due_at)`,
  missing: (now) => sql<boolean>`(s.state = 'summoned' and s.check_in_due_at < ${now})`,
  notDue: (now) => sql<boolean>`(s.state in ('objected', 'appealed') or (s.state = 'summoned' and s.check_in_due_at >= ${now}))`,
  released: () => sql<boolean>`(s.state = 'released')`,
  rated: () => sql<boolean>`(s.stars is not null)`,
}

const within = ({ from, to }: Period) => sql<boolean>`(s.summoned_at >= ${from} and s.summoned_at <= ${to})`

/** The whistles behind one number of a department. */
export function standsBehind(unitId: string, standing: SummonsStanding, period: Period, now: Date): RawBuilder<boolean> {
  return hasUnit(sql`s.unit_id = ${unitId} and ${standings[standing](now)} and ${within(period)}`)
}

export type UnitFigures = {
  unit_id: string
  name: string
  summoned: number
  onTime: number
  late: number
  missing: number
  notDue: number
  released: number
  tasks: number
  tasksInTime: number
  ratings: number
  stars: number | null
}

/** Counted over the summonses of the period; every number has its rows behind it. */
export async function countByUnit(db: Db, sight: Sight, period: Period, now: Date): Promise<UnitFigures[]> {
  const count = (standing: SummonsStanding) => sql`(count(*) filter (where ${standings[standing](now)}))::int`
  const { rows } = await sql<UnitFigures>`
    select u.id as unit_id, u.name, ${count('summoned')} as summoned, ${count('onTime')} as "onTime", ${count('late')} as late,
      ${count('missing')} as missing, ${count('notDue')} as "notDue", ${count('released')} as released,
      coalesce(sum(t.tasks), 0)::int as tasks, coalesce(sum(t.in_time), 0)::int as "tasksInTime",
      ${count('rated')} as ratings, round(avg(s.stars), 1)::float8 as stars
    from whistle_units s join whistles w on w.subdistrict = s.subdistrict and w.id = s.whistle_id join units u on u.id = s.unit_id
    cross join lateral (
      select count(*) as tasks, count(*) filter (where t.state = 'done' and (t.ended_at at time zone 'Asia/Shanghai')::date <= t.due_on) as in_time
      from whistle_tasks t where t.subdistrict = s.subdistrict and t.whistle_id = s.whistle_id and t.unit_id = s.unit_id and t.state <> 'dropped') t
    where s.subdistrict = any(${sight.tenants}) and ${inAreas(sight.areas)} and ${within(period)}
    group by u.id, u.name order by u.name, u.id limit 200`.execute(db)
  return rows
}
