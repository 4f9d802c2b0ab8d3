import type { ExportMove, RegistryExport } from '@ejia/contract/exports.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { sendKept, type Database, type Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { exportMoves } from './export-moves.ts'
import { findExport, listAtWork, listOpenOf, lockExport, readFile, setExportDecided, type ExportRow } from './export-store.ts'
import { destroyFile, fileCell, makeFile } from './make-file.ts'

const secondFactorMinutes = 15

export async function moveExport(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { exportId: string; move: ExportMove; words: string },
  now: Date,
): Promise<ExportRow> {
  const row = await lockVisible(tx, actor, input.exportId, input.move, now)
  if (input.move === 'withdraw') await destroyFile(tx, row, 'withdrawn', now)
  else await setExportDecided(tx, row, exportMoves[input.move].to, actor.accountId, input.words, now)
  await audit(tx, crypto, actor.accountId, input.move, row, input.words, now)
  return (await findExport(tx, [row.subdistrict], row.id))!
}

/** The file, once, to the asker alone, with a recent second factor; gone with the transaction that hands it over. No audit, no data. */
export async function takeExport(tx: Tx, crypto: CryptoProvider, actor: AccountActor, exportId: string, now: Date): Promise<{ row: ExportRow; bytes: Buffer }> {
  // Of many who ask at once one holds the lock; the others find what it left.
  const row = await lockExport(tx, actor.tenants, exportId)
  if (row && row.asked_by === actor.accountId && (row.state === 'taken' || row.state === 'expired')) throw new DomainError('link_expired')
  const mine = await lockVisible(tx, actor, exportId, 'take', now)
  if (mine.expires_at === null || mine.expires_at <= now.toISOString()) throw new DomainError('link_expired')
  if (actor.secondFactorAt === null || now.getTime() - Date.parse(actor.secondFactorAt) > secondFactorMinutes * 60_000)
    throw new DomainError('second_factor_required')
  const [sealed, sealer] = [await readFile(tx, mine), await findSealer(tx, crypto, mine)]
  if (!sealed || !sealer) throw new DomainError('link_expired')
  const bytes = Buffer.from(sealer.open(sealed, fileCell(mine)), 'base64')
  await destroyFile(tx, mine, 'taken', now)
  await audit(tx, crypto, actor.accountId, 'take', mine, undefined, now)
  await sendKept(tx).catch(() => {
    throw new DomainError('unavailable')
  })
  return { row: mine, bytes }
}

async function lockVisible(tx: Tx, actor: AccountActor, exportId: string, move: ExportMove | 'take', now: Date): Promise<ExportRow> {
  const row = await lockExport(tx, actor.tenants, exportId)
  if (!row) throw new DomainError('not_found')
  const { by } = exportMoves[move]
  requirePermission(actor, by === 'job' ? 'registry.export' : by, 'registry.export', { areaCode: row.area_code }, now)
  if (!allowedExportMoves(actor, row, now).includes(move)) throw new DomainError('move_not_allowed', { move, current: row.state })
  return row
}

export function allowedExportMoves(actor: Actor, row: ExportRow, now: Date): RegistryExport['allowedMoves'] {
  const isAsker = actor.kind === 'account' && actor.accountId === row.asked_by
  const moves: RegistryExport['allowedMoves'] = ['approve', 'decline', 'withdraw', 'take']
  return moves.filter((move) => {
    const { from, by, who } = exportMoves[move]
    return from.includes(row.state) && (who === 'asker') === isAsker && by !== 'job' && holds(actor, by, { areaCode: row.area_code }, now)
  })
}

/** Job: makes what was approved, destroys what was not taken in 72 hours. */
export async function workExports(db: Database, crypto: CryptoProvider, clock: () => Date): Promise<number> {
  const waiting = await listAtWork(db, clock())
  for (const one of waiting)
    await db.transaction().execute(async (tx) => {
      const now = clock()
      const row = await lockExport(tx, [one.subdistrict], one.id)
      if (row?.state === 'approved') await makeFile(tx, crypto, row, now)
      else if (row?.state === 'ready') await expire(tx, crypto, row, now)
    })
  return waiting.length
}

/** Files made for a purpose go with it. */
export async function destroyExportsFor(tx: Tx, crypto: CryptoProvider, subdistrict: string, purpose: ExportRow['purpose'], now: Date): Promise<number> {
  const open = await listOpenOf(tx, subdistrict, purpose)
  for (const one of open) await expire(tx, crypto, (await lockExport(tx, [subdistrict], one.id))!, now)
  return open.length
}

async function expire(tx: Tx, crypto: CryptoProvider, row: ExportRow, now: Date): Promise<void> {
  await destroyFile(tx, row, 'expired', now)
  await audit(tx, crypto, 'job', 'expire', row, undefined, now)
}

function audit(tx: Tx, crypto: CryptoProvider, actor: string, what: string, row: ExportRow, reason: string | undefined, now: Date): Promise<void> {
  const event = { subdistrict: row.subdistrict, actor, action: `registry.export.${what}`, target: { kind: 'export', id: row.id } }
  return recordAudit(tx, crypto, { ...event, ...(reason !== undefined && { reason }) }, now)
}
