import type { LeaveMove, LeaveMoveInput } from '@ejia/contract/leaves.ts'
import type { AccountActor, SystemActor } from '../access/actor.ts'
import { openHandover, cancelHandovers } from '../handovers/move-handover.ts'
import { recordAudit } from '../history/record-audit.ts'
import { lockAccount } from '../access/own-account.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { coverPost, endPostAt, findAssignment } from '../people/temporary-posts.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { listCandidates } from './ask-leave.ts'
import { leaveMoves } from './leave-moves.ts'
import { allowedLeaveMoves, bysOf, decisionCell, entryCell, seesLeave } from './leave-sight.ts'
import {
  findLeave,
  insertCover,
  insertLeaveEntry,
  listCovers,
  listLeavesAround,
  listLeavesToEnd,
  lockLeave,
  setCoverAssignment,
  updateLeave,
  type LeaveCoverRow,
  type LeaveRow,
} from './leave-store.ts'

type Context = { tx: Tx; crypto: CryptoProvider; row: LeaveRow; covers: LeaveCoverRow[]; by: string; actor: AccountActor | SystemActor; now: Date }

/** A step of a leave. Out of sight is `not_found`. */
export async function moveLeave(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: LeaveMoveInput, now: Date): Promise<LeaveRow> {
  const found = await findLeave(tx, input.leaveId)
  if (found) await lockAccount(tx, found.account_id)
  const row = found && (await lockLeave(tx, found.subdistrict, found.id))
  const covers = row ? await listCovers(tx, [row.id]) : []
  if (!row || !seesLeave(actor, row, covers, now)) throw new DomainError('not_found')
  if (!leaveMoves[input.move].by.some((by) => bysOf(actor, row, covers, now).includes(by))) throw new DomainError('permission_denied', { action: input.move })
  if (!allowedLeaveMoves(actor, row, covers, now).includes(input.move)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const context: Context = { tx, crypto, row, covers, by: actor.accountId, actor, now }
  switch (input.move) {
    case 'agree':
      await agree(context)
      break
    case 'withdraw':
      await endCovers(context, '请假撤回')
      await cancelHandovers(tx, crypto, actor, row.subdistrict, row.id, now)
      break
    case 'replace':
      await replace(context, input.coverId, input.substituteId)
      break
    case 'back':
      await handBack(context, '提前销假')
      break
    case 'decline':
      break
  }
  const words = input.words === undefined || input.words === '' ? null : input.words
  return writeLeave(context, input.move, words)
}

/** Job: leaves whose time is over. The substitutes' rights ended by themselves; this writes it down and makes the pack for the way back. */
export async function endLeaves(db: Database, crypto: CryptoProvider, now: Date): Promise<void> {
  const actor: SystemActor = { kind: 'system', name: 'leaves', grants: [], tenants: [] }
  for (const { subdistrict, id } of await listLeavesToEnd(db, now))
    await db.transaction().execute(async (tx) => {
      const row = await lockLeave(tx, subdistrict, id)
      if (!row || !leaveMoves.expire.from.includes(row.state) || new Date(row.ends_at) > now) return
      const context: Context = { tx, crypto, row, covers: await listCovers(tx, [id]), by: 'system', actor, now }
      await handBack(context, '请假期满')
      await writeLeave(context, 'expire', null)
    })
}

/** The only writer of a leave's state, its history and audit with it. */
async function writeLeave({ tx, crypto, row, by, actor, now }: Context, move: LeaveMove, words: string | null): Promise<LeaveRow> {
  const rule = leaveMoves[move]
  const decides = move === 'agree' || move === 'decline'
  await updateLeave(tx, row, {
    ...(rule.to !== 'same' && { state: rule.to }),
    ...(decides && { decided_by: by, decision_sealed: words === null ? null : crypto.seal(words, decisionCell(row)) }),
    // Back early: the leave is as long as it was.
    ...(move === 'back' && { ends_at: new Date(Math.max(now.getTime(), Date.parse(row.starts_at) + 1)) }),
  })
  const id = newId()
  const account = by === 'system' ? null : by
  const wordsSealed = words === null ? null : crypto.seal(words, entryCell(row.subdistrict, id))
  await insertLeaveEntry(
    tx,
    { subdistrict: row.subdistrict, id, leaveId: row.id, step: move, account, name: actor.kind === 'account' ? actor.name : '', wordsSealed },
    now,
  )
  if (decides) await tellOfDecision(tx, row, move, by, now)
  await recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: by, action: `leave.${move}`, target: { kind: 'leave', id: row.id } }, now)
  return (await findLeave(tx, row.id))!
}

/** The person hears what was decided; a substitute, what they cover. Days only: the reason is nobody's. */
async function tellOfDecision(tx: Tx, row: LeaveRow, move: LeaveMove, by: string, now: Date): Promise<void> {
  const about = `${shanghaiDay(new Date(row.starts_at))} – ${shanghaiDay(new Date(Date.parse(row.ends_at) - 1))}`
  const news = { area: row.subdistrict, about, urgent: true, link: `/leaves/${row.id}`, except: by }
  await tellStaff(tx, { ...news, to: [{ account: row.account_id }], kind: 'leaveDecided', dedupeKey: `leave:${row.id}:${move}` }, now)
  if (move !== 'agree') return
  const substitutes = (await listCovers(tx, [row.id])).map((cover) => ({ account: cover.substitute_account }))
  await tellStaff(tx, { ...news, to: substitutes, kind: 'coverGiven', dedupeKey: `leave:${row.id}:cover` }, now)
}

/** Each cover becomes an assignment from the first moment of the leave (or now) to its last; the substitute gets the pack. */
async function agree(context: Context): Promise<void> {
  const { tx, row, covers, now } = context
  const from = new Date(Math.max(Date.parse(row.starts_at), now.getTime()))
  for (const cover of covers) {
    const given = await giveCover(context, cover.assignment_id, cover.substitute_account, from)
    if (given !== null) await setCoverAssignment(tx, row.subdistrict, cover.id, given)
  }
  for (const [substitute, some] of Map.groupBy(covers, (cover) => cover.substitute_account))
    await pack(context, 'leaveStart', row.account_id, substitute, some, 'post')
}

async function giveCover({ tx, crypto, row, by, now }: Context, assignmentId: string, substitute: string, from: Date): Promise<string | null> {
  const post = await findAssignment(tx, assignmentId)
  const until = new Date(row.ends_at)
  const to = post?.valid_to === null || post === undefined ? until : new Date(Math.min(Date.parse(post.valid_to), until.getTime()))
  // The post itself ended meanwhile: nothing to cover.
  if (!post || to <= from) return null
  if ((await listLeavesAround(tx, substitute, from, to, ['agreed'])).length > 0)
    throw new DomainError('invalid_input', { issues: [{ path: ['substituteId'], rule: 'not_allowed_here' }] })
  return coverPost(tx, crypto, { post, substitute, from, to, by }, now)
}

/** One substitute ends where the next begins. */
async function replace(context: Context, coverId: string, substituteId: string): Promise<void> {
  const { tx, crypto, row, covers, by, now } = context
  const old = covers.find(({ id, to }) => id === coverId && new Date(to) > now)
  if (!old) throw new DomainError('invalid_input', { issues: [{ path: ['coverId'], rule: 'not_found' }] })
  const post = await findAssignment(tx, old.assignment_id)
  if (!post || substituteId === old.substitute_account || !(await listCandidates(tx, post, now)).some(({ id }) => id === substituteId))
    throw new DomainError('invalid_input', { issues: [{ path: ['substituteId'], rule: 'not_found' }] })
  const from = new Date(Math.max(now.getTime(), Date.parse(old.from)))
  if (old.cover_assignment !== null) await endPostAt(tx, crypto, old.cover_assignment, from, by, '更换顶岗人', now)
  const coverAssignment = await giveCover(context, old.assignment_id, substituteId, from)
  const next = { subdistrict: row.subdistrict, id: newId(), leaveId: row.id, assignmentId: old.assignment_id, areaCode: old.area_code }
  await insertCover(tx, { ...next, substitute: substituteId, coverAssignment, position: covers.length })
  await pack(context, 'leaveStart', old.substitute_account, substituteId, [old], 'post')
}

async function endCovers({ tx, crypto, covers, by, now }: Context, reason: string): Promise<void> {
  for (const cover of covers) if (cover.cover_assignment !== null) await endPostAt(tx, crypto, cover.cover_assignment, now, by, reason, now)
}

/** Rights end now, and what the substitutes had in hand goes back with a pack. */
async function handBack(context: Context, reason: string): Promise<void> {
  const { row, covers, now } = context
  const running = covers.filter(
    (cover) => cover.cover_assignment !== null && new Date(cover.from) <= now && (context.by === 'system' || new Date(cover.to) > now),
  )
  await endCovers(context, reason)
  const last = [...new Map(running.map((cover) => [cover.assignment_id, cover])).values()]
  for (const [substitute, some] of Map.groupBy(last, (cover) => cover.substitute_account))
    await pack(context, 'leaveEnd', substitute, row.account_id, some, 'cover')
}

async function pack(
  { tx, crypto, actor, row, now }: Context,
  cause: 'leaveStart' | 'leaveEnd',
  from: string,
  to: string,
  covers: readonly LeaveCoverRow[],
  which: 'post' | 'cover',
): Promise<void> {
  const posts = covers.map((cover) => ({
    assignmentId: which === 'post' ? cover.assignment_id : (cover.cover_assignment ?? cover.assignment_id),
    role: cover.role,
    areaCode: cover.area_code,
    unitId: cover.unit_id,
  }))
  await openHandover(tx, crypto, actor, { cause, causeId: row.id, from, to, posts }, now)
}
