import type { CaptainMove, CaptainTaskMove } from '@ejia/contract/captains.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { isPosted } from '../people/list-holders.ts'
import { appointNeighbour, endPostAt } from '../people/temporary-posts.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { getMatter, lockHandledCase, tellOnCase } from '../requests/case-for-others.ts'
import { sealTask } from './captain-cells.ts'
import { captainMoves, captainTaskMoves } from './captain-moves.ts'
import {
  findCaptain,
  insertCaptainTask,
  isCaptainOf,
  listCaptainTasks,
  lockCaptain,
  updateCaptain,
  updateCaptainTask,
  type CaptainRow,
  type CaptainTaskRow,
} from './captain-store.ts'

export const isOver = (row: CaptainRow, now: Date): boolean => row.ends_at !== null && new Date(row.ends_at) <= now

/** Moves a member of staff may make now. */
export function allowedCaptainMoves(actor: Actor, row: CaptainRow, now: Date): CaptainMove[] {
  if (!holds(actor, 'captain.manage', { areaCode: row.grid_code }, now) || isOver(row, now)) return []
  return (Object.keys(captainMoves) as CaptainMove[]).filter(
    (move) => captainMoves[move].by === 'captain.manage' && captainMoves[move].from.includes(row.state),
  )
}

type Step =
  | { move: 'accept'; accountId: string }
  | { move: 'inviteAgain'; linkHash: Buffer; linkExpiresAt: Date }
  | { move: 'end' }
  | { move: 'ask'; kind: 'ask' | 'confirm'; words: string; days: number; requestId?: string | undefined }

/** The only writer of a captain's state; `row` is locked. */
export async function moveCaptain(tx: Tx, crypto: CryptoProvider, actor: AccountActor, row: CaptainRow, step: Step, now: Date): Promise<CaptainRow> {
  const rule = captainMoves[step.move]
  if (!rule.from.includes(row.state) || isOver(row, now)) throw new DomainError('move_not_allowed', { move: step.move, current: row.state })
  switch (step.move) {
    case 'accept': {
      if (await isCaptainOf(tx, row.subdistrict, row.building_id, step.accountId)) throw new DomainError('conflict')
      const until = row.ends_at === null ? null : new Date(row.ends_at)
      const post = await appointNeighbour(tx, { accountId: step.accountId, gridCode: row.grid_code, until, by: step.accountId }, now)
      await updateCaptain(tx, row, { state: 'active', link_hash: null, account_id: step.accountId, assignment_id: post })
      break
    }
    case 'inviteAgain':
      await updateCaptain(tx, row, { link_hash: step.linkHash, link_expires_at: step.linkExpiresAt })
      break
    case 'end':
      await updateCaptain(tx, row, { state: 'ended', link_hash: null, ends_at: now })
      if (row.assignment_id !== null) await endPostAt(tx, crypto, row.assignment_id, now, actor.accountId, '不再担任楼长', now)
      for (const task of await listCaptainTasks(tx, row.subdistrict, [row.id]))
        if (task.state === 'open') await updateCaptainTask(tx, task, { state: 'withdrawn' })
      break
    case 'ask': {
      // For a case one handles: its timeline says that a neighbour was asked, and nothing more.
      if (step.requestId !== undefined) {
        const request = await lockHandledCase(tx, actor, step.requestId, now)
        if (request.subdistrict !== row.subdistrict) throw new DomainError('invalid_input', { issues: [{ path: ['requestId'], rule: 'not_found' }] })
      }
      const task = { subdistrict: row.subdistrict, id: newId() }
      const expiresAt = new Date(now.getTime() + step.days * 86_400_000)
      const words = sealTask(crypto, 'words', task, step.words)
      const asked = { ...task, captain_id: row.id, request_id: step.requestId ?? null, kind: step.kind, words_sealed: words, by: actor.accountId, expiresAt }
      await insertCaptainTask(tx, asked, now)
      if (step.requestId !== undefined) {
        const owner = { subdistrict: row.subdistrict, requestId: step.requestId }
        await tellOnCase(tx, crypto, actor, owner, 'captain', { told: null, internal: `请楼长协助：${step.words}`, details: { taskId: task.id } }, now)
      }
    }
  }
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: `captain.${step.move}`, target: { kind: 'captain', id: row.id } },
    now,
  )
  return (await findCaptain(tx, [row.subdistrict], row.id))!
}

/** The only writer of a task's state; the answer lands on the case for its team alone. */
export async function moveCaptainTask(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  task: CaptainTaskRow,
  step: { move: CaptainTaskMove; words?: string },
  now: Date,
): Promise<void> {
  const rule = captainTaskMoves[step.move]
  if (!rule.from.includes(task.state)) throw new DomainError('move_not_allowed', { move: step.move, current: task.state })
  if (step.move === 'answer') {
    if (new Date(task.expires_at) <= now) throw new DomainError('link_expired')
    const words = step.words ?? ''
    await tellAsker(tx, task, now)
    await updateCaptainTask(tx, task, { state: 'answered', answer_sealed: sealTask(crypto, 'answer', task, words), answered_at: now })
    if (task.request_id !== null) {
      const owner = { subdistrict: task.subdistrict, requestId: task.request_id }
      await tellOnCase(
        tx,
        crypto,
        { kind: 'system', name: '楼长', grants: [], tenants: [] },
        owner,
        'captain',
        { told: null, internal: `楼长回复：${words}`, details: { taskId: task.id } },
        now,
      )
    }
  } else await updateCaptainTask(tx, task, { state: 'withdrawn' })
  await recordAudit(
    tx,
    crypto,
    { subdistrict: task.subdistrict, actor: actor.accountId, action: `captain.${step.move}`, target: { kind: 'captainTask', id: task.id } },
    now,
  )
}

/** Whoever asked hears that an answer came; once they are posted nowhere any more, the officers of the grid. The words stay where they lie. */
async function tellAsker(tx: Tx, task: CaptainTaskRow, now: Date): Promise<void> {
  const captain = (await findCaptain(tx, [task.subdistrict], task.captain_id))!
  const matter = task.request_id === null ? null : (await getMatter(tx, task.subdistrict, task.request_id)).row
  const posted = await isPosted(tx, task.asked_by, now)
  await tellStaff(
    tx,
    {
      to: [posted ? { account: task.asked_by } : { role: 'gridOfficer', over: captain.grid_code }],
      kind: 'captainAnswered',
      urgent: false,
      area: captain.grid_code,
      about: matter?.receipt_number ?? shanghaiDay(new Date(task.asked_at)),
      link: matter === null ? '/captains' : `/requests/${matter.id}`,
      dedupeKey: `captainTask:${task.id}:answered`,
    },
    now,
  )
}

/** In sight and manageable, locked; else as everywhere. */
export async function lockManagedCaptain(tx: Tx, actor: Actor, id: string, now: Date): Promise<CaptainRow> {
  const row = await lockCaptain(tx, actor.tenants, id)
  if (!row || !holds(actor, 'captain.manage', { areaCode: row.grid_code }, now)) throw new DomainError('not_found')
  return row
}
