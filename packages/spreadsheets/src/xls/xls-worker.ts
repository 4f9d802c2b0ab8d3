/** Reads one .xls apart from the server: the library is synchronous, and a hostile file may cost it all its memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { read, set_cptable } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import type { XlsCell, XlsMessage, XlsRequest } from './xls-messages.ts'

/** What a BIFF error byte stands for. */
const errorNames: Record<number, string> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' }
const { bytes, sheetRows } = workerData as XlsRequest
const batchRows = 2000

const send = (message: XlsMessage) => parentPort?.postMessage(message)

// Excel 95 wrote GBK bytes.
set_cptable(codePages)
const book = read(bytes, {
  type: 'buffer',
  dense: true,
  cellFormula: true,
  cellHTML: false,
  cellText: false,
  cellNF: true,
  cellDates: false,
  bookVBA: false,
  sheetRows,
})
const from1904 = book.Workbook?.WBProps?.date1904 === true
for (const [index, name] of book.SheetNames.entries()) {
  const sheet = book.Sheets[name]
  const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
  const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({ firstRow: s.r, lastRow: e.r, firstColumn: s.c, lastColumn: e.c }))
  send({ kind: 'sheet', name, hidden, merges, from1904 })
  let batch: { number: number; cells: XlsCell[] }[] = []
  // Sheets that begin below A1 keep their place: dense data is indexed from A1.
  for (const [row, cells] of (sheet?.['!data'] ?? []).entries()) {
    const kept = (cells ?? []).flatMap((cell, column) => (cell && cell.t !== 'z' ? [cellOf(cell, column)] : []))
    if (kept.length > 0) batch.push({ number: row + 1, cells: kept })
    if (batch.length < batchRows) continue
    send({ kind: 'rows', rows: batch })
    batch = []
  }
  send({ kind: 'rows', rows: batch })
}
send({ kind: 'end' })

function cellOf({ t, v, w, z }: { t: string; v?: unknown; w?: string; z?: string | number }, column: number): XlsCell {
  if (t === 'e') return { column, type: 'error', value: w ?? errorNames[Number(v)] ?? '#VALUE!' }
  if (t === 'b') return { column, type: 'text', value: v === true ? 'TRUE' : 'FALSE' }
  if (t === 'n') return { column, type: 'number', value: Number(v), format: typeof z === 'string' ? z : null }
  return { column, type: 'text', value: String(v ?? '') }
}
