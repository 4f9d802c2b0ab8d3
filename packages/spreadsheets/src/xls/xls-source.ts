import { Worker } from 'node:worker_threads'
import { holdsSomething, placeCell } from '../cell-text.ts'
import type { FileBytes } from '../file-bytes.ts'
import type { SheetLimits } from '../limits.ts'
import type { MergedCells, SheetRow, SpreadsheetSource } from '../sheet-row.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'
import { shapeOfFormat, showNumber } from '../xlsx/number-formats.ts'
import { streamNames } from './ole-directory.ts'
import type { XlsCell, XlsMessage, XlsRequest } from './xls-messages.ts'

const workerMegabytes = 512
const longestSeconds = 60

interface ReadSheet {
  name: string
  hidden: boolean
  merges: MergedCells[]
  rows: SheetRow[]
}

/** An .xls holds 65,536 rows at most; they are kept in memory. WPS writes .et as the same records, and it is read the same way. */
export async function openXls(file: FileBytes, limits: SheetLimits): Promise<SpreadsheetSource> {
  if (file.size > limits.xlsBytes) throw new SpreadsheetFault('too_large', { bytes: file.size, maximum: limits.xlsBytes })
  const bytes = await file.whole()
  requireWorkbookStream(streamNames(bytes))
  const sheets = await readInWorker({ bytes: new Uint8Array(bytes), sheetRows: 0 }, limits)
  return {
    format: 'xls',
    encoding: null,
    sheets: sheets.map(({ name, hidden, merges, rows }) => ({ name, hidden, rows: () => each(rows), merges: () => Promise.resolve(merges) })),
    close: () => Promise.resolve(),
  }
}

async function* each(rows: readonly SheetRow[]): AsyncGenerator<SheetRow, void> {
  for (const { number, cells, faults } of rows) yield { number, cells: [...cells], faults: [...faults] }
}

function requireWorkbookStream(names: ReadonlySet<string>): void {
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) throw new SpreadsheetFault('password_protected')
  if (names.has('Workbook') || names.has('Book')) return
  if (names.has('WordDocument')) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'document' })
  if (names.has('PowerPoint Document')) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'presentation' })
  throw names.size === 0 ? new SpreadsheetFault('damaged', { reason: 'no directory' }) : new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'binary' })
}

function readInWorker(request: XlsRequest, limits: SheetLimits): Promise<ReadSheet[]> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadSheet[]>()
  const worker = new Worker(new URL('xls-worker.ts', import.meta.url), { workerData: request, resourceLimits: { maxOldGenerationSizeMb: workerMegabytes } })
  const sheets: ReadSheet[] = []
  let from1904 = false
  const refuse = (error: unknown) => {
    reject(error)
    void worker.terminate()
  }
  const timer = setTimeout(() => refuse(new SpreadsheetFault('too_large', { seconds: longestSeconds })), longestSeconds * 1000)
  worker.on('message', (message: XlsMessage) => {
    if (message.kind === 'end') return resolve(sheets)
    if (message.kind === 'sheet') {
      sheets.push({ name: message.name, hidden: message.hidden, merges: message.merges, rows: [] })
      from1904 = message.from1904
      return sheets.length > limits.sheets ? refuse(new SpreadsheetFault('too_many_sheets', { maximum: limits.sheets })) : undefined
    }
    try {
      const rows = message.rows.map(({ number, cells }) => rowOf(number, cells, from1904, limits)).filter(holdsSomething)
      sheets.at(-1)?.rows.push(...rows)
      if ((sheets.at(-1)?.rows.length ?? 0) > limits.rows) refuse(new SpreadsheetFault('too_many_rows', { maximum: limits.rows }))
    } catch (error) {
      refuse(error)
    }
  })
  worker.on('error', (error: Error & { code?: string }) => refuse(faultOf(error)))
  worker.on('exit', () => {
    clearTimeout(timer)
    reject(new SpreadsheetFault('damaged', { reason: 'reader stopped' }))
  })
  return promise
}

function faultOf(error: Error & { code?: string }): SpreadsheetFault {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new SpreadsheetFault('unpacks_too_large', { megabytes: workerMegabytes }, error)
  if (/password|encrypt/iu.test(error.message)) return new SpreadsheetFault('password_protected', {}, error)
  return new SpreadsheetFault('damaged', { reason: error.message.slice(0, 200) }, error)
}

function rowOf(number: number, cells: readonly XlsCell[], from1904: boolean, limits: SheetLimits): SheetRow {
  const row: SheetRow = { number, cells: [], faults: [] }
  for (const cell of cells) {
    const { column } = cell
    if (column >= limits.columns) {
      if (String(cell.value).trim() === '') continue
      throw new SpreadsheetFault('too_many_columns', { maximum: limits.columns, row: number })
    }
    if (cell.type === 'number') {
      const { text, fault } = showNumber(cell.value, cell.format === null ? 'plain' : shapeOfFormat(-1, cell.format), from1904)
      placeCell(row, column, text, limits, fault)
    } else if (cell.value !== '') placeCell(row, column, cell.value, limits, cell.type === 'error' ? 'error_value' : undefined)
  }
  return row
}
