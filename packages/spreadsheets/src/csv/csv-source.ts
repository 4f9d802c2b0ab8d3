import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { holdsSomething, placeCell } from '../cell-text.ts'
import type { FileBytes } from '../file-bytes.ts'
import type { SheetLimits } from '../limits.ts'
import type { SheetRow, SpreadsheetSource } from '../sheet-row.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'
import { decodeText, detectEncoding, type TextEncoding } from './text-encoding.ts'

const delimiters = [',', '\t', ';', '|', ','] as const

export async function openCsv(file: FileBytes, limits: SheetLimits): Promise<SpreadsheetSource> {
  const encoding = await detectEncoding(file)
  const delimiter = await detectDelimiter(file, encoding)
  return {
    format: 'csv',
    encoding,
    sheets: [{ name: '', hidden: false, rows: () => readRows(file, encoding, delimiter, limits), merges: () => Promise.resolve([]) }],
    close: () => Promise.resolve(),
  }
}

/** The mark that stands outside quotes most evenly in the first lines; Excel's `sep=;` line says it itself. */
async function detectDelimiter(file: FileBytes, encoding: TextEncoding): Promise<string> {
  let sample = ''
  for await (const text of decodeText(file, encoding)) {
    sample += text
    if (sample.length > 32_768) break
  }
  const said = /^sep=(.)\r?\n/iu.exec(sample)?.[1]
  if (said) return said
  const lines = sample
    .replace(/"(?:[^"]|"")*"/gu, '')
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== '')
  const scored = delimiters.map((delimiter) => {
    const counts = lines.slice(0, 30).map((line) => line.split(delimiter).length - 1)
    const most = Math.max(0, ...counts)
    return { delimiter, score: most === 0 ? 0 : counts.filter((count) => count === most).length * 10 + most + counts.filter((count) => count > 0).length * 10 }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

async function* readRows(file: FileBytes, encoding: TextEncoding, delimiter: string, limits: SheetLimits): AsyncGenerator<SheetRow, void> {
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: limits.cellCharacters * limits.columns,
  })
  // The error reaches the loop below through the parser; the other end only has to be listened to.
  const fed = pipeline(Readable.from(decodeText(file, encoding)), parser).catch(() => {})
  let [number, count] = [0, 0]
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1
      if (number === 1 && /^sep=/iu.test(record[0] ?? '')) continue
      const row = rowOf(number, record, limits)
      if (!holdsSomething(row)) continue
      count += 1
      if (count > limits.rows) throw new SpreadsheetFault('too_many_rows', { maximum: limits.rows })
      yield row
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SpreadsheetFault('damaged', { reason: error.code, row: number + 1 }, error)
    throw error
  } finally {
    parser.destroy()
    await fed
  }
}

function rowOf(number: number, record: readonly string[], limits: SheetLimits): SheetRow {
  const row: SheetRow = { number, cells: [], faults: [] }
  record.forEach((cell, column) => {
    if (cell === '') return
    if (column < limits.columns) placeCell(row, column, cell, limits)
    else if (cell.trim() !== '') throw new SpreadsheetFault('too_many_columns', { maximum: limits.columns, row: number })
  })
  return row
}
