import type { Action } from '@ejia/contract/access.ts'
import { parentOf } from '@ejia/geography/area-codes.ts'
import type { Actor } from '../access/actor.ts'
import { api } from '../access/api.ts'
import { holds, scopeOf, type Scope } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { presentCategory } from '../requests/request-view.ts'
import { countCells, countOpen, countReviewsDue, countWeeks, listAreaNames, type Cell } from './dashboard-store.ts'
import { addFigures, type Figure, type Figures } from './figure-columns.ts'
import { asPart, findHidden, leftOutFigures, type IsHidden } from './hidden-figures.ts'
import { countPeople, countRegistry, countRegistryByGrid, countSolved, countSolvedByGrid } from './standing-store.ts'
import { hiddenAreas, smallestCell, suppressSmall } from '../privacy/small-cells.ts'
import type { DashboardRow, Rate } from '@ejia/contract/reports.ts'

export const reportRoutes = {
  dashboard: api.reports.dashboard.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { scope, area: found } = await requireArea(deps.db, actor, input.area, now)
    const area = found.code
    const to = input.to ?? shanghaiDay(now)
    const from = input.from ?? shanghaiDay(new Date(now.getTime() - 92 * 86_400_000))
    if (from > to) throw new DomainError('invalid_input', { issues: [{ path: ['from'], rule: 'in_the_future' }] })
    const period = { area, from, to, byGrid: input.by === 'grid' && area.length >= 9 }
    const parent = parentOf(area)
    const above = parent !== null && holds(actor, 'dashboard.read', { areaCode: parent }, now) ? await findArea(deps.db, parent) : null
    // Whoever may open the cases gains nothing by counting them; everybody else sees no small cells, at no level.
    const reads = holds(actor, 'request.read', { areaCode: area }, now)
    const top = deps.config.district.code
    const [open, reviewDue, cells, overTime, isHidden, configuration] = await Promise.all([
      countOpen(deps.db, scope, period, now),
      countReviewsDue(deps.db, scope, period, now),
      countCells(deps.db, scope, period, now),
      countWeeks(deps.db, scope, period),
      reads ? nothingHidden : findHidden(deps.db, scope, period, top, now),
      getConfiguration(deps.db, area.length >= 9 ? area.slice(0, 9) : (scope.tenants[0] ?? '')),
    ])
    const totals = addFigures(cells)
    const told = (figure: Parameters<typeof isHidden>[0], count: number) => (isHidden(figure, area) ? null : count)
    // Counted in no smaller area, so that nothing can be computed from them but what the whole district holds.
    const toldAbove = (count: number) => (reads || (area === top && (count === 0 || count >= smallestCell)) ? count : null)
    const digits = period.byGrid ? 15 : Math.min(15, area.length + 3)
    const areas = grouped(cells, (cell) => cell.area).toSorted((one, other) => (one.key < other.key ? -1 : 1))
    const categories = grouped(cells, (cell) => cell.category).toSorted((one, other) => other.filed - one.filed || (one.key < other.key ? -1 : 1))
    const names = await listAreaNames(
      deps.db,
      areas.map(({ key }) => key),
    )
    return {
      area: { code: found.code, name: found.name },
      above: above ? { code: above.code, name: above.name } : null,
      from,
      to,
      by: period.byGrid ? ('grid' as const) : ('below' as const),
      countedAt: now.toISOString(),
      open: told('nowOpen', open.open),
      dueToday: told('nowDueToday', open.dueToday),
      overdue: told('nowOverdue', open.overdue),
      reviewDue: toldAbove(reviewDue),
      filed: told('filed', totals.filed),
      solved: told('solved', totals.solved),
      staffDeclared: told('staffDeclared', totals.staffDeclared),
      residentVerified: told('residentVerified', totals.residentVerified),
      ...rates(totals, (figure) => isHidden(figure, area)),
      byArea: areas.map(({ key, ...figures }) => ({
        area: { code: key, name: names.get(key) ?? key },
        ...rowOf((column) => (isHidden(column, asPart(key, digits)) ? null : figures[column])),
      })),
      byCategory:
        reads || area === top ? byCategory(categories, reads).map(({ key, ...row }) => ({ category: presentCategory(configuration, key), ...row })) : [],
      overTime: reads || area === top ? overTime : [],
    }
  }),
  standing: api.reports.standing.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { scope, area } = await requireArea(deps.db, actor, input.area, now)
    const tenants = scope.tenants.filter((tenant) => tenant.startsWith(area.code) || area.code.startsWith(tenant))
    const [people, { registered, base, inTouch, enterprises }, solved] = await Promise.all([
      countPeople(deps.db, area.code, now),
      countRegistry(deps.db, tenants, area.code),
      countSolved(deps.db, tenants, area.code, now),
    ])
    // Who belongs to the party is for those who work with it; everybody else sees no small cells (field.md §5.6).
    const may = (action: Action) => holds(actor, action, { areaCode: area.code }, now)
    const top = deps.config.district.code
    const byGrid = may('registry.party') && may('registry.read') ? null : await countRegistryByGrid(deps.db, top)
    const isSmall = (column: 'inTouch' | 'registered' | 'unregistered') =>
      byGrid !== null && hiddenAreas(new Map(byGrid.map((row) => [row.grid, row[column]])), top).has(area.code)
    const solvedByGrid = may('request.read') ? null : await countSolvedByGrid(deps.db, scope.tenants, now)
    const toldSolved = (column: 'solved' | 'residentVerified') =>
      solvedByGrid !== null && hiddenAreas(new Map(solvedByGrid.map((row) => [row.grid, row[column]])), top).has(area.code) ? null : solved[column]
    const few = !may('registry.party') && (isSmall('registered') || isSmall('unregistered'))
    return {
      area: { code: area.code, name: area.name },
      ...people,
      partyMembers: few ? null : { registered, base },
      residentsInTouch: may('registry.read') || !isSmall('inTouch') ? inTouch : null,
      largeAndMediumEnterprises: enterprises,
      solved: toldSolved('solved'),
      residentVerified: toldSolved('residentVerified'),
    }
  }),
}

/** The asked area, or the widest of the person's own; out of sight is not found. */
async function requireArea(db: Db, actor: Actor, asked: string | undefined, now: Date): Promise<{ scope: Scope; area: { code: string; name: string } }> {
  const scope = scopeOf(actor, 'dashboard.read', now)
  const code = asked ?? scope.areas.toSorted((one, other) => one.length - other.length)[0] ?? ''
  const area = await findArea(db, code)
  if (!area || !holds(actor, 'dashboard.read', { areaCode: code }, now)) throw new DomainError('not_found')
  return { scope, area }
}

/**
 * A rate is told with all it was counted from, or not at all. What every rate leaves out is told together where one of it
 * is too small; what one rate alone leaves out would follow from the others.
 */
function rates(t: Figures, isHidden: (figure: Figure | 'leftOut') => boolean): Record<'responseRate' | 'resolutionRate' | 'satisfactionRate', Rate | null> {
  type Part = { why: Rate['excluded'][number]['why']; count: number; of: Figure | 'leftOut' }
  const leftOut: Part[] = leftOutFigures.some(isHidden)
    ? [{ why: 'together', count: leftOutFigures.reduce((sum, why) => sum + t[why], 0), of: 'leftOut' }]
    : leftOutFigures.map((why) => ({ why, count: t[why], of: why }))
  const present = (numerator: Figure, others: readonly Figure[], denominator: number, more: readonly Part[]): Rate | null => {
    const excluded = [...leftOut, ...more]
    if ([numerator, ...others, ...excluded.map(({ of }) => of)].some(isHidden)) return null
    return { numerator: t[numerator], denominator, excluded: excluded.filter(({ count }) => count > 0).map(({ why, count }) => ({ why, count })) }
  }
  const stillOpen = { why: 'stillOpen', count: t.stillOpen, of: 'stillOpen' } as const
  return {
    responseRate: present('responded', ['notResponded'], t.responded + t.notResponded, [{ why: 'notDueYet', count: t.contactNotDue, of: 'contactNotDue' }]),
    resolutionRate: present('resolved', ['notResolved'], t.resolved + t.notResolved, [stillOpen]),
    satisfactionRate: present('satisfied', ['rated'], t.rated, [{ why: 'notRated', count: t.finishedUnrated, of: 'finishedUnrated' }, stillOpen]),
  }
}

const columns = ['open', 'overdue', 'filed', 'staffDeclared', 'residentVerified'] as const

const nothingHidden: IsHidden = () => false

type Group = Figures & { key: string }

function grouped(cells: readonly Cell[], keyOf: (cell: Cell) => string): Group[] {
  return [...Map.groupBy(cells, keyOf)].map(([key, own]) => ({ key, ...addFigures(own) }))
}

const rowOf = (tell: (column: (typeof columns)[number]) => number | null): DashboardRow => ({
  open: tell('open'),
  overdue: tell('overdue'),
  filed: tell('filed'),
  staffDeclared: tell('staffDeclared'),
  residentVerified: tell('residentVerified'),
})

function byCategory(rows: readonly Group[], reads: boolean): ({ key: string } & DashboardRow)[] {
  const told = Object.fromEntries(
    columns.map((column) => {
      const counts = rows.map((row) => row[column])
      return [column, reads ? counts : suppressSmall(counts)]
    }),
  ) as Record<(typeof columns)[number], (number | null)[]>
  return rows.map((row, index) => ({ key: row.key, ...rowOf((column) => told[column][index] ?? null) }))
}
