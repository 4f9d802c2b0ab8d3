import type { MeetingTaskMove, MeetingTaskMoveInput } from '@ejia/contract/meeting-tasks.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holdsWithin } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { keepEvidence } from '../../requests/filing/evidence-photos.ts'
import { hasRight, seesWhole, sightOf } from '../meeting-sight.ts'
import { listPeople, type PersonRow } from '../meeting-store.ts'
import { tellChair, tellOwner } from '../tell-of-meeting.ts'
import { taskMoves } from './task-moves.ts'
import { ownerSightOf, ownsTask, requireOwner } from './task-owner.ts'
import { findTask, insertTaskEntry, listTasks, lockTask, updateTask, type TaskChanges, type TaskRow } from './task-store.ts'

/** One rule with `isSeen` of the store. */
function maySeeTask(actor: Actor, row: TaskRow, people: readonly PersonRow[], now: Date): boolean {
  if (ownsTask(actor, row, now) || seesWhole(actor, row, people, now)) return true
  return row.meeting_published_at !== null && holdsWithin(actor, 'meeting.read', row.subdistrict, now)
}

export async function getVisibleTask(db: Db, actor: Actor, id: string, now: Date): Promise<{ row: TaskRow; people: PersonRow[] }> {
  const row = await findTask(db, actor.tenants, id)
  if (!row) throw new DomainError('not_found')
  const people = await listPeople(db, row.subdistrict, row.meeting_id)
  if (!maySeeTask(actor, row, people, now)) throw new DomainError('not_found')
  return { row, people }
}

/** Those of some tasks that may be opened. */
export async function listVisibleTasks(db: Db, actor: Actor, ids: readonly string[], now: Date): Promise<TaskRow[]> {
  if (ids.length === 0) return []
  const filter = { mine: false, show: 'all', overdueOn: null, meetingId: null, ids, after: null, limit: ids.length } as const
  return listTasks(db, sightOf(actor, now), ownerSightOf(actor, now), filter)
}

export function allowedTaskMoves(actor: Actor, row: TaskRow, people: readonly PersonRow[], now: Date): MeetingTaskMove[] {
  return (Object.keys(taskMoves) as MeetingTaskMove[]).filter((move) => taskMoves[move].from.includes(row.state) && mayMoveTask(actor, row, people, move, now))
}

function mayMoveTask(actor: Actor, row: TaskRow, people: readonly PersonRow[], move: MeetingTaskMove, now: Date): boolean {
  return taskMoves[move].by === 'owner' ? ownsTask(actor, row, now) : hasRight(actor, row, people, ['manage', 'chair'], now)
}

/** A step of a decision; the only writer of a task's state. */
export async function moveTask(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: MeetingTaskMoveInput, now: Date): Promise<TaskRow> {
  const row = await lockTask(tx, actor.tenants, input.taskId)
  const people = row ? await listPeople(tx, row.subdistrict, row.meeting_id) : []
  if (!row || !maySeeTask(actor, row, people, now)) throw new DomainError('not_found')
  if (!mayMoveTask(actor, row, people, input.move, now)) throw new DomainError('permission_denied', { action: input.move })
  const rule = taskMoves[input.move]
  if (!rule.from.includes(row.state)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const { set, words } = await effectOf(tx, row, input, actor, now)
  await updateTask(tx, row, { ...set, ...(rule.to !== 'same' && { state: rule.to }) })
  const entryId = await writeTaskEntry(tx, actor, row, input.move, words, now)
  if ('photoIds' in input) await keepEvidence(tx, 'meeting_task_photos', { subdistrict: row.subdistrict, taskId: row.id, entryId }, input.photoIds)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: `meetingTask.${input.move}`, target: { kind: 'meetingTask', id: row.id } },
    now,
  )
  const after = (await findTask(tx, [row.subdistrict], row.id))!
  await tellOfTask(tx, after, people, input.move, entryId, actor.accountId, now)
  return after
}

/** With an acknowledged handover a decision is the successor's, at its day and in its state; whoever was to sign it off still is. */
export async function passOnTask(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  pass: { subdistrict: string; id: string; from: string; to: string; lentBy: string | null | undefined; words: string },
  now: Date,
): Promise<void> {
  const row = await lockTask(tx, [pass.subdistrict], pass.id)
  if (!row || row.ended_at !== null || row.owner_account !== pass.from) return
  await updateTask(tx, row, { owner_account: pass.to, ...(pass.lentBy !== undefined && { lent_by: pass.lentBy }) })
  const entryId = await writeTaskEntry(tx, actor, row, 'reassign', pass.words, now)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: 'meetingTask.passOn', target: { kind: 'meetingTask', id: row.id } },
    now,
  )
  // The successor hears of it though they acknowledged it themselves: each task is one to open.
  await tellOwner(tx, (await findTask(tx, [row.subdistrict], row.id))!, 'decisionGiven', entryId, null, now)
}

/** Who acts next, or was waited for. */
async function tellOfTask(tx: Tx, row: TaskRow, people: readonly PersonRow[], move: MeetingTaskMove, step: string, except: string, now: Date): Promise<void> {
  if (move === 'report') await tellChair(tx, row, people, step, except, now)
  if (move === 'remind') await tellOwner(tx, row, 'decisionDue', step, except, now)
  if (move === 'sendBack') await tellOwner(tx, row, 'decisionSentBack', step, except, now)
  if (move === 'signOff') await tellOwner(tx, row, 'decisionSignedOff', step, except, now)
  if (move === 'reassign') await tellOwner(tx, row, 'decisionGiven', step, except, now)
}

async function effectOf(
  tx: Tx,
  row: TaskRow,
  input: MeetingTaskMoveInput,
  actor: AccountActor,
  now: Date,
): Promise<{ set: Omit<TaskChanges, 'state'>; words: string }> {
  const words = input.words ?? ''
  switch (input.move) {
    case 'report':
      return { set: { evidence: input.words }, words }
    case 'signOff':
    case 'drop':
      return { set: { ended_by: actor.accountId, ended_at: now }, words }
    case 'sendBack':
      return { set: { evidence: null }, words }
    case 'extend':
      if (input.dueOn <= row.due_on || input.dueOn < shanghaiDay(now))
        throw new DomainError('invalid_input', { issues: [{ path: ['dueOn'], rule: 'in_the_past' }] })
      return { set: { due_on: input.dueOn }, words: `${row.due_on} → ${input.dueOn} ${words}` }
    case 'reassign':
      return { set: { ...(await requireOwner(tx, row.subdistrict, input.owner, ['owner'], now)), lent_by: null }, words }
    case 'progress':
    case 'remind':
      return { set: {}, words }
  }
}

export async function writeTaskEntry(
  tx: Tx,
  actor: AccountActor,
  row: { subdistrict: string; id: string },
  step: MeetingTaskMove | 'begin',
  words: string,
  now: Date,
): Promise<string> {
  const id = newId()
  await insertTaskEntry(tx, { subdistrict: row.subdistrict, id, taskId: row.id, step, account: actor.accountId, name: actor.name, words }, now)
  return id
}
