import { sql } from 'kysely'
import type { Scope } from '../access/permissions.ts'
import type { Db } from '../platform/database.ts'
import { endOfShanghaiDay, shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import { isOpen, isOverdue, isReadable, ofTenants, within } from '../requests/inbox-conditions.ts'
import { figureIs } from '../requests/request-figures.ts'

export type Period = { area: string; from: string; to: string }

export type Totals = {
  open: number
  dueToday: number
  overdue: number
  filed: number
  solved: number
  staffDeclared: number
  residentVerified: number
  responded: number
  notResponded: number
  resolved: number
  notResolved: number
  satisfied: number
  rated: number
  withdrawn: number
  declined: number
  merged: number
  stillOpen: number
  finishedUnrated: number
  contactNotDue: number
}

/** One pass over the period's cases, one over the open ones. Every figure has the words of `figureIs`. */
export async function countTotals(db: Db, scope: Scope, period: Period, now: Date): Promise<Totals> {
  const endOfToday = endOfShanghaiDay(shanghaiDay(now))
  const count = (figure: Parameters<typeof figureIs>[0]) => sql`(count(*) filter (where ${figureIs(figure, now, endOfToday)}))::int`
  const plain = (condition: ReturnType<typeof sql<boolean>>) => sql`(count(*) filter (where ${condition}))::int`
  const { rows } = await sql<Totals>`
    select o.*, p.* from
      (select ${plain(sql<boolean>`true`)} as open, ${count('dueToday')} as "dueToday", ${plain(isOverdue(now))} as overdue
        from requests r where ${inPeriod(scope, period, false)} and ${isOpen}) o,
      (select count(*)::int as filed, ${plain(sql<boolean>`r.state in ('closed', 'rated') and r.master_id is null`)} as solved, ${count('staffDeclared')} as "staffDeclared", ${count('residentVerified')} as "residentVerified",
        ${count('responded')} as responded, ${count('notResponded')} as "notResponded", ${count('resolved')} as resolved, ${count('notResolved')} as "notResolved",
        ${count('satisfied')} as satisfied, ${count('rated')} as rated,
        ${plain(sql<boolean>`r.state = 'withdrawn'`)} as withdrawn, ${plain(sql<boolean>`r.state = 'declined'`)} as declined,
        ${plain(sql<boolean>`r.master_id is not null and r.state not in ('withdrawn', 'declined')`)} as merged,
        ${plain(sql<boolean>`${isOpen} and r.master_id is null`)} as "stillOpen",
        ${plain(sql<boolean>`r.state = 'closed' and r.master_id is null`)} as "finishedUnrated",
        ${plain(sql<boolean>`r.state not in ('withdrawn', 'declined', 'merged') and r.master_id is null and r.contact_met_at is null and r.contact_due_at >= ${now}`)} as "contactNotDue"
        from requests r where ${inPeriod(scope, period, true)}) p`.execute(db)
  return rows[0]!
}

export type GroupRow = { key: string; name: string; open: number; overdue: number; filed: number; staffDeclared: number; residentVerified: number }

/** By the areas one level below (or the area itself), or by category. */
export async function countGroups(db: Db, scope: Scope, period: Period, by: 'area' | 'category', now: Date): Promise<GroupRow[]> {
  const digits = Math.min(15, period.area.length + 3)
  const key = by === 'area' ? sql`left(r.area_code, ${digits}::int)` : sql`r.category`
  const endOfToday = endOfShanghaiDay(shanghaiDay(now))
  const { rows } = await sql<GroupRow>`
    select g.*, coalesce(a.name, g.key) as name from (
      select ${key} as key, (count(*) filter (where ${isOpen}))::int as open, (count(*) filter (where ${isOverdue(now)}))::int as overdue, count(*)::int as filed,
        (count(*) filter (where ${figureIs('staffDeclared', now, endOfToday)}))::int as "staffDeclared",
        (count(*) filter (where ${figureIs('residentVerified', now, endOfToday)}))::int as "residentVerified"
      from requests r where ${inPeriod(scope, period, true)} group by 1) g
    left join areas a on ${by === 'area'} and a.code = g.key order by ${by === 'area' ? sql`g.key` : sql`g.filed desc, g.key`} limit 200`.execute(db)
  return rows
}

export async function countWeeks(db: Db, scope: Scope, period: Period): Promise<{ week: string; filed: number; answered: number; closed: number }[]> {
  const week = (column: string) => sql`to_char(date_trunc('week', ${sql.ref(column)} at time zone 'Asia/Shanghai'), 'YYYY-MM-DD')`
  const { rows } = await sql<{ week: string; filed: number; answered: number; closed: number }>`
    select week, sum(filed)::int as filed, sum(answered)::int as answered, sum(closed)::int as closed from (
      select ${week('r.filed_at')} as week, 1 as filed, 0 as answered, 0 as closed from requests r where ${inPeriod(scope, period, true)}
      union all select ${week('r.answer_met_at')}, 0, 1, 0 from requests r where ${inPeriod(scope, period, true)} and r.answer_met_at is not null
      union all select ${week('r.closed_at')}, 0, 0, 1 from requests r where ${inPeriod(scope, period, true)} and r.closed_at is not null) w
    group by week order by week limit 120`.execute(db)
  return rows
}

export async function countTeam(db: Db, area: string, now: Date): Promise<{ instructors: number; trioPeople: number; grids: number; vacantSeats: number }> {
  const { rows } = await sql<{ instructors: number; trioPeople: number; grids: number; vacantSeats: number }>`
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

function inPeriod(scope: Scope, { area, from, to }: Period, filedWithin: boolean) {
  const tenants = scope.tenants.filter((tenant) => tenant.startsWith(area) || area.startsWith(tenant))
  const place = sql<boolean>`${ofTenants(tenants.length === 0 ? ['-'] : tenants)} and ${isReadable(scope)} and ${within('area_code', area)}`
  return filedWithin ? sql<boolean>`${place} and r.filed_at >= ${startOfShanghaiDay(from)} and r.filed_at <= ${endOfShanghaiDay(to)}` : place
}
