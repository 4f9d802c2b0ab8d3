import type { ImportField } from '@ejia/contract/imports.ts'
import { openSheetRows } from '@ejia/spreadsheets/open-sheet-rows.ts'
import { SpreadsheetFault } from '@ejia/spreadsheets/spreadsheet-fault.ts'
import type { AccountActor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { createDataKey } from '../../privacy/data-keys.ts'
import { requireRunning } from '../purposes/running-purposes.ts'
import { expectedColumns, type StagedCells } from './import-columns.ts'
import { findImport, insertImport, insertImportRows, type ImportRow } from './import-store.ts'

const batchRows = 1_000

/**
 * Reads the file into sealed rows. A file that cannot be read is refused whole, with why; a cell that cannot be read
 * travels with its row into the dry run.
 */
export async function uploadImport(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  file: { name: string; bytes: Buffer },
  { subdistrict, recordedFor = null }: { subdistrict: string; recordedFor?: ImportRow['recorded_for'] | undefined },
  now: Date,
): Promise<ImportRow> {
  if (!holds(actor, 'registry.import', { areaCode: subdistrict }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
  await requireRunning(tx, subdistrict, recordedFor)
  const id = newId()
  const sealer = await createDataKey(tx, crypto, { subdistrict, id }, now)
  try {
    await using sheet = await openSheetRows(file.bytes, { expected: expectedColumns })
    const mapping: Partial<Record<ImportField, number>> = Object.fromEntries(
      sheet.header.columns.filter((guess) => guess.column !== null && guess.confidence >= 0.4).map((guess) => [guess.key, guess.column]),
    )
    const owner = { subdistrict, id }
    const staged = {
      ...owner,
      file_name: file.name.slice(0, 200),
      sheet_name: sheet.sheetName,
      header: sheet.header.cells,
      mapping,
      row_count: 0,
      created_by: actor.accountId,
      recorded_for: recordedFor,
    }
    let count = 0
    let waiting: { number: number; sealed: Buffer }[] = []
    const rows: (typeof waiting)[] = []
    for await (const row of sheet.rows) {
      const cells: StagedCells = { cells: row.cells, faults: row.faults.map(({ column, code }) => ({ column, code })) }
      waiting.push({ number: row.number, sealed: sealer.seal(JSON.stringify(cells), cellOf(owner, row.number)) })
      count += 1
      if (waiting.length === batchRows) {
        rows.push(waiting)
        waiting = []
      }
    }
    rows.push(waiting)
    if (count === 0) throw new SpreadsheetFault('no_rows')
    await insertImport(tx, { ...staged, row_count: count }, now)
    for (const batch of rows) await insertImportRows(tx, owner, batch)
  } catch (error) {
    if (error instanceof SpreadsheetFault)
      throw new DomainError('invalid_input', { issues: [{ path: ['file'], rule: 'wrong_format', params: { fault: error.code } }] })
    throw error
  }
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'registry.import', target: { kind: 'import', id } }, now)
  return (await findImport(tx, [subdistrict], id))!
}

export const cellOf = (owner: { subdistrict: string; id: string }, row: number) => ({
  table: 'import_rows',
  field: `cells ${row}`,
  id: owner.id,
  subdistrict: owner.subdistrict,
})
