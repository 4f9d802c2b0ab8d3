import { buffer } from 'node:stream/consumers'
import { exportColumnWords, exportKindWords } from '@ejia/dictionary/export-words.ts'
import { dataPurposeWords } from '@ejia/dictionary/registry-words.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { createDataKey, destroyDataKeys } from '../../privacy/data-keys.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { keptHours } from './export-moves.ts'
import { setExportState, setReady, type ExportRow } from './export-store.ts'
import { listRows } from './list-rows.ts'

export type ExportDetails = { reason: string; recipient: string; language: Language }

export const detailsCell = (row: { subdistrict: string; id: string }) => ({
  table: 'registry_exports',
  field: 'details',
  id: row.id,
  subdistrict: row.subdistrict,
})
export const fileCell = (row: { subdistrict: string; id: string }) => ({ table: 'registry_exports', field: 'file', id: row.id, subdistrict: row.subdistrict })
export const openDetails = (crypto: CryptoProvider, row: ExportRow) => JSON.parse(crypto.open(row.details_sealed, detailsCell(row))) as ExportDetails

/** The sheet, sealed under a key that lives as long as it: whoever finds the bytes later finds nothing. */
export async function makeFile(tx: Tx, crypto: CryptoProvider, row: ExportRow, now: Date): Promise<void> {
  const { reason, recipient, language } = openDetails(crypto, row)
  const listing = await listRows({ tx, crypto, row, reason, language, now })
  const values: Record<string, string> = {
    recipient,
    purpose: dataPurposeWords[row.purpose][language],
    number: row.number,
    time: `${new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}`,
    asker: row.asked_by_name,
  }
  const watermark = exportColumnWords.watermark[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  const columns = listing.header.map((header) => ({ header }))
  const { writeWorkbook } = await import('@ejia/spreadsheets/writing/write-workbook.ts')
  const bytes = await buffer(writeWorkbook([{ name: exportKindWords[row.kind][language], watermark, columns, rows: listing.rows }]))
  const sealer = await createDataKey(tx, crypto, row, now)
  const sealed = sealer.seal(bytes.toString('base64'), fileCell(row))
  await setReady(tx, row, sealed, listing.rows.length, now, new Date(now.getTime() + keptHours * 3_600_000))
  const event = { subdistrict: row.subdistrict, actor: row.asked_by, action: 'registry.export.make', target: { kind: 'export', id: row.id } }
  await recordAudit(tx, crypto, event, now)
}

/** The file and its key go; the row stays, to say who asked for what and why. */
export async function destroyFile(tx: Tx, row: { subdistrict: string; id: string }, state: 'taken' | 'expired' | 'withdrawn', now: Date): Promise<void> {
  await setExportState(tx, row, state, now)
  await destroyDataKeys(tx, row.subdistrict, [row.id], now)
}
