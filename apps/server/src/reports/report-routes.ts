import { api } from '../access/api.ts'
import { holds, narrowScope, scopeOf } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { shanghaiDay } from '../platform/clock.ts'
import { DomainError } from '../platform/domain-error.ts'
import { presentCategory } from '../requests/request-view.ts'
import { countCells, countOpen, countTeam, countWeeks, listAreaNames, type Cell } from './dashboard-store.ts'
import { addFigures, type Figures } from './figure-columns.ts'
import { suppressSmall } from './suppress.ts'
import type { Rate } from '@ejia/contract/reports.ts'

export const reportRoutes = {
  dashboard: api.reports.dashboard.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const scope = scopeOf(actor, 'dashboard.read', now)
    const area = input.area ?? scope.areas.toSorted((one, other) => one.length - other.length)[0] ?? ''
    const found = await findArea(deps.db, area)
    if (!found || !holds(actor, 'dashboard.read', { areaCode: area }, now)) throw new DomainError('not_found')
    const to = input.to ?? shanghaiDay(now)
    const from = input.from ?? shanghaiDay(new Date(now.getTime() - 92 * 86_400_000))
    if (from > to) throw new DomainError('invalid_input', { issues: [{ path: ['from'], rule: 'in_the_future' }] })
    const period = { area, from, to }
    const narrowed = narrowScope(scope, area)
    // Whoever may open the cases gains nothing by counting them; everybody else sees no small cells.
    const hide = holds(actor, 'request.read', { areaCode: area }, now) ? (counts: readonly number[]) => counts : suppressSmall
    const [standing, cells, overTime, team, configuration] = await Promise.all([
      countOpen(deps.db, narrowed, period, now),
      countCells(deps.db, narrowed, period, now),
      countWeeks(deps.db, narrowed, period),
      countTeam(deps.db, area, now),
      getConfiguration(deps.db, area.length >= 9 ? area.slice(0, 9) : (scope.tenants[0] ?? '')),
    ])
    const totals = addFigures(cells)
    const { filed, solved, staffDeclared, residentVerified } = totals
    const areas = grouped(cells, (cell) => cell.area).toSorted((one, other) => (one.key < other.key ? -1 : 1))
    const categories = grouped(cells, (cell) => cell.category).toSorted((one, other) => other.filed - one.filed || (one.key < other.key ? -1 : 1))
    const names = await listAreaNames(
      deps.db,
      areas.map(({ key }) => key),
    )
    return {
      area: { code: found.code, name: found.name },
      from,
      to,
      countedAt: now.toISOString(),
      ...standing,
      filed,
      solved,
      staffDeclared,
      residentVerified,
      ...rates(totals),
      byArea: suppressed(areas, hide).map((row) => ({ area: { code: row.key, name: names.get(row.key) ?? row.key }, ...row.figures })),
      byCategory: suppressed(categories, hide).map((row) => ({ category: presentCategory(configuration, row.key), ...row.figures })),
      overTime,
      team,
    }
  }),
}

function rates(t: Figures): Record<'responseRate' | 'resolutionRate' | 'satisfactionRate', Rate> {
  const leftOut = [
    { why: 'withdrawn' as const, count: t.withdrawn },
    { why: 'declined' as const, count: t.declined },
    { why: 'merged' as const, count: t.merged },
  ]
  const present = (numerator: number, denominator: number, more: Rate['excluded']): Rate => ({
    numerator,
    denominator,
    excluded: [...leftOut, ...more].filter(({ count }) => count > 0),
  })
  return {
    responseRate: present(t.responded, t.responded + t.notResponded, [{ why: 'notDueYet', count: t.contactNotDue }]),
    resolutionRate: present(t.resolved, t.resolved + t.notResolved, [{ why: 'stillOpen', count: t.stillOpen }]),
    satisfactionRate: present(t.satisfied, t.rated, [
      { why: 'notRated', count: t.finishedUnrated },
      { why: 'stillOpen', count: t.stillOpen },
    ]),
  }
}

const columns = ['open', 'overdue', 'filed', 'staffDeclared', 'residentVerified'] as const

type Group = Figures & { key: string }

function grouped(cells: readonly Cell[], keyOf: (cell: Cell) => string): Group[] {
  return [...Map.groupBy(cells, keyOf)].map(([key, own]) => ({ key, ...addFigures(own) }))
}

function suppressed(rows: readonly Group[], hide: (counts: readonly number[]) => readonly (number | null)[]) {
  const byColumn = Object.fromEntries(columns.map((column) => [column, hide(rows.map((row) => row[column]))])) as Record<
    (typeof columns)[number],
    readonly (number | null)[]
  >
  return rows.map((row, index) => ({
    key: row.key,
    figures: {
      open: byColumn.open[index] ?? null,
      overdue: byColumn.overdue[index] ?? null,
      filed: byColumn.filed[index] ?? null,
      staffDeclared: byColumn.staffDeclared[index] ?? null,
      residentVerified: byColumn.residentVerified[index] ?? null,
    },
  }))
}
