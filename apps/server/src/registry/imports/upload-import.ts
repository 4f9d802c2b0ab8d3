import type { ImportKind } from '@ejia/contract/imports.ts'
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
import { columnsOf, guessKind, guessMapping } from './import-columns.ts'
import { findImport, insertImport, setRowCount, type ImportRow } from './import-store.ts'
import { cellsOf, type StagedCells } from './read-cells.ts'
import { insertImportRows } from './row-store.ts'

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
  {
    subdistrict,
    kind: chosen,
    recordedFor = null,
  }: { subdistrict: string; kind?: ImportKind | undefined; recordedFor?: ImportRow['recorded_for'] | undefined },
  now: Date,
): Promise<ImportRow> {
  if (!holds(actor, 'registry.import', { areaCode: subdistrict }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
  await requireRunning(tx, subdistrict, recordedFor)
  const id = newId()
  const sealer = await createDataKey(tx, crypto, { subdistrict, id }, now)
  try {
    await using sheet = await openSheet(file.bytes, chosen)
    const kind = chosen ?? guessKind(sheet.header.cells) ?? 'people'
    if (kind !== 'people' && recordedFor !== null) throw new DomainError('invalid_input', { issues: [{ path: ['recordedFor'], rule: 'not_allowed_here' }] })
    const owner = { subdistrict, id }
    const staged = {
      ...owner,
      kind,
      file_name: file.name.slice(0, 200),
      sheet_name: sheet.sheetName,
      header: sheet.header.cells,
      mapping: guessMapping(sheet.header.cells, kind),
      created_by: actor.accountId,
      recorded_for: recordedFor,
    }
    // Row by row into the database: a file of a hundred thousand never lies in memory.
    await insertImport(tx, staged, now)
    let count = 0
    let waiting: { number: number; sealed: Buffer }[] = []
    // The database writes one batch while the next is read, and never has a second waiting.
    let writing: Promise<void> = Promise.resolve()
    const write = async () => {
      await writing
      writing = insertImportRows(tx, owner, waiting)
      // Looked at by the next batch, or the last line.
      writing.catch(() => undefined)
      waiting = []
    }
    for await (const row of sheet.rows) {
      const cells: StagedCells = { cells: row.cells, faults: row.faults.map(({ column, code }) => ({ column, code })) }
      waiting.push({ number: row.number, sealed: sealer.seal(JSON.stringify(cells), cellsOf(owner, row.number)) })
      count += 1
      if (waiting.length >= batchRows) await write()
    }
    if (count === 0) throw new SpreadsheetFault('no_rows')
    if (waiting.length > 0) await write()
    await writing
    await setRowCount(tx, owner, count)
  } catch (error) {
    throw asRefusal(error)
  }
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'registry.import', target: { kind: 'import', id } }, now)
  return (await findImport(tx, [subdistrict], id))!
}

/** What the file seems to hold, by its header; nothing of it is kept. */
export async function proposeKind(bytes: Buffer): Promise<ImportKind | null> {
  try {
    await using sheet = await openSheet(bytes, undefined)
    return guessKind(sheet.header.cells)
  } catch (error) {
    throw asRefusal(error)
  }
}

async function openSheet(bytes: Buffer, kind: ImportKind | undefined) {
  // Loaded with the first file: the server is small until then.
  const { openSheetRows } = await import('@ejia/spreadsheets/open-sheet-rows.ts')
  return openSheetRows(bytes, { expected: columnsOf(kind) })
}

const asRefusal = (error: unknown) =>
  error instanceof SpreadsheetFault
    ? new DomainError('invalid_input', { issues: [{ path: ['file'], rule: 'wrong_format', params: { fault: error.code } }] })
    : error
