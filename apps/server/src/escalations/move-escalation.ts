import type { EscalationMove, EscalationMoveInput } from '@ejia/contract/escalations.ts'
import type { AccountActor } from '../access/actor.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { lockCase, tellOnCase } from '../requests/case-for-others.ts'
import { escalationMoves, stateAfter } from './escalation-moves.ts'
import { decides, hasRight, maySee } from './escalation-sight.ts'
import { findEscalation, insertEscalationEntry, lockEscalation, updateEscalation, type EscalationRow } from './escalation-store.ts'
import { openLevel } from './raise-escalation.ts'
import { tellOfMove } from './tell-of-escalation.ts'

/** A step of an escalation; the only writer of its state. Out of sight is `not_found`. */
export async function moveEscalation(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: EscalationMoveInput, now: Date): Promise<EscalationRow> {
  const found = await findEscalation(tx, actor.tenants, input.escalationId)
  if (!found || !maySee(actor, found, now)) throw new DomainError('not_found')
  // The case first, as `raiseEscalation` does: two orders would lock each other out.
  await lockCase(tx, found.subdistrict, found.request_id)
  const row = (await lockEscalation(tx, found.subdistrict, found.id))!
  if (!hasRight(actor, row, input.move, now)) throw new DomainError('permission_denied', { action: input.move })
  if (!escalationMoves[input.move].from.includes(row.state)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const words = 'words' in input ? (input.words ?? '') : input.move === 'passUp' ? input.asked : ''
  const decision = input.move === 'decide' || input.move === 'giveBack' ? input.words : null
  await updateEscalation(tx, row, stateAfter(input.move, row.state), decision, now)
  const acting = { account: actor.accountId, name: actor.name, area: decides(actor, row, now) && input.move !== 'recall' ? row.to_area : row.from_area }
  await insertEscalationEntry(tx, { subdistrict: row.subdistrict, id: newId(), escalationId: row.id, step: input.move, ...acting, words }, now)
  const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `escalation.${input.move}`, target: { kind: 'escalation', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  const higher = input.move === 'passUp' ? await passUp(tx, crypto, actor, row, input, now) : null
  const told = toldOf(input.move, row, higher)
  if (told !== null) {
    const owner = { subdistrict: row.subdistrict, requestId: row.request_id }
    await tellOnCase(tx, crypto, actor, owner, 'escalation', { told, details: { escalationId: higher?.id ?? row.id, step: input.move } }, now)
  }
  await tellOfMove(tx, row, input.move, actor.accountId, now)
  return (await findEscalation(tx, [row.subdistrict], row.id))!
}

/** The level that was asked asks the next; whoever spoke with the resident goes on doing so. */
function passUp(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: EscalationRow,
  input: { tried: string; asked: string },
  now: Date,
): Promise<EscalationRow> {
  return openLevel(
    tx,
    crypto,
    actor,
    {
      subdistrict: row.subdistrict,
      request_id: row.request_id,
      below_id: row.id,
      from_area: row.to_area,
      contact_area: row.contact_area,
      origin_area: row.origin_area,
      place_text: row.place_text,
      tried: input.tried,
      asked: input.asked,
    },
    now,
  )
}

/** What the resident reads of a step, in plain words; the decision itself comes with the answer of whoever speaks with them. */
function toldOf(move: EscalationMove, row: EscalationRow, higher: EscalationRow | null): string | null {
  switch (move) {
    case 'accept':
      return `${row.to_name}已收下，正在研究。`
    case 'decide':
      return `${row.to_name}已有决定，由${row.contact_name}落实，并把结果告诉您。`
    case 'takeOver':
      return `${row.to_name}直接来办，仍由${row.contact_name}和您联系。`
    case 'giveBack':
      return `${row.to_name}看过了，由${row.contact_name}继续为您办理。`
    case 'passUp':
      return `${row.to_name}也办不了，已上报${higher?.to_name ?? ''}，仍由${row.contact_name}和您联系。`
    case 'recall':
      return `不再上报，由${row.contact_name}继续为您办理。`
    case 'note':
      return null
  }
}
