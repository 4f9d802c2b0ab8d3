/** Why a file cannot be read, for a sentence in the reader's words. */
export type SpreadsheetFaultCode =
  | 'empty_file'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'too_many_sheets'
  | 'unpacks_too_large'
  | 'password_protected'
  | 'damaged'
  | 'unsafe_content'
  | 'not_a_spreadsheet'
  | 'unsupported_format'
  | 'unknown_encoding'
  | 'no_rows'

/** A file that is refused whole. Faults of single cells travel with their row (`CellFault`). */
export class SpreadsheetFault extends Error {
  override name = 'SpreadsheetFault'
  readonly code: SpreadsheetFaultCode
  readonly details: Record<string, string | number>
  constructor(code: SpreadsheetFaultCode, details: Record<string, string | number> = {}, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.details = details
  }
}

/** Whatever a library throws on a broken file becomes `damaged`; a missing file or a full disk stays what it is. */
export function asFault(error: unknown): unknown {
  if (error instanceof SpreadsheetFault) return error
  if (error instanceof Error && 'syscall' in error) return error
  return new SpreadsheetFault('damaged', { reason: error instanceof Error ? error.message.slice(0, 200) : 'unreadable' }, error)
}
