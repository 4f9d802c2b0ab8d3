export type CellValue = string | number | null

export interface PlannedColumn {
  header: string
  /** In characters of Latin text; a Chinese one takes two. */
  widthCharacters?: number
  /** Shown with an asterisk and in red. */
  required?: boolean
  /** A dropdown; anything else is refused by Excel. */
  choices?: readonly string[]
  /** Shown beside the cell when it is chosen. */
  hint?: string
}

export type SheetRows = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>

/** One sheet as it shall look. Every column is text, so Excel keeps all 18 digits and leading zeros. */
export interface PlannedSheet {
  name: string
  columns: readonly PlannedColumn[]
  /** Lines above the header, over the whole width. */
  notes?: readonly string[]
  /** In the first row and in header and footer of each printed page. */
  watermark?: string
  /** The last column is shown in red. */
  lastColumnIsError?: boolean
  rows: SheetRows
}
