import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../access/permissions.ts'
import type { Db } from '../platform/database.ts'
import { endOfShanghaiDay, shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import { isOpen, isOverdue, isReadable, ofTenants, within } from '../requests/inbox/inbox-conditions.ts'
import { figureIs } from '../requests/inbox/request-figures.ts'
import { columnOf, countFigures, keptFigures, runningFigures, type Figures } from './figure-columns.ts'

export type Period = { area: string; from: string; to: string; byGrid: boolean }

/** Figures of the cases of one area (one level below the asked one) and one category. */
export type Cell = Figures & { area: string; category: string }

/** Every number of the period in one pass; a whole district's finished cases come from the days that were counted before. */
export async function countCells(db: Db, scope: Scope, period: Period, now: Date): Promise<Cell[]> {
  const digits = period.byGrid ? 15 : Math.min(15, period.area.length + 3)
  const cells = (rows: RawBuilder<unknown>) => sql`
    select left(r.area_code, ${digits}::int) as area, r.category, ${countFigures([...keptFigures, ...runningFigures], now)} from ${rows} group by 1, 2`
  const tenants = tenantsOf(scope, period)
  if (!isWholeDistrict(scope, period)) return (await sql<Cell>`${cells(sql`requests r where ${inPeriod(scope, period)}`)}`.execute(db)).rows
  const { rows } = await sql<Cell>`
    with ${countedAndOther(tenants, period)}
    select f.subdistrict as area, f.category, ${sql.join(keptFigures.map((figure) => sql`sum(f.${columnOf(figure)})::int as ${sql.id(figure)}`))},
      ${sql.join(runningFigures.map((figure) => sql`0 as ${sql.id(figure)}`))}
      from counted c join day_figures f on f.subdistrict = c.subdistrict and f.day = c.day group by 1, 2
    union all ${cells(sql`requests r where ${inPeriod(scope, period)} and ${isOpen}`)}
    union all ${cells(finishedOfOtherDays)}`.execute(db)
  return rows
}

/** The same by grid for some subdistricts: how small the parts are of what is shown. */
export async function countByGrid(db: Db, tenants: readonly string[], { from, to }: Period, now: Date): Promise<(Figures & { area: string })[]> {
  if (tenants.length === 0) return []
  const { rows } = await sql<Figures & { area: string }>`
    select left(r.area_code, 15) as area, ${countFigures([...keptFigures, ...runningFigures], now)} from requests r
    where ${ofTenants(tenants)} and r.filed_at >= ${startOfShanghaiDay(from)} and r.filed_at <= ${endOfShanghaiDay(to)} group by 1 order by 1 limit 20000`.execute(
    db,
  )
  return rows
}

/** What stands open now in each grid, whenever it was filed. */
export async function countOpenByGrid(db: Db, tenants: readonly string[], now: Date): Promise<({ area: string } & OpenNow)[]> {
  const { rows } = await sql<{ area: string } & OpenNow>`
    select left(r.area_code, 15) as area, ${openNow(now)} from requests r where ${ofTenants(tenants.length === 0 ? ['-'] : tenants)} and ${isOpen}
    group by 1 order by 1 limit 50000`.execute(db)
  return rows
}

export type OpenNow = { open: number; dueToday: number; overdue: number }
const openNow = (
  now: Date,
) => sql`count(*)::int as open, (count(*) filter (where ${figureIs('dueToday', now, endOfShanghaiDay(shanghaiDay(now)))}))::int as "dueToday",
  (count(*) filter (where ${isOverdue(now)}))::int as overdue`

type WeekRow = { week: string; filed: number; answered: number; closed: number }

/** By the Monday of the week, in Asia/Shanghai. */
export async function countWeeks(db: Db, scope: Scope, period: Period): Promise<WeekRow[]> {
  const weeks = (rows: RawBuilder<unknown>) => sql`
    select ${mondayOf('e.at')} as week, count(*) filter (where e.kind = 1) as filed, count(*) filter (where e.kind = 2) as answered, count(*) filter (where e.kind = 3) as closed
    from ${rows} cross join lateral (values (1, r.filed_at), (2, r.answer_met_at), (3, r.closed_at)) e (kind, at) where e.at is not null group by 1`
  const source = isWholeDistrict(scope, period)
    ? sql`
      select w.week, 0 as filed, w.answered, w.closed from counted c join day_weeks w on w.subdistrict = c.subdistrict and w.day = c.day
      union all select date_trunc('week', f.day)::date, f.filed, 0, 0 from counted c join day_figures f on f.subdistrict = c.subdistrict and f.day = c.day
      union all ${weeks(sql`(select * from requests r where ${inPeriod(scope, period)} and ${isOpen}) r`)}
      union all ${weeks(sql`(select r.* from ${finishedOfOtherDays}) r`)}`
    : weeks(sql`(select * from requests r where ${inPeriod(scope, period)}) r`)
  const { rows } = await sql<WeekRow>`
    with ${countedAndOther(tenantsOf(scope, period), period)}
    select to_char(week, 'YYYY-MM-DD') as week, sum(filed)::int as filed, sum(answered)::int as answered, sum(closed)::int as closed
    from (${source}) w group by week order by week limit 120`.execute(db)
  return rows
}

/** Put off until a day that has come (`requests_deferred`). */
export async function countReviewsDue(db: Db, scope: Scope, period: Period, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from requests r
    where ${inPlace(scope, period)} and ${figureIs('reviewDue', now, endOfShanghaiDay(shanghaiDay(now)))}`.execute(db)
  return rows[0]!.count
}

/** What stands open now, whenever it was filed: read from the inbox's index alone. */
export async function countOpen(db: Db, scope: Scope, period: Period, now: Date): Promise<OpenNow> {
  const { rows } = await sql<OpenNow>`select ${openNow(now)} from requests r where ${inPlace(scope, period)} and ${isOpen}`.execute(db)
  return rows[0]!
}

export async function listAreaNames(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`select code, name from areas where code = any(${codes}) order by code limit 2000`.execute(db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** Days whose finished cases are counted and unchanged since, and the days that are not; one snapshot sees both. */
function countedAndOther(tenants: readonly string[], { from, to }: Period) {
  return sql`
    counted as materialized (
      select c.subdistrict, c.day from counted_days c where c.subdistrict = any(${tenants}) and c.day between ${from} and ${to}
        and not exists (select from changed_days x where x.subdistrict = c.subdistrict and x.day = c.day)),
    other as materialized (
      select t.subdistrict, d.day::date as day from unnest(${tenants}::text[]) t (subdistrict) cross join generate_series(${from}::date, ${to}::date, interval '1 day') d (day)
      except select subdistrict, day from counted)`
}

/** `offset 0`: day by day along `requests_by_time`; the planner, expecting many days, would read every case. */
const finishedOfOtherDays = sql`other o cross join lateral (
    select r.* from requests r where r.subdistrict = o.subdistrict and r.filed_at >= o.day::timestamp at time zone 'Asia/Shanghai'
      and r.filed_at < (o.day + 1)::timestamp at time zone 'Asia/Shanghai' and not ${isOpen} offset 0) r`

export function mondayOf(column: string) {
  return sql`date_trunc('week', ${sql.ref(column)} at time zone 'Asia/Shanghai')::date`
}

function tenantsOf(scope: Scope, { area }: Period): string[] {
  return scope.tenants.filter((tenant) => tenant.startsWith(area) || area.startsWith(tenant))
}

/** The counted days know no smaller area than the subdistrict, and nobody's share of one. */
function isWholeDistrict(scope: Scope, period: Period): boolean {
  return period.area.length === 6 && tenantsOf(scope, period).every((tenant) => scope.areas.some((area) => area.length <= 9 && tenant.startsWith(area)))
}

function inPlace(scope: Scope, period: Period) {
  const tenants = tenantsOf(scope, period)
  const place = isWholeDistrict(scope, period) ? sql<boolean>`true` : sql<boolean>`${isReadable(scope)} and ${within('area_code', period.area)}`
  return sql<boolean>`${ofTenants(tenants.length === 0 ? ['-'] : tenants)} and ${place}`
}

function inPeriod(scope: Scope, period: Period) {
  return sql<boolean>`${inPlace(scope, period)} and r.filed_at >= ${startOfShanghaiDay(period.from)} and r.filed_at <= ${endOfShanghaiDay(period.to)}`
}
