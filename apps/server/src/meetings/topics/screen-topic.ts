import type { TopicMove } from '@ejia/contract/topics.ts'
import { accountIdOf, type AccountActor, type Actor } from '../../access/actor.ts'
import { holds, holdsWithin } from '../../access/permissions.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { hasRight, maySee } from '../meeting-sight.ts'
import { findMeeting, listPeople, lockMeeting, type MeetingRow, type PersonRow } from '../meeting-store.ts'
import { moveTopic } from './move-topic.ts'
import { topicMoves } from './topic-moves.ts'
import { findTopic, lockTopic, type TopicRow } from './topic-store.ts'

/** On whose agenda it stands, as far as a right depends on it. */
export type OnAgenda = { row: MeetingRow; people: readonly PersonRow[] } | null

export async function agendaOf(db: Db, row: TopicRow): Promise<OnAgenda> {
  const meeting = row.meeting_id === null ? undefined : await findMeeting(db, [row.subdistrict], row.meeting_id)
  return meeting ? { row: meeting, people: await listPeople(db, meeting.subdistrict, meeting.id) } : null
}

/** One rule with `isSeen` of the store. */
export function maySeeTopic(actor: Actor, row: TopicRow, agenda: OnAgenda, now: Date): boolean {
  const me = accountIdOf(actor)
  if (row.raised_by === me || holds(actor, 'meeting.read', { areaCode: row.area_code }, now)) return true
  // What concerns the whole subdistrict is for everybody who works in it.
  if (row.area_code === row.subdistrict && holdsWithin(actor, 'meeting.read', row.subdistrict, now)) return true
  return agenda?.people.some((one) => one.account_id === me) ?? false
}

export function allowedTopicMoves(actor: Actor, row: TopicRow, agenda: OnAgenda, now: Date): TopicMove[] {
  return (Object.keys(topicMoves) as TopicMove[]).filter(
    (move) => topicMoves[move].from.includes(row.state) && mayMoveTopic(actor, row, agenda, move, now) && !(move === 'putBack' && !isOpenAgenda(agenda)),
  )
}

function mayMoveTopic(actor: Actor, row: TopicRow, agenda: OnAgenda, move: TopicMove, now: Date): boolean {
  switch (topicMoves[move].by) {
    case 'raiser':
      return row.raised_by === accountIdOf(actor)
    case 'manage':
      return holds(actor, 'meeting.manage', { areaCode: row.subdistrict }, now)
    case 'desk':
      return hasRight(actor, row, agenda?.people ?? [], ['manage', 'chair'], now)
    case 'meeting':
      return false
  }
}

/** Until the meeting sits a topic may come and go; while it sits one may still be added. */
const isOpenAgenda = (agenda: OnAgenda) => agenda?.row.state === 'planned' || agenda?.row.state === 'announced'

export async function takeTopic(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { topicId: string; meetingId: string },
  now: Date,
): Promise<TopicRow> {
  const meeting = await lockMeeting(tx, actor.tenants, input.meetingId)
  const people = meeting ? await listPeople(tx, meeting.subdistrict, meeting.id) : []
  const row = await lockTopic(tx, actor.tenants, input.topicId)
  if (!row || !maySeeTopic(actor, row, await agendaOf(tx, row), now)) throw new DomainError('not_found')
  if (!meeting || meeting.subdistrict !== row.subdistrict || !maySee(actor, meeting, people, now)) throw refused('meetingId', 'not_found')
  if (!mayMoveTopic(actor, row, { row: meeting, people }, 'take', now)) throw new DomainError('permission_denied', { action: 'take' })
  if (!['planned', 'announced', 'inSession'].includes(meeting.state)) throw new DomainError('move_not_allowed', { move: 'take', current: meeting.state })
  await moveTopic(tx, crypto, actor, row, 'take', { meetingId: meeting.id }, now)
  return (await findTopic(tx, [row.subdistrict], row.id))!
}

/** Declined, put back or withdrawn. */
export async function moveLooseTopic(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { topicId: string; words?: string },
  move: 'decline' | 'putBack' | 'withdraw',
  now: Date,
): Promise<TopicRow> {
  const found = await findTopic(tx, actor.tenants, input.topicId)
  if (!found) throw new DomainError('not_found')
  // The meeting first, as its own moves do: two orders would lock each other out.
  if (found.meeting_id !== null) await lockMeeting(tx, [found.subdistrict], found.meeting_id)
  const row = (await lockTopic(tx, [found.subdistrict], found.id))!
  const agenda = await agendaOf(tx, row)
  if (!maySeeTopic(actor, row, agenda, now)) throw new DomainError('not_found')
  if (!mayMoveTopic(actor, row, agenda, move, now)) throw new DomainError('permission_denied', { action: move })
  if (!allowedTopicMoves(actor, row, agenda, now).includes(move)) throw new DomainError('move_not_allowed', { move, current: row.state })
  await moveTopic(tx, crypto, actor, row, move, input.words === undefined ? {} : { words: input.words }, now)
  return (await findTopic(tx, [row.subdistrict], row.id))!
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
