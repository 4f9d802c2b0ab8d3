import type { MeetingMove, MeetingMoveInputOf } from '@ejia/contract/meetings.ts'
import type { AccountActor } from '../access/actor.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { agendaEffects } from './agenda/agenda-effects.ts'
import { orderItems, type ItemRow } from './agenda/agenda-store.ts'
import { setAttendance, setPeople, type MeetingChanges, type MeetingRow, type PersonRow } from './meeting-store.ts'
import { minutesEffects } from './minutes/minutes-effects.ts'
import { requirePeople, requireSound } from './plan-meeting.ts'
import { moveTopic } from './topics/move-topic.ts'
import { listTopicsById } from './topics/topic-store.ts'

export type MeetingContext = {
  tx: Tx
  crypto: CryptoProvider
  actor: AccountActor
  row: MeetingRow
  people: readonly PersonRow[]
  items: readonly ItemRow[]
  now: Date
}
/** What a step changes on the meeting; `state` only where the table leads to more than one. */
export type MeetingEffect = { set?: MeetingChanges; topicId?: string; words?: string | undefined }
export type EffectsOf<M extends MeetingMove> = { [K in M]: (context: MeetingContext, input: MeetingMoveInputOf<K>) => Promise<MeetingEffect> }

const day = 86_400_000

export const meetingEffects: EffectsOf<MeetingMove> = {
  ...agendaEffects,
  ...minutesEffects,
  async edit({ tx, row, now }, input) {
    const facts = requireSound(input, now)
    await setPeople(tx, row, await requirePeople(tx, row.subdistrict, input, now))
    const set = { title: facts.title, starts_at: facts.startsAt, ends_at: facts.endsAt, place: facts.place, guests: facts.guests }
    return { set, words: `${facts.title} ${facts.place}` }
  },
  async orderAgenda({ tx, row, items }, input) {
    const known = new Set(items.map((item) => item.topic_id))
    const asked = new Set(input.topicIds)
    if (asked.size !== known.size || [...asked].some((id) => !known.has(id))) throw refused('topicIds', 'not_found')
    await orderItems(tx, row, input.topicIds)
    return {}
  },
  /** The agenda goes out before; later than the rules ask it needs a word why. */
  async announce({ tx, row, items, now }, input) {
    if (items.length === 0) throw refused('topicIds', 'too_few', { min: 1 })
    const { agendaDays } = (await getConfiguration(tx, row.subdistrict)).meetings
    const late = Date.parse(row.starts_at) - now.getTime() < agendaDays * day
    if (late && !input.words) throw refused('words', 'required')
    return { set: { announced_at: now }, words: input.words }
  },
  open: async ({ now }) => ({ set: { opened_at: now } }),
  async attend({ tx, row, actor, now }) {
    await setAttendance(tx, row, { accountId: actor.accountId, attendance: 'present', words: null }, now)
    return {}
  },
  async excuse({ tx, row, actor, now }, input) {
    await setAttendance(tx, row, { accountId: actor.accountId, attendance: 'excused', words: input.words }, now)
    return { words: input.words }
  },
  /** What was on its agenda waits for the next one. */
  async cancel({ tx, crypto, actor, row, items, now }, input) {
    const topics = await listTopicsById(
      tx,
      row.subdistrict,
      items.map((item) => item.topic_id),
    )
    for (const topic of topics) await moveTopic(tx, crypto, actor, topic, 'putBack', {}, now)
    return { words: input.words }
  },
}

function refused(field: string, rule: string, params?: Record<string, number>): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule, ...(params && { params }) }] })
}
