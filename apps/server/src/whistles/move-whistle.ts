import type { SummonsMove, TaskMove, WhistleMove, WhistleMoveInput } from '@ejia/contract/whistles.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { lockCase, tellOnCase } from '../requests/case-for-others.ts'
import { keepEvidence } from '../requests/filing/evidence-photos.ts'
import { moveSummons, moveTask, whistleEffects, type WhistleContext, type WhistleEffect } from './whistle-effects.ts'
import { mostObjections, summonsMoves, taskMoves, whistleMoves } from './whistle-moves.ts'
import { tellOfMove } from './tell-of-whistle.ts'
import { hasRight, maySee } from './whistle-sight.ts'
import {
  insertWhistleEntry,
  listSummons,
  listTasks,
  lockWhistle,
  findWhistle,
  updateWhistle,
  type SummonsRow,
  type TaskRow,
  type WhistleRow,
} from './whistle-store.ts'

/** A step of a whistle, of one department's part or of a task. Out of sight is `not_found`. */
export async function moveWhistle(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: WhistleMoveInput, now: Date): Promise<WhistleRow> {
  const found = await findWhistle(tx, actor.tenants, input.whistleId)
  if (!found) throw new DomainError('not_found')
  // The case first, as `blowWhistle` does: two orders would lock each other out.
  await lockCase(tx, found.subdistrict, found.request_id)
  const row = (await lockWhistle(tx, [found.subdistrict], found.id))!
  const [summons, tasks] = [await listSummons(tx, row.subdistrict, [row.id]), await listTasks(tx, row.subdistrict, [row.id])]
  if (!maySee(actor, row, summons, now)) throw new DomainError('not_found')
  const context: WhistleContext = { tx, actor, row, summons, tasks, now }
  const effect = await effectOf(context, input)
  await updateWhistle(tx, row, { ...effect.set, ...(effect.to !== undefined && { state: effect.to }) }, now)
  const entryId = newId()
  await insertWhistleEntry(
    tx,
    {
      subdistrict: row.subdistrict,
      id: entryId,
      whistleId: row.id,
      step: input.move,
      account: actor.accountId,
      name: actor.name,
      unitId: effect.unitId ?? null,
      words: effect.words ?? '',
    },
    now,
  )
  if (input.move === 'finishTask')
    await keepEvidence(tx, 'whistle_task_photos', { subdistrict: row.subdistrict, taskId: input.taskId, entryId }, input.photoIds)
  if (effect.told !== null)
    await tellOnCase(
      tx,
      crypto,
      actor,
      { subdistrict: row.subdistrict, requestId: row.request_id },
      'whistle',
      { told: effect.told, details: { whistleId: row.id, step: input.move } },
      now,
    )
  const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `whistle.${input.move}`, target: { kind: 'whistle', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  await tellOfMove(context, input)
  return (await findWhistle(tx, [row.subdistrict], row.id))!
}

function effectOf(context: WhistleContext, input: WhistleMoveInput): Promise<WhistleEffect> {
  const { row, summons, tasks, actor, now } = context
  if (isSummonsMove(input.move)) {
    const asked = input as Extract<WhistleMoveInput, { move: SummonsMove }>
    const one = summons.find(({ unit_id }) => unit_id === asked.unitId)
    if (!one) throw new DomainError('invalid_input', { issues: [{ path: ['unitId'], rule: 'not_found' }] })
    requireAllowed(
      allowedSummonsMoves(actor, row, summons, one, now).includes(asked.move),
      hasRight(actor, row, summons, summonsMoves[asked.move].by, one.unit_id, now),
      input.move,
      row,
    )
    return moveSummons(context, one, asked)
  }
  if (isTaskMove(input.move)) {
    const asked = input as Extract<WhistleMoveInput, { move: TaskMove }>
    const task = tasks.find(({ id }) => id === asked.taskId)
    if (!task) throw new DomainError('invalid_input', { issues: [{ path: ['taskId'], rule: 'not_found' }] })
    requireAllowed(
      allowedTaskMoves(actor, row, summons, task, now).includes(asked.move),
      hasRight(actor, row, summons, taskMoves[asked.move].by, task.unit_id, now),
      input.move,
      row,
    )
    return moveTask(context, task, asked)
  }
  const asked = input as Extract<WhistleMoveInput, { move: WhistleMove }>
  const rule = whistleMoves[asked.move]
  requireAllowed(allowedWhistleMoves(actor, row, summons, now).includes(asked.move), hasRight(actor, row, summons, rule.by, null, now), asked.move, row)
  return (whistleEffects[asked.move] as (context: WhistleContext, input: WhistleMoveInput) => Promise<WhistleEffect>)(context, asked)
}

function requireAllowed(allowed: boolean, hasTheRight: boolean, move: string, row: WhistleRow): void {
  if (!hasTheRight) throw new DomainError('permission_denied', { action: move })
  if (!allowed) throw new DomainError('move_not_allowed', { move, current: row.state })
}

const isSummonsMove = (move: string): move is SummonsMove => move in summonsMoves
const isTaskMove = (move: string): move is TaskMove => move in taskMoves

/** Nobody approves what they asked for themselves. */
export function allowedWhistleMoves(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], now: Date): WhistleMove[] {
  const own = actor.kind === 'account' && actor.accountId === row.blown_by
  return (Object.keys(whistleMoves) as WhistleMove[]).filter(
    (move) =>
      whistleMoves[move].from.includes(row.state) &&
      !(own && (move === 'approve' || move === 'decline')) &&
      !(move === 'supervise' && row.supervised_at !== null) &&
      hasRight(actor, row, summons, whistleMoves[move].by, null, now),
  )
}

export function allowedSummonsMoves(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], one: SummonsRow, now: Date): SummonsMove[] {
  return (Object.keys(summonsMoves) as SummonsMove[]).filter(
    (move) =>
      summonsMoves[move].from.includes(one.state) &&
      summonsMoves[move].whistle.includes(row.state) &&
      !(move === 'object' && one.objected_times >= mostObjections) &&
      !(move === 'rate' && one.stars !== null) &&
      hasRight(actor, row, summons, summonsMoves[move].by, one.unit_id, now),
  )
}

export function allowedTaskMoves(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], task: TaskRow, now: Date): TaskMove[] {
  if (task.state !== 'open' || (row.state !== 'summoned' && row.state !== 'handling')) return []
  return (Object.keys(taskMoves) as TaskMove[]).filter((move) => hasRight(actor, row, summons, taskMoves[move].by, task.unit_id, now))
}
