import { openCsv } from './csv/csv-source.ts'
import { fileBytes } from './file-bytes.ts'
import { detectContainer } from './file-kind.ts'
import type { ExpectedColumn } from './guess-columns.ts'
import { findHeader, headerAtRow, headerZoneRows, type SheetHeader } from './header-row.ts'
import { defaultLimits, type SheetLimits } from './limits.ts'
import { MergedValues } from './merged-values.ts'
import type { MergedCells, SheetRow, SheetSource, SpreadsheetSource } from './sheet-row.ts'
import { asFault, SpreadsheetFault } from './spreadsheet-fault.ts'
import { openXls } from './xls/xls-source.ts'
import { openXlsx } from './xlsx/xlsx-source.ts'

export interface OpenSheetOptions {
  /** Decides which sheet and which row is meant. */
  expected?: readonly ExpectedColumn[]
  limits?: Partial<SheetLimits>
  /** What a person chose instead of the guess. */
  sheetName?: string
  headerRow?: number
}

export interface OpenedSheet extends AsyncDisposable {
  format: 'xlsx' | 'xls' | 'csv'
  /** Of a CSV file. */
  encoding: string | null
  sheetName: string
  /** Every sheet a person could choose; hidden ones are left out. */
  sheetNames: string[]
  header: SheetHeader
  /** The rows under the header, in order; may be read more than once. Throws `SpreadsheetFault` where the file turns out broken or too large. */
  rows: AsyncIterable<SheetRow>
  close: () => Promise<void>
}

/** Opens a spreadsheet an office really has. Decides by content what it is, which sheet is meant and where its header stands. */
export async function openSheetRows(origin: string | Buffer, options: OpenSheetOptions = {}): Promise<OpenedSheet> {
  const limits = { ...defaultLimits, ...options.limits }
  try {
    const source = await openSource(origin, limits)
    try {
      return await chooseSheet(source, options)
    } catch (error) {
      await source.close()
      throw error
    }
  } catch (error) {
    throw asFault(error)
  }
}

async function openSource(origin: string | Buffer, limits: SheetLimits): Promise<SpreadsheetSource> {
  const file = await fileBytes(origin)
  if (file.size > limits.fileBytes) throw new SpreadsheetFault('too_large', { bytes: file.size, maximum: limits.fileBytes })
  const container = await detectContainer(file)
  if (container === 'zip') return openXlsx(file, limits)
  return container === 'ole' ? openXls(file, limits) : openCsv(file, limits)
}

async function chooseSheet(source: SpreadsheetSource, { expected = [], sheetName, headerRow }: OpenSheetOptions): Promise<OpenedSheet> {
  const visible = source.sheets.filter(({ hidden }) => !hidden)
  const asked = sheetName === undefined ? visible : visible.filter(({ name }) => name === sheetName)
  let best: { sheet: SheetSource; header: SheetHeader; merges: MergedCells[] } | null = null
  for (const sheet of asked) {
    const top = await topRows(sheet, headerRow ?? 0)
    const merges = top.length > 0 ? await sheet.merges() : []
    const header = headerRow === undefined ? findHeader(top, merges, expected) : headerAtRow(top, headerRow, merges, expected)
    if (header && (!best || header.score > best.header.score)) best = { sheet, header, merges }
  }
  if (!best) throw new SpreadsheetFault('no_rows')
  const { sheet, header, merges } = best
  const { format, encoding, close } = source
  return {
    format,
    encoding,
    sheetName: sheet.name,
    sheetNames: visible.map(({ name }) => name),
    header,
    rows: { [Symbol.asyncIterator]: () => rowsBelow(sheet, header, merges) },
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function topRows(sheet: SheetSource, atLeastTo: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of sheet.rows()) {
    rows.push(row)
    if (rows.length >= headerZoneRows && row.number > atLeastTo + 3) break
  }
  return rows
}

async function* rowsBelow(sheet: SheetSource, header: SheetHeader, merges: readonly MergedCells[]): AsyncGenerator<SheetRow, void> {
  try {
    const merged = new MergedValues(merges)
    for await (const row of sheet.rows()) {
      if (row.number <= header.lastRow) continue
      merged.fill(row)
      while (row.cells.length < header.cells.length) row.cells.push('')
      yield row
    }
  } catch (error) {
    throw asFault(error)
  }
}
