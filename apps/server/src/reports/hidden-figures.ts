import type { Scope } from '../access/permissions.ts'
import type { Db } from '../platform/database.ts'
import { hiddenAreas } from '../privacy/small-cells.ts'
import { countByGrid, countCells, countOpenByGrid, type Period } from './dashboard-store.ts'
import { addFigures, type Figure } from './figure-columns.ts'

/** Is a figure of an area hidden, at whatever level it is asked for? */
export type IsHidden = (figure: Figure | NowFigure | 'leftOut', area: string) => boolean
/** Of what stands open now, whenever it was filed. */
type NowFigure = 'nowOpen' | 'nowDueToday' | 'nowOverdue'

/** What every rate leaves out. Each is rare: where one is too rare to be told, they are told together. */
export const leftOutFigures = ['withdrawn', 'declined', 'merged'] as const

/** A subdistrict with more than this is told as a whole anyway: it has not so many grids that each could hold one case. */
const manyGrids = 300

/** What is known to lie in an area but in no smaller one counts as a part of its own. */
export const asPart = (area: string, digits: number) => area.padEnd(digits, '0')

/**
 * For whoever may not open the cases: which figures are too small to be told, so that no level gives away what another
 * hides. One answer for the whole district `top`, whichever of its areas is asked for.
 */
export async function findHidden(db: Db, scope: Scope, period: Period, top: string, now: Date): Promise<IsHidden> {
  const cells = await countCells(db, scope, { ...period, area: top, byGrid: false }, now)
  const bySubdistrict = [...Map.groupBy(cells, (cell) => asPart(cell.area, 9))].map(([area, own]) => ({ area, ...addFigures(own) }))
  const isFew = (row: (typeof bySubdistrict)[number]) => Object.values(row).some((count) => typeof count === 'number' && count > 0 && count < manyGrids)
  const detailed = bySubdistrict.filter((row) => row.area === period.area.slice(0, 9) || isFew(row)).map(({ area }) => area)
  const parts = [...bySubdistrict.filter(({ area }) => !detailed.includes(area)), ...(await countByGrid(db, detailed, period, now))]
  const standing = await countOpenByGrid(db, scope.tenants, now)
  const columns: Record<NowFigure, Map<string, number>> = {
    nowOpen: new Map(standing.map((row) => [asPart(row.area, 15), row.open])),
    nowDueToday: new Map(standing.map((row) => [asPart(row.area, 15), row.dueToday])),
    nowOverdue: new Map(standing.map((row) => [asPart(row.area, 15), row.overdue])),
  }
  const hidden = new Map<Parameters<IsHidden>[0], Set<string>>()
  const countOf = (part: (typeof parts)[number], figure: Figure | 'leftOut') =>
    figure === 'leftOut' ? leftOutFigures.reduce((sum, one) => sum + part[one], 0) : part[figure]
  return (figure, area) => {
    const column =
      figure in columns ? columns[figure as NowFigure] : new Map(parts.map((part) => [asPart(part.area, 15), countOf(part, figure as Figure | 'leftOut')]))
    const known = hidden.get(figure) ?? hiddenAreas(column, top)
    hidden.set(figure, known)
    return known.has(area)
  }
}
