import type { TopicMove } from '@ejia/contract/topics.ts'
import type { AccountActor } from '../../access/actor.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { addItem, removeItem } from '../agenda/agenda-store.ts'
import { insertMeetingEntry } from '../meeting-store.ts'
import { tellOfTopic } from '../tell-of-meeting.ts'
import { topicMoves } from './topic-moves.ts'
import { updateTopic, type TopicRow } from './topic-store.ts'

/** The only writer of a topic's state; what touches an agenda stands in that meeting's history too. */
export async function moveTopic(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: TopicRow,
  move: TopicMove,
  change: { meetingId?: string; words?: string },
  now: Date,
): Promise<void> {
  const { from, to } = topicMoves[move]
  if (!from.includes(row.state)) throw new DomainError('move_not_allowed', { move, current: row.state })
  const meetingId = change.meetingId ?? row.meeting_id
  await updateTopic(
    tx,
    row,
    {
      state: to,
      meetingId: to === 'taken' || to === 'decided' ? meetingId : null,
      screenedBy: move === 'withdraw' ? row.screened_by : actor.accountId,
      reason: change.words ?? null,
    },
    now,
  )
  if (meetingId !== null && (move === 'take' || move === 'putBack')) {
    const meeting = { subdistrict: row.subdistrict, id: meetingId }
    if (move === 'take') await addItem(tx, meeting, row.id)
    else await removeItem(tx, meeting, row.id)
    const entry = { subdistrict: row.subdistrict, id: newId(), meetingId, step: move, account: actor.accountId, name: actor.name, topicId: row.id }
    await insertMeetingEntry(tx, { ...entry, words: row.title }, now)
  }
  const news = { take: 'topicTaken', decline: 'topicDeclined', postpone: 'topicPostponed' } as const
  if (move === 'take' || move === 'decline' || move === 'postpone') await tellOfTopic(tx, { ...row, meeting_id: meetingId }, news[move], actor.accountId, now)
  await recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action: `topic.${move}`, target: { kind: 'topic', id: row.id } }, now)
}
