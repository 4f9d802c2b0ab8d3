import { requireWorkbookNames } from '../file-kind.ts'
import type { FileBytes } from '../file-bytes.ts'
import type { SheetLimits } from '../limits.ts'
import type { SpreadsheetSource } from '../sheet-row.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'
import { readNumberShapes } from './cell-styles.ts'
import { readMerges, readSheetRows } from './sheet-rows.ts'
import { readSharedStrings, readWorkbookParts } from './workbook-parts.ts'
import { openZipParts } from './zip-parts.ts'

export async function openXlsx(file: FileBytes, limits: SheetLimits): Promise<SpreadsheetSource> {
  const zip = await openZipParts(file, limits)
  try {
    requireWorkbookNames(zip.names)
    const parts = await readWorkbookParts(zip)
    if (parts.sheets.length > limits.sheets) throw new SpreadsheetFault('too_many_sheets', { maximum: limits.sheets })
    const context = {
      sharedStrings: await readSharedStrings(zip, parts.sharedStrings),
      shapes: await readNumberShapes(zip, parts.styles),
      from1904: parts.from1904,
      limits,
    }
    return {
      format: 'xlsx',
      encoding: null,
      sheets: parts.sheets.map(({ name, hidden, part }) => ({
        name,
        hidden,
        rows: () => readSheetRows(zip.stream(part), context),
        merges: () => readMerges(zip.stream(part)),
      })),
      close: () => Promise.resolve(zip.close()),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}
