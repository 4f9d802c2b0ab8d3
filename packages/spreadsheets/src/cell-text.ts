import type { SheetLimits } from './limits.ts'
import type { CellFaultCode, SheetRow } from './sheet-row.ts'

/** Excel keeps 15 digits of a number; from here on the last ones are invented. */
const firstUnsafeInteger = 1e15
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\uffff]/gu
const scientific = /^\s*(\d(?:\.(\d+))?)E\+?(\d{2,3})\s*$/iu
/** ="370203…", '370203… and a leading tab are what people do to keep Excel from eating digits. */
const shielded = /^(?:="([^"]*)"|['\t]\s*([0-9Xx]+)\s*|'(\s*[=＝@＠+＋\-－][\s\S]*))$/u

/** Text as it is stored: no control characters, whole surrogate pairs, one kind of line end. Widths and spaces are left to the caller. */
export function cleanText(written: string): string {
  const safe = /[^\u0020-\ud7ff]/u.test(written) ? written.toWellFormed().replace(/\r\n?/gu, '\n').replace(controls, '') : written
  const shield = safe.charCodeAt(0) === 61 || safe.charCodeAt(0) === 39 || safe.charCodeAt(0) === 9 ? shielded.exec(safe) : null
  return shield ? (shield[1] ?? shield[2] ?? shield[3] ?? safe) : safe
}

/** 3.70203E+17 as text, when the mantissa holds fewer digits than the number had. */
export function lostDigitsInText(text: string): boolean {
  if (text.length > 30 || text.length < 5) return false
  const found = scientific.exec(text)
  return found !== null && (found[2]?.length ?? 0) < Number(found[3])
}

export function lostDigitsInNumber(value: number): boolean {
  return Math.abs(value) >= firstUnsafeInteger && Number.isFinite(value)
}

/** A number as a person would type it: no exponent, none of the noise of binary fractions. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value)
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/u, '') : text
}

/** Puts text in its column, with the faults any kind of file can have. */
export function placeCell(row: SheetRow, column: number, written: string, limits: SheetLimits, code?: CellFaultCode): void {
  let text = cleanText(written)
  let fault = code
  if (text.length > limits.cellCharacters) {
    text = text.slice(0, limits.cellCharacters).toWellFormed()
    fault ??= 'too_long'
  }
  fault ??= lostDigitsInText(text) ? 'lost_digits' : text.includes('\ufffd') ? 'unreadable_characters' : undefined
  while (row.cells.length < column) row.cells.push('')
  row.cells[column] = text
  if (fault) row.faults.push({ column, code: fault, written: text.slice(0, 100) })
}

/** Excel paints rows to the end of the sheet; a row without text is no row. */
export function holdsSomething(row: SheetRow): boolean {
  return row.faults.length > 0 || row.cells.some((cell) => cell !== '' && cell.trim() !== '')
}
