import { readPhone, type PhoneFault } from '@ejia/check-digits/phone.ts'
import type { ImportFault, ImportField } from '@ejia/contract/imports.ts'
import type { CellFaultCode } from '@ejia/spreadsheets/sheet-row.ts'

export type StagedCells = { cells: readonly string[]; faults: readonly { column: number; code: CellFaultCode }[] }
export type RowFault = { field: ImportField | null; column: number | null; fault: ImportFault }

/** 未提供 and its like: nothing was told, which is allowed. */
const untold = /^(?:未提供|不详|无|没有|—|-|\/|n\/a|na)$/iu

/** The cells of a row by field, and what is wrong with them. `faultOf`: what a cell the spreadsheet itself broke is called in this field. */
export function openCells<F extends ImportField>(
  staged: StagedCells,
  mapping: Partial<Record<F, number>>,
  faultOf: (field: F, code: CellFaultCode) => ImportFault,
) {
  const faults: RowFault[] = []
  const broken = new Set(staged.faults.map((fault) => fault.column))
  const fault = (field: F, code: ImportFault) => faults.push({ field, column: mapping[field] ?? null, fault: code })
  const cellOf = (field: F): string => {
    const column = mapping[field]
    if (column === undefined) return ''
    const text = (staged.cells[column] ?? '').normalize('NFKC').trim()
    return untold.test(text) ? '' : text
  }
  for (const { column, code } of staged.faults) {
    const field = (Object.keys(mapping) as F[]).find((key) => mapping[key] === column)
    if (field !== undefined) fault(field, code === 'too_long' ? 'cell_too_long' : faultOf(field, code))
  }
  const sound = (field: F) => mapping[field] === undefined || !broken.has(mapping[field])
  return { cellOf, sound, fault, faults }
}

const phoneFaults: Record<Exclude<PhoneFault, 'empty'>, ImportFault> = {
  scientific_notation: 'phone_lost_digits',
  several: 'phone_several',
  area_code_missing: 'phone_area_code',
  characters: 'phone_wrong',
  length: 'phone_wrong',
  unknown_prefix: 'phone_wrong',
  not_mainland: 'phone_wrong',
}

/** A number that reaches somebody, or what is wrong with it. Null: none was told. */
export function phoneOf(written: string): { ok: true; number: string } | { ok: false; fault: ImportFault } | null {
  if (written === '') return null
  const read = readPhone(written)
  if (read.ok) return read.kind === 'service' ? { ok: false, fault: 'phone_wrong' } : { ok: true, number: read.number }
  return read.fault === 'empty' ? null : { ok: false, fault: phoneFaults[read.fault] }
}

/** Where the cells of a row lie sealed, under the key of their import. */
export const cellsOf = (owner: { subdistrict: string; id: string }, row: number) => ({
  table: 'import_rows',
  field: `cells ${row}`,
  id: owner.id,
  subdistrict: owner.subdistrict,
})
