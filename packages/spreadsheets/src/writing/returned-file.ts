import type { Readable } from 'node:stream'
import type { CellValue } from './sheet-plan.ts'
import { writeWorkbook } from './write-workbook.ts'

/** A row as the person sent it, with what is wrong with it in their words; null where nothing is. */
export interface ReturnedRow {
  cells: readonly string[]
  error: string | null
}

export interface ReturnedFile {
  sheetName: string
  header: readonly string[]
  /** 错误, in the person's language. */
  errorHeader: string
  /** The file for correcting holds only the rows that must be sent again. */
  onlyWithErrors: boolean
  rows: Iterable<ReturnedRow> | AsyncIterable<ReturnedRow>
}

/** The person's own rows with one more column at the end that says what to correct. A file returned before keeps its one error column. */
export function writeReturnedFile({ sheetName, header, errorHeader, onlyWithErrors, rows }: ReturnedFile): Readable {
  const kept = header.flatMap((name, column) => (name.trim() === errorHeader ? [] : [column]))
  const columns = [...kept.map((column) => ({ header: header[column] ?? '' })), { header: errorHeader, widthCharacters: 50 }]
  return writeWorkbook([{ name: sheetName, columns, lastColumnIsError: true, rows: returned(rows, kept, onlyWithErrors) }])
}

async function* returned(rows: ReturnedFile['rows'], kept: readonly number[], onlyWithErrors: boolean): AsyncGenerator<CellValue[], void> {
  for await (const { cells, error } of rows) {
    if (onlyWithErrors && error === null) continue
    yield [...kept.map((column) => cells[column] ?? ''), error]
  }
}
