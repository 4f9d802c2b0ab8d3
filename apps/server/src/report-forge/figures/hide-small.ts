import type { ReportFilter, ReportSource } from '@ejia/contract/report-sources.ts'
import { smallestCell } from '../../privacy/small-cells.ts'

/** A column of counts of people or cases, row by row; of a share its denominator, small when numerator or denominator is. */
export type CountedColumn = { source: ReportSource; filter: ReportFilter; cells: readonly { size: number; small: boolean }[] }
type Cell = { column: number; row: number }

export const isSmall = (count: number) => count > 0 && count < smallestCell

/**
 * Which cells are not told: the small ones, and as many others as keep them from being had by subtraction, down a column
 * (its total is in another form) and along a row (a column that others are parts of).
 */
export function hiddenCells(columns: readonly CountedColumn[], groupOf: readonly string[]): boolean[][] {
  const hidden = columns.map((column) => column.cells.map((cell) => cell.small))
  const lines = [...linesDown(columns, groupOf), ...linesAlong(columns, groupOf.length)]
  for (let changed = true; changed;) {
    changed = false
    for (const line of lines) {
      if (line.filter(({ column, row }) => hidden[column]![row]).length !== 1) continue
      const next = line
        .filter(({ column, row }) => !hidden[column]![row] && columns[column]!.cells[row]!.size > 0)
        .toSorted((one, other) => columns[one.column]!.cells[one.row]!.size - columns[other.column]!.cells[other.row]!.size)[0]
      if (!next) continue
      hidden[next.column]![next.row] = true
      changed = true
    }
  }
  return hidden
}

function linesDown(columns: readonly CountedColumn[], groupOf: readonly string[]): Cell[][] {
  const groups = [...Map.groupBy(groupOf.keys(), (row) => groupOf[row]!).values()]
  return columns.flatMap((_, column) => groups.map((rows) => rows.map((row) => ({ column, row }))))
}

/** A column and those that only narrow it by one thing more: complaints, tip-offs … and all cases. */
function linesAlong(columns: readonly CountedColumn[], rows: number): Cell[][] {
  const lines: Cell[][] = []
  for (const [whole, { source, filter }] of columns.entries()) {
    const parts = Map.groupBy(
      [...columns.keys()].filter((index) => columns[index]!.source === source),
      (index) => narrowedBy(filter, columns[index]!.filter),
    )
    for (const [dimension, members] of parts)
      if (dimension !== null) for (let row = 0; row < rows; row += 1) lines.push([whole, ...members].map((column) => ({ column, row })))
  }
  return lines
}

function narrowedBy(whole: ReportFilter, part: ReportFilter): string | null {
  const more = (Object.keys(part) as (keyof ReportFilter)[]).filter((key) => part[key] !== whole[key])
  return more.length === 1 && whole[more[0]!] === undefined && Object.keys(part).length === Object.keys(whole).length + 1 ? more[0]! : null
}
