import type { MergedCells, SheetRow } from './sheet-row.ts'

/** A value merged down over several rows holds for each of them: one address, four people. */
export class MergedValues {
  private readonly starts = new Map<number, MergedCells[]>()
  private open: { until: number; column: number; value: string }[] = []
  constructor(merges: readonly MergedCells[]) {
    for (const merge of merges) {
      if (merge.lastRow === merge.firstRow) continue
      const list = this.starts.get(merge.firstRow + 1)
      if (list) list.push(merge)
      else this.starts.set(merge.firstRow + 1, [merge])
    }
  }

  fill(row: SheetRow): void {
    if (this.starts.size === 0) return
    this.open = this.open.filter(({ until }) => until >= row.number)
    for (const { column, value } of this.open) {
      while (row.cells.length <= column) row.cells.push('')
      if (row.cells[column] === '') row.cells[column] = value
    }
    for (const { firstColumn, lastRow } of this.starts.get(row.number) ?? []) {
      const value = row.cells[firstColumn] ?? ''
      if (value !== '') this.open.push({ until: lastRow + 1, column: firstColumn, value })
    }
  }
}
