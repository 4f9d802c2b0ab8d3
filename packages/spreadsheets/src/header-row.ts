import { type ExpectedColumn, type GuessedColumn, guessColumns } from './guess-columns.ts'
import type { MergedCells, SheetRow } from './sheet-row.ts'

export interface SheetHeader {
  /** As people see it; several rows joined by " / ". */
  cells: string[]
  /** As Excel numbers them. */
  firstRow: number
  lastRow: number
  /** How well it fits what was expected: the sum of the columns' confidences. */
  score: number
  columns: GuessedColumn[]
}

export const headerJoint = ' / '
/** Titles and notes above a header are not longer than this. */
export const headerZoneRows = 60
/** One column that really fits; less is chance. */
const leastScore = 0.8

/** The header among the first rows: the best fit to the expected columns, else the first row as full as those below it. */
export function findHeader(rows: readonly SheetRow[], merges: readonly MergedCells[], expected: readonly ExpectedColumn[]): SheetHeader | null {
  let best: SheetHeader | null = null
  for (const [index, row] of rows.entries()) {
    for (const depth of depthsAt(rows, index, merges)) {
      const candidate = headerAt(rows.slice(index, index + depth), row.number, row.number + depth - 1, merges, expected)
      if (candidate.score >= leastScore && candidate.score > (best?.score ?? 0) + 0.001) best = candidate
    }
  }
  return best ?? fullestRow(rows, merges, expected)
}

/** The header at a row the person pointed at. */
export function headerAtRow(
  rows: readonly SheetRow[],
  number: number,
  merges: readonly MergedCells[],
  expected: readonly ExpectedColumn[],
): SheetHeader | null {
  const index = rows.findIndex((row) => row.number === number)
  if (index === -1) return null
  const depth = depthsAt(rows, index, merges)[0] ?? 1
  return headerAt(rows.slice(index, index + depth), number, number + depth - 1, merges, expected)
}

function fullestRow(rows: readonly SheetRow[], merges: readonly MergedCells[], expected: readonly ExpectedColumn[]): SheetHeader | null {
  const fill = (row: SheetRow) => row.cells.filter((cell) => cell.trim() !== '').length
  const most = Math.max(0, ...rows.map(fill))
  const index = rows.findIndex((row) => fill(row) >= most * 0.6)
  const row = rows[index]
  return row ? headerAtRow(rows, row.number, merges, expected) : null
}

/** How many rows a header beginning here can have. Merged cells say it; without them two rows that fill each other's gaps may be one. */
function depthsAt(rows: readonly SheetRow[], index: number, merges: readonly MergedCells[]): number[] {
  const row = rows[index]
  if (!row) return []
  const here = merges.filter(({ firstRow }) => firstRow === row.number - 1)
  const filled = row.cells.filter((cell) => cell.trim() !== '').length
  const down = Math.max(0, ...here.map(({ firstRow, lastRow }) => lastRow - firstRow))
  const grouped = filled > 1 && here.some(({ firstRow, lastRow, firstColumn, lastColumn }) => firstRow === lastRow && lastColumn > firstColumn)
  const proven = filled > 1 ? Math.min(3, 1 + Math.max(down, grouped ? 1 : 0)) : 1
  if (proven > 1 && isUnbroken(rows, index, proven)) return [proven]
  const next = rows[index + 1]
  return merges.length === 0 && filled > 1 && next && isUnbroken(rows, index, 2) && complete(row, next) ? [1, 2] : [1]
}

function isUnbroken(rows: readonly SheetRow[], index: number, depth: number): boolean {
  return rows[index + depth - 1]?.number === (rows[index]?.number ?? 0) + depth - 1
}

function complete(row: SheetRow, next: SheetRow): boolean {
  const has = ({ cells }: SheetRow, column: number) => (cells[column] ?? '').trim() !== ''
  const columns = Array.from({ length: Math.max(row.cells.length, next.cells.length) }, (_, column) => column)
  return columns.some((column) => !has(row, column) && has(next, column)) && columns.some((column) => has(row, column) && !has(next, column))
}

function headerAt(
  rows: readonly SheetRow[],
  firstRow: number,
  lastRow: number,
  merges: readonly MergedCells[],
  expected: readonly ExpectedColumn[],
): SheetHeader {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const cells = Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row, index) => valueAt(row, column, merges, rows.length > 1 && index < rows.length - 1))
    return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))].join(headerJoint)
  })
  const columns = guessColumns(cells, expected)
  return { cells, firstRow, lastRow, columns, score: columns.reduce((sum, { confidence }) => sum + confidence, 0) }
}

/** A group's name stands over all its columns. Where no merge says how far it reaches, it reaches to the next name. */
function valueAt(row: SheetRow, column: number, merges: readonly MergedCells[], isGroupRow: boolean): string {
  const own = row.cells[column] ?? ''
  if (own.trim() !== '' || !isGroupRow) return own
  const merge = merges.find((one) => one.firstRow === row.number - 1 && one.firstColumn <= column && column <= one.lastColumn)
  if (merge) return merge.lastRow > merge.firstRow ? own : (row.cells[merge.firstColumn] ?? '')
  if (merges.length > 0) return own
  return row.cells.slice(0, column).findLast((cell) => cell.trim() !== '') ?? ''
}
