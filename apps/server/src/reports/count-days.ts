import { sql } from 'kysely'
import { endOfShanghaiDay, shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import type { Database, Db, Tx } from '../platform/database.ts'
import { isOpen } from '../requests/inbox/inbox-conditions.ts'
import { listChangedDays, takeChangedDays } from '../requests/request-changes.ts'
import { mondayOf } from './dashboard-store.ts'
import { columnOf, countFigures, keptFigures } from './figure-columns.ts'

/** Counts the finished cases of each day that was never counted or has changed since. Returns how many days. */
export async function countDays(db: Database, now: Date): Promise<number> {
  const waiting = [...(await listChangedDays(db)), ...(await listUncountedDays(db, now))]
  for (const [subdistrict, days] of Map.groupBy(waiting, (one) => one.subdistrict))
    await db.transaction().execute((tx) =>
      countOf(
        tx,
        subdistrict,
        days.map(({ day }) => day),
        now,
      ),
    )
  return waiting.length
}

/** From the first case of each subdistrict to yesterday; today goes on changing. */
async function listUncountedDays(db: Db, now: Date): Promise<{ subdistrict: string; day: string }[]> {
  const { rows } = await sql<{ subdistrict: string; day: string }>`
    select a.code as subdistrict, d.day::date as day
    from areas a
    cross join lateral (select min(r.filed_at) as first from requests r where r.subdistrict = a.code) f
    cross join lateral generate_series((f.first at time zone 'Asia/Shanghai')::date, ${shanghaiDay(now)}::date - 1, interval '1 day') d (day)
    where a.kind = 'subdistrict' and not exists (select from counted_days c where c.subdistrict = a.code and c.day = d.day)
    order by 2 desc, 1 limit 20000`.execute(db)
  return rows
}

/**
 * The marks go first: a change whose mark was not seen then is either in what the next statements read and counted once
 * more for nothing, or keeps its mark.
 */
async function countOf(tx: Tx, subdistrict: string, days: string[], now: Date): Promise<void> {
  await takeChangedDays(tx, subdistrict, days)
  await sql`
    insert into counted_days (subdistrict, day, counted_at) select distinct ${subdistrict}, day, ${now}::timestamptz from unnest(${days}::date[]) d (day)
    on conflict (subdistrict, day) do update set counted_at = excluded.counted_at`.execute(tx)
  const [first = '', last = ''] = [days.toSorted()[0], days.toSorted().at(-1)]
  const finished = sql`
    select r.*, (r.filed_at at time zone 'Asia/Shanghai')::date as day from requests r
    where r.subdistrict = ${subdistrict} and r.filed_at >= ${startOfShanghaiDay(first)} and r.filed_at <= ${endOfShanghaiDay(last)}
      and (r.filed_at at time zone 'Asia/Shanghai')::date = any(${days}::date[]) and not ${isOpen}`
  await sql`delete from day_figures where subdistrict = ${subdistrict} and day = any(${days}::date[])`.execute(tx)
  await sql`
    insert into day_figures (subdistrict, day, category, ${sql.join(keptFigures.map(columnOf))})
    select ${subdistrict}, r.day, r.category, ${countFigures(keptFigures, now)} from (${finished}) r group by r.day, r.category`.execute(tx)
  await sql`delete from day_weeks where subdistrict = ${subdistrict} and day = any(${days}::date[])`.execute(tx)
  await sql`
    insert into day_weeks (subdistrict, day, week, answered, closed)
    select ${subdistrict}, r.day, ${mondayOf('e.at')}, count(*) filter (where e.kind = 1), count(*) filter (where e.kind = 2)
    from (${finished}) r cross join lateral (values (1, r.answer_met_at), (2, r.closed_at)) e (kind, at) where e.at is not null group by 2, 3`.execute(tx)
}
