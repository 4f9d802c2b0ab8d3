import { HandoverMove, type HandoverCause, type HandoverMoveInput } from '@ejia/contract/handovers.ts'
import type { Role } from '@ejia/contract/access.ts'
import { accountIdOf, type AccountActor, type Actor } from '../access/actor.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { passOnTask } from '../meetings/tasks/move-task.ts'
import { listColleagues } from '../people/temporary-posts.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { passOnAll } from '../promises/move-promise.ts'
import { countContents, desksOf, sumOf } from './handover-contents.ts'
import { sortTasks } from './handed-tasks.ts'
import { handoverMoves, type HandoverSide } from './handover-moves.ts'
import { sidesOf } from './handover-sight.ts'
import {
  findHandover,
  insertHandover,
  insertHandoverEntry,
  listHandoverPosts,
  listOpenOfCause,
  lockHandover,
  updateHandover,
  type HandoverPostRow,
  type HandoverRow,
} from './handover-store.ts'

export const entryCell = (subdistrict: string, id: string) => ({ table: 'handover_entries', field: 'words', id, subdistrict })

export function allowedHandoverMoves(row: HandoverRow, sides: readonly HandoverSide[]): HandoverMove[] {
  return HandoverMove.options.filter((move) => handoverMoves[move].to[row.state] !== undefined && handoverMoves[move].by.some((side) => sides.includes(side)))
}

export type PostToHand = { assignmentId: string; role: Role; areaCode: string; unitId: string | null }

/** A pack for posts of one subdistrict. Without a receiver the lead names one. */
export async function openHandover(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  handover: { cause: HandoverCause; causeId: string | null; from: string; to: string | null; posts: readonly PostToHand[] },
  now: Date,
): Promise<string | null> {
  const [first] = handover.posts
  if (!first || first.areaCode.length < 9) return null
  const row = { ...handover, subdistrict: first.areaCode.slice(0, 9), id: newId(), to: handover.to === handover.from ? null : handover.to }
  await insertHandover(tx, row, handover.posts, now)
  const by = { account: accountIdOf(actor), name: actor.kind === 'account' ? actor.name : '' }
  await insertHandoverEntry(tx, { subdistrict: row.subdistrict, id: newId(), handoverId: row.id, step: 'open', ...by, wordsSealed: null, counts: null }, now)
  const event = { subdistrict: row.subdistrict, actor: by.account ?? 'system', action: 'handover.open', target: { kind: 'handover', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  // Without somebody to receive it, the lead names one.
  const lead = { role: 'communityLead', over: first.areaCode } as const
  const area = await findArea(tx, first.areaCode)
  await tellStaff(
    tx,
    {
      to: [{ account: row.from }, row.to === null ? lead : { account: row.to }],
      area: first.areaCode,
      kind: 'handoverWaits',
      about: area?.name ?? first.areaCode,
      urgent: false,
      link: `/handovers/${row.id}`,
      dedupeKey: `handover:${row.id}`,
    },
    now,
  )
  return row.id
}

/** The only writer of a handover's state, its history and audit with it. Out of sight is `not_found`. */
export async function moveHandover(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: HandoverMoveInput, now: Date): Promise<HandoverRow> {
  const found = await findHandover(tx, input.handoverId)
  const row = found && (await lockHandover(tx, found.subdistrict, found.id))
  const posts = row ? await listHandoverPosts(tx, [row.id]) : []
  const sides = row ? sidesOf(actor, row, posts, now) : []
  if (!row || sides.length === 0) throw new DomainError('not_found')
  const rule = handoverMoves[input.move]
  if (!rule.by.some((side) => sides.includes(side))) throw new DomainError('permission_denied', { action: input.move })
  const to = rule.to[row.state]
  if (to === undefined) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  if (input.move === 'name') await requireReceiver(tx, row, posts, input.accountId, now)
  await updateHandover(tx, row, { state: to, ...(input.move === 'name' && { to_account: input.accountId }) }, now)
  const signs = input.move === 'give' || input.move === 'receive' || input.move === 'standIn'
  const id = newId()
  await insertHandoverEntry(
    tx,
    {
      subdistrict: row.subdistrict,
      id,
      handoverId: row.id,
      step: input.move,
      account: actor.accountId,
      name: actor.name,
      wordsSealed: 'words' in input ? crypto.seal(input.words, entryCell(row.subdistrict, id)) : null,
      counts: signs ? sumOf(await countContents(tx, row, posts, now)) : null,
    },
    now,
  )
  // Acknowledged by both: what the giver promised, and was given to do, is the receiver's.
  if (to === 'done' && row.to_account !== null) {
    const desks = desksOf(posts).map((post) => ({ areaCode: post.area_code, unitId: post.unit_id }))
    await passOnAll(tx, crypto, actor, { subdistrict: row.subdistrict, from: row.from_account, to: row.to_account, desks }, now)
    await handOnTasks(tx, crypto, actor, { ...row, to_account: row.to_account }, posts, now)
  }
  const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `handover.${input.move}`, target: { kind: 'handover', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  return (await findHandover(tx, row.id))!
}

async function handOnTasks(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: HandoverRow & { to_account: string },
  posts: readonly HandoverPostRow[],
  now: Date,
): Promise<void> {
  const { goes, lentBy } = await sortTasks(tx, row, posts, now)
  const words = `随工作交接转给${row.to_name}`
  for (const { id } of goes)
    await passOnTask(tx, crypto, actor, { subdistrict: row.subdistrict, id, from: row.from_account, to: row.to_account, lentBy, words }, now)
  if (goes.length === 0) return
  const [first] = posts
  const news = { to: [{ account: row.from_account }], area: row.subdistrict, kind: 'decisionsPassedOn', about: first!.area_name, urgent: false } as const
  await tellStaff(tx, { ...news, link: `/handovers/${row.id}`, dedupeKey: `handover:${row.id}:tasks` }, now)
}

/** The leave a pack was made for was withdrawn: nothing is handed over. */
export async function cancelHandovers(tx: Tx, crypto: CryptoProvider, actor: AccountActor, subdistrict: string, causeId: string, now: Date): Promise<void> {
  for (const id of await listOpenOfCause(tx, subdistrict, causeId)) {
    const row = (await lockHandover(tx, subdistrict, id))!
    const to = handoverMoves.cancel.to[row.state]
    if (to === undefined) continue
    await updateHandover(tx, row, { state: to }, now)
    const by = { account: actor.accountId, name: actor.name }
    await insertHandoverEntry(tx, { subdistrict, id: newId(), handoverId: id, step: 'cancel', ...by, wordsSealed: null, counts: null }, now)
    await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'handover.cancel', target: { kind: 'handover', id } }, now)
  }
}

/** Colleagues at every place that is handed over; the giver is not among them. */
export async function listReceivers(tx: Db, row: HandoverRow, posts: readonly HandoverPostRow[], now: Date) {
  const [first] = posts
  if (!first) return []
  const area = posts.reduce((common, post) => commonStart(common, post.area_code), first.area_code)
  // The whole community of a grid may take it over.
  const around = first.unit_id === null && area.length > 12 ? area.slice(0, 12) : area
  return (await listColleagues(tx, { area: around, unitId: first.unit_id }, now)).filter((one) => one.id !== row.from_account)
}

async function requireReceiver(tx: Tx, row: HandoverRow, posts: readonly HandoverPostRow[], accountId: string, now: Date): Promise<void> {
  if (!(await listReceivers(tx, row, posts, now)).some((one) => one.id === accountId))
    throw new DomainError('invalid_input', { issues: [{ path: ['accountId'], rule: 'not_found' }] })
}

function commonStart(one: string, other: string): string {
  const digits = [15, 12, 9].find((length) => one.length >= length && one.slice(0, length) === other.slice(0, length)) ?? 9
  return one.slice(0, digits)
}
