import type { AccountActor } from '../access/actor.ts'
import { recordAudit } from '../history/record-audit.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { findAssignment, isLiving, listColleagues, listOwnPosts, type AssignmentRow } from '../people/temporary-posts.ts'
import { shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { noteCell } from './leave-sight.ts'
import { findLeave, insertCover, insertLeave, insertLeaveEntry, listLeavesAround, type LeaveRow } from './leave-store.ts'
import { lockAccount } from '../access/own-account.ts'

const longestDays = 366
type Asked = { startsOn: string; endsOn: string; covers: readonly { assignmentId: string; substituteId: string }[]; note?: string | undefined }

/** Each post that goes on during the leave gets a substitute: no gap. */
export async function askLeave(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Asked, now: Date): Promise<LeaveRow> {
  // Two leaves of one person are written one after the other.
  await lockAccount(tx, actor.accountId)
  const today = shanghaiDay(now)
  if (input.startsOn < today) throw refused('startsOn', 'in_the_past')
  if (input.endsOn < input.startsOn) throw refused('endsOn', 'in_the_past')
  // Today begins now: rights are never given for what is past.
  const from = input.startsOn === today ? now : startOfShanghaiDay(input.startsOn)
  const to = new Date(startOfShanghaiDay(input.endsOn).getTime() + 86_400_000)
  if (to.getTime() - from.getTime() > longestDays * 86_400_000) throw refused('endsOn', 'too_big')
  const posts = (await listOwnPosts(tx, actor.accountId, now)).filter((post) => post.valid_to === null || new Date(post.valid_to) > from)
  const [first] = posts
  if (!first) throw refused('covers', 'not_allowed_here')
  const subdistrict = first.area_code.slice(0, 9)
  const missing = posts.filter((post) => !input.covers.some((cover) => cover.assignmentId === post.id))
  if (missing.length > 0) throw new DomainError('invalid_input', { issues: [{ path: ['covers'], rule: 'too_few', params: { min: posts.length } }] })
  if ((await listLeavesAround(tx, actor.accountId, from, to, ['asked', 'agreed'])).length > 0) throw new DomainError('conflict')
  const leave = { subdistrict, id: newId() }
  const note = input.note === undefined || input.note === '' ? null : input.note
  await insertLeave(tx, { ...leave, accountId: actor.accountId, from, to, noteSealed: note === null ? null : crypto.seal(note, noteCell(leave)) }, now)
  for (const [index, { assignmentId, substituteId }] of input.covers.entries()) {
    const post = posts.find(({ id }) => id === assignmentId)
    if (!post || post.area_code.slice(0, 9) !== subdistrict || input.covers.findIndex((cover) => cover.assignmentId === assignmentId) !== index)
      throw new DomainError('invalid_input', { issues: [{ path: ['covers', index, 'assignmentId'], rule: 'not_found' }] })
    if (!(await listCandidates(tx, post, now)).some(({ id }) => id === substituteId))
      throw new DomainError('invalid_input', { issues: [{ path: ['covers', index, 'substituteId'], rule: 'not_found' }] })
    await insertCover(tx, {
      subdistrict,
      id: newId(),
      leaveId: leave.id,
      assignmentId,
      areaCode: post.area_code,
      substitute: substituteId,
      coverAssignment: null,
      position: index,
    })
  }
  await insertLeaveEntry(tx, { subdistrict, id: newId(), leaveId: leave.id, step: 'ask', account: actor.accountId, name: actor.name, wordsSealed: null }, now)
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'leave.ask', target: { kind: 'leave', id: leave.id } }, now)
  const about = `${input.startsOn} – ${input.endsOn}`
  const deciders = [
    ...(posts.some((post) => post.area_code.length < 15) ? [{ role: 'subdistrictStaff', over: first.area_code } as const] : []),
    { role: 'communityLead', over: first.area_code } as const,
  ]
  await tellStaff(
    tx,
    {
      to: deciders,
      area: first.area_code,
      kind: 'leaveAsked',
      about,
      urgent: true,
      link: `/leaves/${leave.id}`,
      dedupeKey: `leave:${leave.id}:ask`,
      except: actor.accountId,
    },
    now,
  )
  return (await findLeave(tx, leave.id))!
}

/** Who may stand in: colleagues of the same community, or of the same department; never the person. */
export async function listCandidates(db: Db, post: AssignmentRow, now: Date) {
  const area = post.unit_id === null ? post.area_code.slice(0, 12) : post.area_code
  return (await listColleagues(db, { area, unitId: post.unit_id }, now)).filter(({ id }) => id !== post.account_id)
}

/** For a post of one's own, or one whose leave one agrees to. */
export async function getPost(db: Db, assignmentId: string, now: Date): Promise<AssignmentRow> {
  const post = await findAssignment(db, assignmentId)
  if (!post || !isLiving(post, now)) throw new DomainError('not_found')
  return post
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
