const megabyte = 1024 * 1024

export interface SheetLimits {
  /** The file as uploaded. */
  fileBytes: number
  /** An .xls is read whole into memory, so it has a smaller one. */
  xlsBytes: number
  /** A worksheet unpacked; it is streamed, so this bounds time, not memory. */
  unpackedBytes: number
  /** Parts held in memory while rows are read: shared strings, styles. */
  heldBytes: number
  /** Unpacked ÷ packed, for parts above 16 MB. Sheets of formatted blank rows reach 60. */
  packingRatio: number
  zipEntries: number
  sheets: number
  /** Rows with something in them. */
  rows: number
  columns: number
  cellCharacters: number
}

export const defaultLimits: SheetLimits = {
  fileBytes: 64 * megabyte,
  xlsBytes: 24 * megabyte,
  unpackedBytes: 1024 * megabyte,
  heldBytes: 128 * megabyte,
  packingRatio: 400,
  zipEntries: 5000,
  sheets: 100,
  rows: 200_000,
  columns: 256,
  cellCharacters: 4000,
}
