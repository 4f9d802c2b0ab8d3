import { sql, type RawBuilder } from 'kysely'
import type { ReportFilter, ReportRowKind, ReportSource } from '@ejia/contract/report-sources.ts'
import { enterpriseKindWords, enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { endOfShanghaiDay, startOfShanghaiDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database.ts'
import { countFigures } from '../../reports/figure-columns.ts'

/** `from`–`to` for what happened; what stands is counted as of the end of the period, or of now while it runs. */
export type Counting = { subdistrict: string; rows: ReportRowKind; from: string; to: string; now: Date }
export type Counted = { number: number } | { numerator: number; denominator: number } | { words: string | null }
type Row = { key: string; number: number; of: number }

const asOf = ({ to, now }: Counting) => new Date(Math.min(endOfShanghaiDay(to).getTime(), now.getTime()))

/** What one source gives for each row of the form; a row it does not name has none. */
export async function countSource(db: Db, counting: Counting, source: ReportSource, filter: ReportFilter): Promise<Map<string, Counted>> {
  if (counting.rows === 'byEnterprise' || source === 'buildingAddress') return readWords(db, counting, source)
  const { rows } = await queryOf(counting, source, filter).execute(db)
  const isRate = rates.has(source)
  return new Map(rows.map((row) => [row.key, isRate ? { numerator: row.number, denominator: row.of } : { number: row.number }]))
}

const rates: ReadonlySet<ReportSource> = new Set(['freshShare', 'responseRate', 'resolutionRate', 'satisfactionRate', 'whistleCheckInRate'])

/** The column that says to which row something belongs. */
function keyOf(rows: ReportRowKind, area: string, building: string | null): RawBuilder<string> {
  if (rows === 'byBuilding') return sql<string>`${sql.ref(building ?? area)}::text`
  return sql<string>`left(${sql.ref(area)}, ${rows === 'byGrid' ? 15 : rows === 'byCommunity' ? 12 : 9}::int)`
}

function queryOf(counting: Counting, source: ReportSource, filter: ReportFilter) {
  const { subdistrict, rows, now } = counting
  const at = asOf(counting)
  const is = (column: string, value: string | undefined) => (value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`)
  const standing = (alias: string) =>
    sql`${sql.ref(`${alias}.created_at`)} <= ${at} and (${sql.ref(`${alias}.ended_at`)} is null or ${sql.ref(`${alias}.ended_at`)} > ${at})`
  const count = (key: RawBuilder<string>, from: RawBuilder<unknown>, what: RawBuilder<unknown> = sql`count(*)`) => sql<Row>`
    select ${key} as key, (${what})::int as number, 0 as of from ${from} group by 1 limit 5000`
  const people = (condition: RawBuilder<unknown>) =>
    count(
      keyOf(rows, 'p.grid_code', 'h.building_id'),
      sql`persons p left join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
      where p.subdistrict = ${subdistrict} and p.created_at <= ${at}
        and (p.ended_at is null or (p.ended_at > ${at} and p.ended_why in ('movedAway', 'died', 'deleted'))) and ${condition}`,
    )
  const households = (condition: RawBuilder<unknown>) =>
    count(keyOf(rows, 'h.grid_code', 'h.building_id'), sql`households h where h.subdistrict = ${subdistrict} and ${standing('h')} and ${condition}`)
  const olderThan = (years: number) => sql`p.birth_date <= (${counting.to}::date - make_interval(years => ${years}::int))`
  const ofCases = sql`requests r where r.subdistrict = ${subdistrict} and r.filed_at >= ${startOfShanghaiDay(counting.from)} and r.filed_at <= ${endOfShanghaiDay(counting.to)}
    and ${is('r.kind', filter.caseKind)} and ${is('r.category', filter.caseCategory)}`
  const cases = (figure: Parameters<typeof countFigures>[0][number], others: Parameters<typeof countFigures>[0] = []) => sql<Row>`
    select key, ${sql.id(figure)} as number, ${
      others.length === 0
        ? sql`0`
        : sql.join(
            others.map((other) => sql.id(other)),
            sql` + `,
          )
    } as of
    from (select ${keyOf(rows, 'r.area_code', 'r.building_id')} as key, ${countFigures([...new Set([figure, ...others])], now)} from ${ofCases} group by 1) k limit 5000`
  const ofWhistles = sql`whistles w where w.subdistrict = ${subdistrict} and w.blown_at >= ${startOfShanghaiDay(counting.from)} and w.blown_at <= ${endOfShanghaiDay(counting.to)}
    and ${is('w.kind', filter.whistleKind)}`
  switch (source) {
    case 'people':
      return people(sql`true`)
    case 'minors':
      return people(sql`p.is_minor`)
    case 'peopleAged60':
      return people(olderThan(60))
    case 'peopleAged80':
      return people(olderThan(80))
    case 'households':
      return households(sql`true`)
    case 'rentalHouseholds':
      return households(sql`h.kind = 'rental'`)
    case 'buildings':
      return count(keyOf(rows, 'b.grid_code', 'b.id'), sql`buildings b where b.subdistrict = ${subdistrict} and b.retired_at is null`)
    case 'dwellings':
      return count(
        keyOf(rows, 'b.grid_code', 'b.id'),
        sql`dwellings d join buildings b on b.subdistrict = d.subdistrict and b.id = d.building_id and b.retired_at is null where d.subdistrict = ${subdistrict}`,
      )
    case 'enterprises':
      return count(
        keyOf(rows, 'e.grid_code', null),
        sql`enterprises e where e.subdistrict = ${subdistrict} and ${standing('e')} and ${is('e.kind', filter.enterpriseKind)}
          and ${is('e.size', filter.enterpriseSize)} and ${is('e.industry', filter.industry)}`,
      )
    case 'resources':
      return count(
        keyOf(rows, 'r.grid_code', null),
        sql`resources r where r.subdistrict = ${subdistrict} and (r.ended_at is null or r.ended_at > ${at})
          and (r.offered_until is null or r.offered_until >= ${counting.to}) and ${is('r.kind', filter.resourceKind)}`,
      )
    case 'careEntries':
      return count(
        keyOf(rows, 'c.grid_code', null),
        sql`care_entries c where c.subdistrict = ${subdistrict} and ${standing('c')} and c.care_group <> 'livingAlone' and ${is('c.care_group', filter.careGroup)}`,
        sql`count(distinct c.person_id)`,
      )
    case 'freshShare':
      return sql<Row>`
        select ${keyOf(rows, 'p.grid_code', 'h.building_id')} as key, sum(k.fresh)::int as number, sum(k.facts)::int as of
        from persons p left join households h on h.subdistrict = p.subdistrict and h.id = p.household_id cross join lateral (
          select count(*) as facts, count(*) filter (where (f.value ->> 'until')::date >= (${at}::timestamptz at time zone 'Asia/Shanghai')::date) as fresh
          from jsonb_each(p.facts) f) k
        where p.subdistrict = ${subdistrict} and p.ended_at is null group by 1 limit 5000`
    case 'cases':
      return cases('filed')
    case 'openCases':
      return cases('open')
    case 'solvedCases':
      return cases('solved')
    case 'residentVerifiedCases':
      return cases('residentVerified')
    case 'responseRate':
      return cases('responded', ['responded', 'notResponded'])
    case 'resolutionRate':
      return cases('resolved', ['resolved', 'notResolved'])
    case 'satisfactionRate':
      return cases('satisfied', ['rated'])
    case 'whistles':
      return count(keyOf(rows, 'w.area_code', null), ofWhistles)
    case 'finishedWhistles':
      return count(keyOf(rows, 'w.area_code', null), sql`${ofWhistles} and w.state in ('done', 'rated')`)
    case 'whistleCheckInRate':
      return sql<Row>`
        select ${keyOf(rows, 'w.area_code', null)} as key,
          (count(*) filter (where s.state = 'checkedIn' and s.checked_in_at <= s.check_in_due_at))::int as number,
          (count(*) filter (where s.state = 'checkedIn' or (s.state = 'summoned' and s.check_in_due_at < ${now})))::int as of
        from (select * from ${ofWhistles}) w join whistle_units s on s.subdistrict = w.subdistrict and s.whistle_id = w.id and s.subdistrict = ${subdistrict} group by 1 limit 5000`
    default:
      throw new Error(`${source} has no query`)
  }
}

/** Open words of a building or an enterprise. What the registry does not know is null: it is asked. */
async function readWords(db: Db, { subdistrict }: Counting, source: ReportSource): Promise<Map<string, Counted>> {
  if (source === 'buildingAddress') {
    const { rows } = await sql<{ key: string; words: string }>`
      select id::text as key, nullif(address, '') as words from buildings where subdistrict = ${subdistrict} and retired_at is null order by id limit 5000`.execute(
      db,
    )
    return new Map(rows.map(({ key, words }) => [key, { words }]))
  }
  const { rows } = await sql<{
    key: string
    kind: keyof typeof enterpriseKindWords
    size: keyof typeof enterpriseSizeWords | null
    code: string | null
    industry: string
    address: string
  }>`
    select id::text as key, kind, size, credit_code as code, industry, address from enterprises
    where subdistrict = ${subdistrict} and ended_at is null order by id limit 5000`.execute(db)
  return new Map(
    rows.map((row) => {
      const words: Partial<Record<ReportSource, string | null>> = {
        enterpriseCreditCode: row.code,
        enterpriseKind: enterpriseKindWords[row.kind].zh,
        enterpriseSize: row.size && enterpriseSizeWords[row.size].zh,
        enterpriseIndustry: row.industry || null,
        enterpriseAddress: row.address || null,
      }
      return [row.key, { words: words[source] ?? null }]
    }),
  )
}

export type FormRow = { key: string; label: string; area: string }

export async function listFormRows(
  db: Db,
  subdistrict: string,
  rows: ReportRowKind,
  filter: { kind?: string | undefined; size?: string | undefined },
  limit: number,
): Promise<FormRow[]> {
  const query =
    rows === 'byBuilding'
      ? sql<FormRow>`select id::text as key, name as label, grid_code as area from buildings where subdistrict = ${subdistrict} and retired_at is null order by grid_code, name, id limit ${limit}`
      : rows === 'byEnterprise'
        ? sql<FormRow>`
          select id::text as key, name as label, grid_code as area from enterprises
          where subdistrict = ${subdistrict} and ended_at is null and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
            and (${filter.size ?? null}::text is null or size = ${filter.size ?? null}) order by name, id limit ${limit}`
        : sql<FormRow>`
          select code as key, name as label, code as area from areas
          where starts_with(code, ${subdistrict}) and length(code) = ${rows === 'byGrid' ? 15 : rows === 'byCommunity' ? 12 : 9} and valid_to is null order by code limit ${limit}`
  return (await query.execute(db)).rows
}
