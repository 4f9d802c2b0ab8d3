import type { NeedPoolMove, NeedPoolState } from '@ejia/contract/needs.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holdsWithin } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { needPoolMoves } from './need-pool-moves.ts'
import { findNote, findPool, lockPools, moveNotes, setNoteWithdrawn, updatePool, type NoteRow, type PoolRow } from './need-store.ts'

/** A pool is seen by everybody who works in its subdistrict, or it is `not_found`. */
export async function getVisiblePool(db: Db, actor: Actor, id: string, now: Date): Promise<PoolRow> {
  const row = await findPool(db, actor.tenants, id)
  if (!row || !holdsWithin(actor, 'need.read', row.subdistrict, now)) throw new DomainError('not_found')
  return row
}

export function allowedPoolMoves(actor: Actor, row: PoolRow, now: Date): NeedPoolMove[] {
  return (Object.keys(needPoolMoves) as NeedPoolMove[]).filter(
    (move) => needPoolMoves[move].from.includes(row.state) && holdsWithin(actor, needPoolMoves[move].by, row.subdistrict, now),
  )
}

export async function endPool(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { poolId: string; outcome: 'met' | 'dropped'; words: string },
  now: Date,
): Promise<PoolRow> {
  const row = await lockMovable(tx, actor, input.poolId, 'end', now)
  return movePool(tx, crypto, actor, row, 'end', { state: input.outcome, words: input.words }, now)
}

/** The notes of the one go over to the other, which goes on counting. */
export async function mergePools(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: { poolId: string; intoId: string }, now: Date): Promise<PoolRow> {
  await lockPools(tx, actor.tenants, [input.poolId, input.intoId])
  const row = await lockMovable(tx, actor, input.poolId, 'merge', now)
  const into = await findPool(tx, [row.subdistrict], input.intoId)
  if (!into || into.id === row.id || into.state !== 'gathering') throw new DomainError('invalid_input', { issues: [{ path: ['intoId'], rule: 'not_found' }] })
  await moveNotes(tx, row.subdistrict, row.id, into.id)
  await movePool(tx, crypto, actor, row, 'merge', { state: 'merged', mergedInto: into.id, words: into.title }, now)
  return (await findPool(tx, [row.subdistrict], into.id))!
}

async function lockMovable(tx: Tx, actor: AccountActor, id: string, move: NeedPoolMove, now: Date): Promise<PoolRow> {
  await lockPools(tx, actor.tenants, [id])
  const row = await getVisiblePool(tx, actor, id, now)
  if (!holdsWithin(actor, needPoolMoves[move].by, row.subdistrict, now)) throw new DomainError('permission_denied', { action: needPoolMoves[move].by })
  if (!needPoolMoves[move].from.includes(row.state)) throw new DomainError('move_not_allowed', { move, current: row.state })
  return row
}

async function movePool(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: PoolRow,
  move: NeedPoolMove,
  change: { state: NeedPoolState; mergedInto?: string; words: string },
  now: Date,
): Promise<PoolRow> {
  await updatePool(tx, row, { ...change, by: actor.accountId }, now)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: `need.${move}`, target: { kind: 'needPool', id: row.id }, reason: change.words },
    now,
  )
  return (await findPool(tx, [row.subdistrict], row.id))!
}

/** Whoever wrote a note takes it back; its words go at once. */
export async function withdrawNote(tx: Tx, crypto: CryptoProvider, actor: AccountActor, noteId: string, now: Date): Promise<PoolRow | null> {
  const row = await findNote(tx, actor.tenants, noteId)
  if (!row || row.noted_by !== actor.accountId) throw new DomainError('not_found')
  await setNoteWithdrawn(tx, row, now)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: 'need.withdrawNote', target: { kind: 'needNote', id: row.id } },
    now,
  )
  return row.pool_id === null ? null : ((await findPool(tx, [row.subdistrict], row.pool_id)) ?? null)
}

export function mayWithdraw(actor: Actor, row: NoteRow): boolean {
  return actor.kind === 'account' && actor.accountId === row.noted_by
}
