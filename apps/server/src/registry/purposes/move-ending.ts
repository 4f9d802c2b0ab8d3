import type { EndingMove } from '@ejia/contract/purposes.ts'
import type { EndablePurpose } from '@ejia/contract/registry.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { endingMoves } from './ending-moves.ts'
import { findEnding, insertEnding, lockEnding, setDecided, setRestarted, type EndingRow } from './ending-store.ts'
import { listRunningPurposes } from './running-purposes.ts'

type Asked = { purpose: EndablePurpose; subdistrict: string; reason: string }

export async function askEnding(tx: Tx, crypto: CryptoProvider, actor: AccountActor, asked: Asked, now: Date): Promise<EndingRow> {
  requireOffice(actor, asked.subdistrict, now)
  if (!(await listRunningPurposes(tx, asked.subdistrict)).includes(asked.purpose)) throw new DomainError('conflict')
  const id = newId()
  const { purpose, subdistrict, reason } = asked
  if (!(await insertEnding(tx, { subdistrict, id, purpose, reason, askedBy: actor.accountId }, now))) throw new DomainError('conflict')
  await audit(tx, crypto, actor, 'ask', { subdistrict, id }, reason, now)
  return (await findEnding(tx, [subdistrict], id))!
}

export async function moveEnding(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { endingId: string; move: EndingMove; words: string },
  now: Date,
): Promise<EndingRow> {
  const row = await lockEnding(tx, actor.tenants, input.endingId)
  if (!row) throw new DomainError('not_found')
  const rule = endingMoves[input.move]
  requirePermission(actor, rule.by, 'registry.rights', { areaCode: row.subdistrict }, now)
  if (!allowedEndingMoves(actor, row, now).includes(input.move)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  if (input.move === 'restart') await setRestarted(tx, row, actor.accountId, input.words, now)
  else await setDecided(tx, row, rule.to, input.move === 'withdraw' ? null : actor.accountId, input.words, now)
  await audit(tx, crypto, actor, input.move, row, input.words, now)
  return (await findEnding(tx, [row.subdistrict], row.id))!
}

export function allowedEndingMoves(actor: Actor, row: EndingRow, now: Date): EndingMove[] {
  const isAsker = actor.kind === 'account' && actor.accountId === row.asked_by
  return (Object.keys(endingMoves) as EndingMove[]).filter((move) => {
    const { from, by, who } = endingMoves[move]
    if (row.state !== from || (move === 'restart' && row.restarted_at !== null)) return false
    return (who === 'anybody' || (who === 'asker') === isAsker) && holds(actor, by, { areaCode: row.subdistrict }, now)
  })
}

export async function getEnding(db: Db, actor: Actor, endingId: string, now: Date): Promise<EndingRow> {
  const row = await findEnding(db, actor.tenants, endingId)
  if (!row || !holds(actor, 'registry.rights', { areaCode: row.subdistrict }, now)) throw new DomainError('not_found')
  return row
}

/** A subdistrict outside of one's areas is told at the field. */
export function requireOffice(actor: Actor, subdistrict: string, now: Date): void {
  if (!holds(actor, 'registry.rights', { areaCode: subdistrict }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, what: string, row: { subdistrict: string; id: string }, reason: string, now: Date) {
  const target = { kind: 'purposeEnding', id: row.id }
  return recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.purpose.${what}`, target, reason }, now)
}
