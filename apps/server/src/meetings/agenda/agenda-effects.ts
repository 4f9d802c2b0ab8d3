import type { MeetingMoveInputOf } from '@ejia/contract/meetings.ts'
import type { AccountActor } from '../../access/actor.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import { DomainError } from '../../platform/domain-error.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { lockCase, tellOnCase } from '../../requests/case-for-others.ts'
import { findCaseOfWhistle } from '../../whistles/case-of-whistle.ts'
import type { MeetingRow } from '../meeting-store.ts'
import type { EffectsOf, MeetingContext, MeetingEffect } from '../meeting-effects.ts'
import { writeTaskEntry } from '../tasks/move-task.ts'
import { requireOwner } from '../tasks/task-owner.ts'
import { tellOwner } from '../tell-of-meeting.ts'
import { findTask, insertTask } from '../tasks/task-store.ts'
import { moveTopic } from '../topics/move-topic.ts'
import { findTopic, lockTopic } from '../topics/topic-store.ts'
import { castVote, updateItem, type ItemRow } from './agenda-store.ts'
import { isPassed, quorumOf } from './quorum.ts'

/** What is said, voted and decided on one topic while the meeting sits. */
export const agendaEffects: EffectsOf<'discuss' | 'callVote' | 'vote' | 'closeVote' | 'decide'> = {
  async discuss({ tx, row, items }, input) {
    const item = undecided(items, input.topicId, 'discuss')
    await updateItem(tx, row, item.topic_id, { discussion: input.words })
    return { topicId: item.topic_id, words: input.words }
  },
  async callVote({ tx, row, people, items }, input) {
    const item = undecided(items, input.topicId, 'callVote')
    if (item.vote_state !== 'none') throw new DomainError('move_not_allowed', { move: 'callVote', current: item.vote_state })
    const rules = (await getConfiguration(tx, row.subdistrict)).meetings
    const counted = { invited: people.length, present: presentOf(people) }
    const needed = quorumOf(counted, rules)
    if (counted.present < needed) throw new DomainError('quorum_missing', { present: counted.present, needed })
    await updateItem(tx, row, item.topic_id, { vote_state: 'open', vote_question: input.words })
    return { topicId: item.topic_id, words: input.words }
  },
  async vote({ tx, row, items, actor, now }, input) {
    const item = undecided(items, input.topicId, 'vote')
    requireOpenVote(item, 'vote')
    await castVote(tx, row, { topicId: item.topic_id, accountId: actor.accountId, choice: input.choice }, now)
    // How somebody voted is not told by the history.
    return { topicId: item.topic_id }
  },
  async closeVote({ tx, row, people, items }, input) {
    const item = undecided(items, input.topicId, 'closeVote')
    requireOpenVote(item, 'closeVote')
    const passed = isPassed({ yes: item.yes, present: presentOf(people) }, (await getConfiguration(tx, row.subdistrict)).meetings)
    await updateItem(tx, row, item.topic_id, { vote_state: 'closed', vote_passed: passed })
    return { topicId: item.topic_id, words: `${item.yes}:${item.no}:${item.abstain}` }
  },
  decide,
}

async function decide({ tx, crypto, actor, row, items, now }: MeetingContext, input: MeetingMoveInputOf<'decide'>): Promise<MeetingEffect> {
  const item = undecided(items, input.topicId, 'decide')
  if (item.vote_state === 'open') throw new DomainError('move_not_allowed', { move: 'decide', current: 'open' })
  // What was voted down is not agreed.
  if (item.vote_passed === false && input.outcome === 'agreed') throw refused(['outcome'], 'not_allowed_here')
  const tasks = input.tasks ?? []
  if (input.outcome === 'postponed' && tasks.length > 0) throw refused(['tasks'], 'not_allowed_here')
  await updateItem(tx, row, item.topic_id, { outcome: input.outcome, decision: input.words })
  for (const [index, task] of tasks.entries()) {
    if (task.dueOn < shanghaiDay(now)) throw refused(['tasks', index, 'dueOn'], 'in_the_past')
    const owner = await requireOwner(tx, row.subdistrict, task.owner, ['tasks', index, 'owner'], now)
    const id = newId()
    await insertTask(tx, { subdistrict: row.subdistrict, id, meetingId: row.id, topicId: item.topic_id, title: task.title, dueOn: task.dueOn, ...owner }, now)
    await writeTaskEntry(tx, actor, { subdistrict: row.subdistrict, id }, 'begin', task.title, now)
    await tellOwner(tx, (await findTask(tx, [row.subdistrict], id))!, 'decisionGiven', 'begin', actor.accountId, now)
  }
  // The case it came from is locked first, as everywhere.
  const requestId = await caseBehind(tx, row.subdistrict, item.topic_id)
  if (requestId !== null) await lockCase(tx, row.subdistrict, requestId)
  const topic = (await lockTopic(tx, [row.subdistrict], item.topic_id))!
  // A decision is read in the minutes once they are published; who waits again is told why.
  if (input.outcome === 'postponed') await moveTopic(tx, crypto, actor, topic, 'postpone', { words: input.words }, now)
  else await moveTopic(tx, crypto, actor, topic, 'decide', {}, now)
  if (requestId !== null && input.outcome !== 'postponed') await tellResident(tx, crypto, actor, row, requestId, input.outcome, now)
  return { topicId: item.topic_id, words: input.words }
}

/** Plain words, not the decision's own: those are read in the minutes once they are published, and may name somebody. */
const told: Record<'agreed' | 'rejected', string> = {
  agreed: '您反映的事上了联席会议，会上已经议定怎么办，接下来按议定的办。办理进展会写在这里。',
  rejected: '您反映的事上了联席会议，会上没有通过。经办人会告诉您原因，和接下来还可以怎么办。',
}

/** A topic from a case, or from a whistle that was blown for one. */
async function caseBehind(tx: Tx, subdistrict: string, topicId: string): Promise<string | null> {
  const topic = await findTopic(tx, [subdistrict], topicId)
  if (topic?.whistle_id != null) return findCaseOfWhistle(tx, subdistrict, topic.whistle_id)
  return topic?.request_id ?? null
}

async function tellResident(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: MeetingRow,
  requestId: string,
  outcome: 'agreed' | 'rejected',
  now: Date,
): Promise<void> {
  await tellOnCase(tx, crypto, actor, { subdistrict: row.subdistrict, requestId }, 'meeting', { told: told[outcome], details: { meetingId: row.id } }, now)
}

function undecided(items: readonly ItemRow[], topicId: string, move: string): ItemRow {
  const item = items.find((one) => one.topic_id === topicId)
  if (!item) throw refused(['topicId'], 'not_found')
  if (item.outcome !== null) throw new DomainError('move_not_allowed', { move, current: item.outcome })
  return item
}

function requireOpenVote(item: ItemRow, move: string): void {
  if (item.vote_state !== 'open') throw new DomainError('move_not_allowed', { move, current: item.vote_state })
}

const presentOf = (people: MeetingContext['people']) => people.filter((one) => one.attendance === 'present').length

function refused(path: (string | number)[], rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path, rule }] })
}
