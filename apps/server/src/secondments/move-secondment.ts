import type { SecondmentMoveInput, SecondmentMoveInputOf } from '@ejia/contract/secondments.ts'
import type { AccountActor, Actor, SystemActor } from '../access/actor.ts'
import { openHandover } from '../handovers/move-handover.ts'
import { findSuccessor, listHandedPosts, postToHand } from '../handovers/end-with-handover.ts'
import { recordAudit } from '../history/record-audit.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { assignRole } from '../people/invite-staff.ts'
import { endPostAt, findAssignment, type AssignmentRow } from '../people/temporary-posts.ts'
import { shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { secondmentMoves } from './secondment-moves.ts'
import { bysOf, entryCell, seesSecondment, summaryCell } from './secondment-sight.ts'
import {
  findSecondment,
  insertSecondmentEntry,
  insertSecondmentPost,
  listPastPosts,
  listSecondmentPosts,
  lockSecondment,
  updateSecondment,
  type SecondmentRow,
} from './secondment-store.ts'

type Context = { tx: Tx; crypto: CryptoProvider; actor: AccountActor; row: SecondmentRow; now: Date }
type Changes = Parameters<typeof updateSecondment>[2]

const dayMs = 86_400_000
const lookBackDays = 7

/** A step of a secondment; the only writer of its state, history and audit with it. Out of sight is `not_found`. */
export async function moveSecondment(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: SecondmentMoveInput, now: Date): Promise<SecondmentRow> {
  const found = await findSecondment(tx, input.secondmentId)
  const row = found && (await lockSecondment(tx, found.subdistrict, found.id))
  if (!row || !seesSecondment(actor, row, now)) throw new DomainError('not_found')
  const rule = secondmentMoves[input.move]
  const bys = bysOf(actor, row, now)
  if (!rule.by.some((by) => bys.includes(by))) throw new DomainError('permission_denied', { action: input.move })
  if (!rule.from.includes(row.state)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const set = await effectOf({ tx, crypto, actor, row, now }, input)
  await updateSecondment(tx, row, { ...set, ...(rule.to !== 'same' && { state: rule.to }) }, now)
  const id = newId()
  const words = input.words === undefined || input.words === '' ? null : input.words
  await insertSecondmentEntry(
    tx,
    {
      subdistrict: row.subdistrict,
      id,
      secondmentId: row.id,
      step: input.move,
      account: actor.accountId,
      name: actor.name,
      wordsSealed: words === null ? null : crypto.seal(words, entryCell(row.subdistrict, id)),
    },
    now,
  )
  const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `secondment.${input.move}`, target: { kind: 'secondment', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  const news = { area: row.subdistrict, about: row.call_title, urgent: false, link: `/secondments/${row.id}`, except: actor.accountId }
  const dedupeKey = `secondment:${row.id}:${row.version}`
  await tellStaff(tx, { ...news, to: [{ account: row.account_id }], kind: 'secondmentMoved', dedupeKey }, now)
  // Confirmed: it is the district's turn.
  const head = { role: 'districtStaff', over: row.subdistrict } as const
  if (input.move === 'confirm') await tellStaff(tx, { ...news, to: [head], kind: 'nominationRaised', dedupeKey: `${dedupeKey}:head` }, now)
  return (await findSecondment(tx, row.id))!
}

async function effectOf(context: Context, input: SecondmentMoveInput): Promise<Changes> {
  const { crypto, actor, row } = context
  switch (input.move) {
    case 'confirm':
      return { confirmed_by: actor.accountId }
    case 'approve':
      return { approved_by: actor.accountId }
    case 'post':
      await post(context, input)
      return {}
    case 'summarise':
      return { summary_sealed: crypto.seal(input.words, summaryCell(row)) }
    case 'end': {
      // Ended with a summary: the one written before, or this one.
      if (row.summary_sealed === null && !input.words) throw new DomainError('invalid_input', { issues: [{ path: ['words'], rule: 'required' }] })
      await endPosts(context, '选派结束')
      return input.words ? { summary_sealed: crypto.seal(input.words, summaryCell(row)) } : {}
    }
    case 'recall':
      await endPosts(context, '提前召回')
      return {}
    default:
      return {}
  }
}

/** Each place is an assignment with its own last day; it ends by itself. */
async function post({ tx, crypto, actor, row, now }: Context, input: SecondmentMoveInputOf<'post'>): Promise<void> {
  const today = shanghaiDay(now)
  const known = await listSecondmentPosts(tx, [row.id])
  for (const [index, one] of input.posts.entries()) {
    const refuse = (field: string, rule: string) => new DomainError('invalid_input', { issues: [{ path: ['posts', index, field], rule }] })
    if (!one.areaCode.startsWith(row.subdistrict)) throw refuse('areaCode', 'not_found')
    if (one.from < today) throw refuse('from', 'in_the_past')
    if (one.to < one.from) throw refuse('to', 'in_the_past')
    if (one.to > row.ends_on) throw refuse('to', 'in_the_future')
    const [from, to] = [one.from === today ? now : startOfShanghaiDay(one.from), new Date(startOfShanghaiDay(one.to).getTime() + dayMs)]
    const twice =
      known.some((other) => other.area_code === one.areaCode && new Date(other.valid_from) < to && new Date(other.valid_to) > from) ||
      input.posts.findIndex((other) => other.areaCode === one.areaCode) !== index
    if (twice) throw refuse('areaCode', 'already_taken')
    const assignment = await assignRole(
      tx,
      crypto,
      actor,
      {
        accountId: row.account_id,
        role: 'partyInstructor',
        areaCode: one.areaCode,
        source: 'secondment',
        employment: 'fullTime',
        validFrom: from.toISOString(),
        validTo: to.toISOString(),
      },
      now,
    )
    await insertSecondmentPost(tx, { subdistrict: row.subdistrict, id: newId(), secondmentId: row.id, assignmentId: assignment.id, tasks: one.tasks })
  }
}

/** Rights end now; what was in hand is handed over. */
async function endPosts({ tx, crypto, actor, row, now }: Context, reason: string): Promise<void> {
  const posts = await listSecondmentPosts(tx, [row.id])
  for (const one of posts) await endPostAt(tx, crypto, one.assignment_id, now, actor.accountId, reason, now)
  await handOver(
    tx,
    crypto,
    actor,
    row,
    posts.filter((one) => new Date(one.valid_from) < now).map((one) => one.assignment_id),
    now,
  )
}

/** One pack for the posts that have none yet. */
async function handOver(tx: Tx, crypto: CryptoProvider, actor: Actor, row: SecondmentRow, assignmentIds: readonly string[], now: Date): Promise<void> {
  const handed = await listHandedPosts(tx, assignmentIds, ['secondment'])
  const rows: AssignmentRow[] = []
  for (const id of assignmentIds) {
    const assignment = handed.includes(id) ? undefined : await findAssignment(tx, id)
    if (assignment) rows.push(assignment)
  }
  const to = rows.length === 1 ? await findSuccessor(tx, rows[0]!, now) : null
  await openHandover(tx, crypto, actor, { cause: 'secondment', causeId: row.id, from: row.account_id, to, posts: rows.map(postToHand) }, now)
}

/** Job: posts whose last day passed get their pack; the rights ended by themselves. */
export async function handOverPastPosts(db: Database, crypto: CryptoProvider, now: Date): Promise<void> {
  const actor: SystemActor = { kind: 'system', name: 'secondments', grants: [], tenants: [] }
  const past = await listPastPosts(db, new Date(now.getTime() - lookBackDays * dayMs), now)
  for (const [id, posts] of Map.groupBy(past, (one) => one.id))
    await db.transaction().execute(async (tx) => {
      const row = await lockSecondment(tx, posts[0]!.subdistrict, id)
      if (!row || row.state !== 'posted') return
      await handOver(
        tx,
        crypto,
        actor,
        row,
        posts.map((one) => one.assignment_id),
        now,
      )
    })
}
