export type CellFaultCode =
  /** #N/A, #REF!, …: the formula failed where the file was saved. */
  | 'error_value'
  /** A long number kept as a floating number: 370203199001011234 became 3.70203E+17. The original digits are gone. */
  | 'lost_digits'
  | 'formula_without_value'
  /** A date before 1900-03-01 or after 9999, or the 29 February 1900 that only Excel knows. */
  | 'impossible_date'
  | 'unreadable_characters'
  | 'too_long'

export interface CellFault {
  /** From 0, as in `cells`. */
  column: number
  code: CellFaultCode
  /** What the file holds, for the sentence. */
  written: string
}

export interface SheetRow {
  /** The row number Excel shows. */
  number: number
  cells: string[]
  faults: CellFault[]
}

/** From 0, both ends included. */
export interface MergedCells {
  firstRow: number
  lastRow: number
  firstColumn: number
  lastColumn: number
}

/** One sheet of an open file. `rows` may be read again from the start, and gives only rows that hold something. */
export interface SheetSource {
  name: string
  hidden: boolean
  rows: () => AsyncIterable<SheetRow>
  merges: () => Promise<MergedCells[]>
}

export interface SpreadsheetSource {
  format: 'xlsx' | 'xls' | 'csv'
  /** Of a text file. */
  encoding: string | null
  sheets: SheetSource[]
  close: () => Promise<void>
}
