import type { MergedCells } from '../sheet-row.ts'

export interface XlsRequest {
  bytes: Uint8Array
  /** Stop after so many rows of a sheet; 0 reads all. */
  sheetRows: number
}

export type XlsCell = { column: number; type: 'text' | 'error'; value: string } | { column: number; type: 'number'; value: number; format: string | null }

export type XlsMessage =
  | { kind: 'sheet'; name: string; hidden: boolean; merges: MergedCells[]; from1904: boolean }
  | { kind: 'rows'; rows: { number: number; cells: XlsCell[] }[] }
  | { kind: 'end' }
