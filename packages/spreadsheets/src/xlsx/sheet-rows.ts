import { holdsSomething, placeCell } from '../cell-text.ts'
import type { SheetLimits } from '../limits.ts'
import type { CellFaultCode, MergedCells, SheetRow } from '../sheet-row.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'
import { type NumberShape, showNumber } from './number-formats.ts'
import { unescapeOffice } from './workbook-parts.ts'
import { attribute, type XmlListener, XmlScanner } from './xml-scanner.ts'

export interface SheetContext {
  sharedStrings: readonly string[]
  shapes: readonly NumberShape[]
  from1904: boolean
  limits: SheetLimits
}

/** Rows as the consumer pulls them: no more than one chunk's rows are ever held. */
export async function* readSheetRows(chunks: AsyncIterable<Buffer>, context: SheetContext): AsyncGenerator<SheetRow, void> {
  const reader = new RowReader(context)
  const scanner = new XmlScanner(reader)
  let count = 0
  for await (const chunk of chunks) {
    scanner.push(chunk)
    for (const row of reader.take()) {
      count += 1
      if (count > context.limits.rows) throw new SpreadsheetFault('too_many_rows', { maximum: context.limits.rows })
      yield row
    }
  }
  scanner.end()
}

class RowReader implements XmlListener {
  private rows: SheetRow[] = []
  private row: SheetRow | null = null
  private lastNumber = 0
  private column = -1
  private type = ''
  private style = -1
  private value = ''
  private hasFormula = false
  private hasValue = false
  private collecting = false
  private inReading = false
  private readonly context: SheetContext
  constructor(context: SheetContext) {
    this.context = context
  }

  take(): SheetRow[] {
    const taken = this.rows
    this.rows = []
    return taken
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'c':
        return this.openCell(attributes)
      case 'v':
        this.collecting = this.row !== null
        this.hasValue = true
        return
      case 't':
        this.collecting = this.row !== null && this.type === 'inlineStr' && !this.inReading
        return
      case 'f':
        this.hasFormula = true
        return
      case 'rPh':
        this.inReading = true
        return
      case 'row': {
        const number = Number(attribute(attributes, 'r') ?? this.lastNumber + 1)
        if (!Number.isInteger(number) || number < 1 || number > 1_048_576) throw new SpreadsheetFault('damaged', { reason: 'row number' })
        this.lastNumber = number
        this.row = { number, cells: [], faults: [] }
        this.column = -1
      }
    }
  }

  text(text: string): void {
    if (this.collecting) this.value += text
  }

  close(name: string): void {
    if (name === 'c') this.closeCell()
    else if (name === 'v' || name === 't') this.collecting = false
    else if (name === 'rPh') this.inReading = false
    else if (name === 'row') {
      if (this.row && holdsSomething(this.row)) this.rows.push(this.row)
      this.row = null
    }
  }

  private openCell(attributes: string): void {
    const reference = attribute(attributes, 'r')
    this.column = reference === null ? this.column + 1 : columnOf(reference)
    this.type = attribute(attributes, 't') ?? 'n'
    this.style = Number(attribute(attributes, 's') ?? -1)
    this.value = ''
    this.hasFormula = false
    this.hasValue = false
  }

  private closeCell(): void {
    const { row, value } = this
    if (!row) return
    if (value === '') {
      if (this.hasFormula && !this.hasValue) this.place(row, '', 'formula_without_value')
      return
    }
    switch (this.type) {
      case 's':
        return this.place(row, this.context.sharedStrings[Number(value)] ?? '')
      case 'str':
      case 'inlineStr':
        return this.place(row, unescapeOffice(value))
      case 'b':
        return this.place(row, value === '1' || value === 'true' ? 'TRUE' : 'FALSE')
      case 'e':
        return this.place(row, value, 'error_value')
      case 'd':
        return this.place(row, value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, ''))
      default:
        return this.placeNumber(row, value)
    }
  }

  private placeNumber(row: SheetRow, written: string): void {
    const value = Number(written)
    if (!Number.isFinite(value)) return this.place(row, written)
    const { text, fault } = showNumber(value, this.context.shapes[this.style] ?? 'plain', this.context.from1904)
    this.place(row, text, fault)
  }

  private place(row: SheetRow, text: string, fault?: CellFaultCode): void {
    if (text === '' && !fault) return
    if (this.column >= this.context.limits.columns) {
      if (text.trim() === '') return
      throw new SpreadsheetFault('too_many_columns', { maximum: this.context.limits.columns, row: row.number })
    }
    placeCell(row, this.column, text, this.context.limits, fault)
  }
}

/** AB12 → 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  if (column < 1 || column > 16_384) throw new SpreadsheetFault('damaged', { reason: 'cell reference' })
  return column - 1
}

const mergesMark = Buffer.from('<mergeCells')
/** Merged headers stand at the top; a sheet with more than this is not looked at further. */
const mostMerges = 10_000

/** The list stands behind the rows, so the part is run through once without looking at its cells. */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<MergedCells[]> {
  let tail: Buffer = Buffer.alloc(0)
  let list = ''
  for await (const chunk of chunks) {
    if (list === '') {
      const joined = Buffer.concat([tail, chunk])
      const at = joined.indexOf(mergesMark)
      if (at === -1) tail = joined.subarray(Math.max(0, joined.length - mergesMark.length))
      else list = joined.toString('latin1', at)
    } else list += chunk.toString('latin1')
    const end = list.indexOf('</mergeCells>')
    if (end !== -1) list = list.slice(0, end)
    if (end !== -1 || list.length > mostMerges * 40) break
  }
  return [...list.matchAll(/ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gu)].map(([, firstColumn, firstRow, lastColumn, lastRow]) => ({
    firstRow: Number(firstRow) - 1,
    lastRow: Number(lastRow) - 1,
    firstColumn: columnOf(firstColumn ?? ''),
    lastColumn: columnOf(lastColumn ?? ''),
  }))
}
