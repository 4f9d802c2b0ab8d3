import type { MoveInput, MoveInputOf } from '@ejia/contract/inbox.ts'
import type { RequestState, StaffMove } from '@ejia/contract/requests.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { actingRole, holds, requirePermission } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { notifyLive } from '../platform/live-updates.ts'
import { tellReporter } from './tell-reporter.ts'
import { staffEffects } from './effects/staff-effects.ts'
import { writeStep, type RequestChanges } from './request-changes.ts'
import { resourceOf } from './request-resource.ts'
import { staffMoves, stateAfter } from './request-moves.ts'
import { attachPhotos, lockRequest, type EntryToWrite, type RequestRow } from './request-store.ts'

/** What a move does besides the state: columns to set, words for the timeline, who is told. */
export type Effect = {
  to?: RequestState
  set?: RequestChanges
  told?: string | null
  internal?: string | null
  details?: Record<string, unknown>
  photoIds?: readonly string[]
}
export type MoveContext = { tx: Tx; crypto: CryptoProvider; actor: Actor; row: RequestRow; now: Date; entryId: string }

/** A move of staff. Refused when out of sight, not allowed, or not possible in the state. */
export async function moveRequest(tx: Tx, crypto: CryptoProvider, actor: Actor, input: MoveInput, now: Date): Promise<RequestRow> {
  const row = await lockRequest(tx, actor.tenants, input.requestId)
  if (!row) throw new DomainError('not_found')
  const rule = staffMoves[input.move]
  requirePermission(actor, rule.needs, 'request.read', resourceOf(row), now)
  if (!rule.from.includes(row.state) || !isPossible(input.move, row)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const context: MoveContext = { tx, crypto, actor, row, now, entryId: newId() }
  const effect = await effectOf(context, input)
  const to = stateAfter(input.move, rule, row.state, effect.to)
  const by = {
    kind: 'staff',
    accountId: accountIdOf(actor),
    name: actor.kind === 'account' ? actor.name : '',
    role: actingRole(actor, rule.needs, resourceOf(row), now),
  } as const
  return writeMove(context, input.move, by, to, effect)
}

/** Moves this person may make now, for `allowedMoves`. */
export function allowedMoves(actor: Actor, row: RequestRow, now: Date): StaffMove[] {
  return (Object.keys(staffMoves) as StaffMove[]).filter(
    (move) => staffMoves[move].from.includes(row.state) && isPossible(move, row) && holds(actor, staffMoves[move].needs, resourceOf(row), now),
  )
}

/** What the state alone does not tell. */
const possible: Partial<Record<StaffMove, (row: RequestRow) => boolean>> = {
  askExtension: (row) => row.extension_until === null,
  settleExtension: (row) => row.extension_until !== null,
  pause: (row) => row.paused_since === null,
  unpause: (row) => row.paused_since !== null,
}

function isPossible(move: StaffMove, row: RequestRow): boolean {
  return possible[move]?.(row) ?? true
}

function effectOf<M extends StaffMove>(context: MoveContext, input: MoveInputOf<M>): Promise<Effect> | Effect {
  return (staffEffects[input.move] as (context: MoveContext, input: MoveInputOf<M>) => Promise<Effect> | Effect)(context, input)
}

/** The only writer of `requests.state`; history, live update, message and audit go with it. */
export async function writeMove(context: MoveContext, step: string, by: EntryToWrite['actor'], to: RequestState, effect: Effect): Promise<RequestRow> {
  const { tx, crypto, row, now, entryId } = context
  const entry: EntryToWrite & { to: RequestState } = {
    id: entryId,
    step,
    from: row.state,
    to,
    actor: by,
    told: effect.told ?? null,
    internal: effect.internal ?? null,
    details: effect.details ?? {},
  }
  const photoIds = effect.photoIds ?? []
  const changed = await writeStep(tx, row, entry, { ...effect.set, photo_count: row.photo_count + photoIds.length }, now)
  const taken = await attachPhotos(tx, row.subdistrict, row.id, entryId, photoIds, step !== 'note')
  if (taken !== photoIds.length) throw new DomainError('invalid_input', { issues: [{ path: ['photoIds'], rule: 'not_found' }] })
  await tellReporter(tx, crypto, changed, entry, now)
  await notifyLive(tx, {
    kind: 'requestChanged',
    requestId: row.id,
    state: to,
    areaCode: resourceOf(changed).areaCode,
    handlerArea: changed.handler_area,
    handlerUnit: changed.handler_unit,
  })
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: by.accountId ?? by.kind, action: `request.${step}`, target: { kind: 'request', id: row.id } },
    now,
  )
  return changed
}
