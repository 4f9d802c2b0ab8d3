import type { ExpectedColumn } from '../guess-columns.ts'
import type { OpenSheetOptions } from '../open-sheet-rows.ts'
import type { SpreadsheetFaultCode } from '../spreadsheet-fault.ts'

/** A file an office has or an attacker makes, and what must come of it. */
export interface FileCase {
  name: string
  file: () => Buffer
  options?: OpenSheetOptions
  /** Refused, while opening or while reading. */
  fault?: SpreadsheetFaultCode
  details?: Record<string, string | number>
  sheet?: string
  encoding?: string
  header?: string[]
  /** Where the expected columns were found, in their order. */
  columns?: (number | null)[]
  rows?: string[][]
  rowNumbers?: number[]
  /** "B3 lost_digits", by Excel's names. */
  cellFaults?: string[]
}

export const people: readonly ExpectedColumn[] = [
  { key: 'name', names: ['姓名', '居民姓名'] },
  { key: 'idNumber', names: ['身份证号', '身份证号码', '证件号码'] },
  { key: 'phone', names: ['联系电话', '手机号', '手机'] },
  { key: 'address', names: ['住址', '详细地址'] },
  { key: 'birthDate', names: ['出生日期'] },
]
