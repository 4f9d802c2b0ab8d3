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
import { addFigures, type Figures } from './figure-columns.ts'
import { countPeople, countRegistry, countRegistryByGrid, countSolved } from './standing-store.ts'
import { hiddenAreas, suppressSmall } from '../privacy/small-cells.ts'
import type { Rate } from '@ejia/contract/reports.ts'

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
    // Whoever may open the cases gains nothing by counting them; everybody else sees no small cells.
    const hide = holds(actor, 'request.read', { areaCode: area }, now) ? (counts: readonly number[]) => counts : suppressSmall
    const [open, reviewDue, cells, overTime, configuration] = await Promise.all([
      countOpen(deps.db, scope, period, now),
      countReviewsDue(deps.db, scope, period, now),
      countCells(deps.db, scope, period, now),
      countWeeks(deps.db, scope, period),
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
      above: above ? { code: above.code, name: above.name } : null,
      from,
      to,
      by: period.byGrid ? ('grid' as const) : ('below' as const),
      countedAt: now.toISOString(),
      ...open,
      reviewDue,
      filed,
      solved,
      staffDeclared,
      residentVerified,
      ...rates(totals),
      byArea: suppressed(areas, hide).map((row) => ({ area: { code: row.key, name: names.get(row.key) ?? row.key }, ...row.figures })),
      byCategory: suppressed(categories, hide).map((row) => ({ category: presentCategory(configuration, row.key), ...row.figures })),
      overTime,
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
    const few = !may('registry.party') && (isSmall('registered') || isSmall('unregistered'))
    return {
      area: { code: area.code, name: area.name },
      ...people,
      partyMembers: few ? null : { registered, base },
      residentsInTouch: may('registry.read') || !isSmall('inTouch') ? inTouch : null,
      largeAndMediumEnterprises: enterprises,
      ...solved,
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
