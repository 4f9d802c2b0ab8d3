import { getConfiguration } from '../../configuration/get-configuration.ts'
import { publishNotice } from '../../notices/publish-notice.ts'
import { listNames } from '../../people/staff-names.ts'
import { DomainError } from '../../platform/domain-error.ts'
import type { EffectsOf, MeetingContext } from '../meeting-effects.ts'
import { insertMeetingNotice } from '../meeting-store.ts'
import { countEarlier, listTasksOf, listUnfinished } from '../tasks/task-store.ts'
import { listTopicsById } from '../topics/topic-store.ts'
import { findMinutes, insertConfirmation, insertVersion, listVersions } from './minutes-store.ts'
import { writeMinutes } from './write-minutes.ts'

const day = 86_400_000

/** After the meeting: written from the records, corrected and confirmed by those who were there, published. */
export const minutesEffects: EffectsOf<'adjourn' | 'correct' | 'confirm' | 'settle' | 'publish' | 'tellResidents'> = {
  async adjourn(context) {
    const { tx, row, people, items, actor, now } = context
    if (items.some((item) => item.outcome === null)) throw new DomainError('topic_undecided')
    // Without anybody there it was no meeting, and nobody could confirm its minutes.
    if (!people.some((one) => one.attendance === 'present')) throw new DomainError('quorum_missing', { present: 0, needed: 1 })
    const document = writeMinutes({
      meeting: { ...row, ends_at: now > new Date(row.starts_at) ? now.toISOString() : row.ends_at },
      people,
      items,
      tasks: await listTasksOf(tx, row.subdistrict, row.id),
      earlier: { ...(await countEarlier(tx, row.subdistrict, row.starts_at)), unfinished: await listUnfinished(tx, row.subdistrict, row.starts_at) },
    })
    await insertVersion(tx, row, { version: 1, document, words: '', writtenBy: actor.accountId }, now)
    return { set: { adjourned_at: now } }
  },
  /** A corrected text is a new version, and is confirmed anew; the old one stays. */
  async correct({ tx, row, actor, now }, input) {
    const minutes = (await findMinutes(tx, row, null))!
    if (minutes.version !== input.basedOn) throw new DomainError('stale_version')
    const { version, ...document } = minutes
    const written = await insertVersion(
      tx,
      row,
      { version: version + 1, document: { ...document, body: input.body }, words: input.words, writtenBy: actor.accountId },
      now,
    )
    if (!written) throw new DomainError('stale_version')
    return { words: input.words }
  },
  async confirm({ tx, row, people, actor, now }, input) {
    const versions = await listVersions(tx, row)
    const newest = versions.at(-1)!
    if (newest.version !== input.minutesVersion) throw new DomainError('stale_version')
    await insertConfirmation(tx, row, { version: newest.version, accountId: actor.accountId }, now)
    const confirmed = new Set([...newest.confirmed_by, actor.accountId])
    const waiting = people.some((one) => one.attendance === 'present' && !confirmed.has(one.account_id))
    return { ...(!waiting && { set: { state: 'confirmed' as const } }) }
  },
  /** The chair ends the waiting when the time for corrections is over, and says why. */
  async settle({ tx, row, now }, input) {
    const { confirmDays } = (await getConfiguration(tx, row.subdistrict)).meetings
    if (now.getTime() < Date.parse(row.adjourned_at!) + confirmDays * day) throw new DomainError('move_not_allowed', { move: 'settle', current: row.state })
    return { words: input.words }
  },
  publish: async ({ now }) => ({ set: { published_at: now } }),
  async tellResidents(context, input) {
    const { tx, crypto, actor, row, now } = context
    if (!input.areaCode.startsWith(row.subdistrict)) throw refused('areaCode', 'not_found')
    const names = await namesIn(context)
    for (const field of ['title', 'body'] as const) if (names.some((name) => input[field].includes(name))) throw refused(field, 'not_allowed_here')
    const notice = await publishNotice(tx, crypto, actor, { areaCode: input.areaCode, title: input.title, body: input.body }, now)
    await insertMeetingNotice(tx, row, { id: notice.id, title: notice.title }, now)
    return { words: notice.title }
  },
}

/** Public pages carry no names (field.md §5.6): of those invited, of who raised the topics, of who has the tasks. */
async function namesIn({ tx, row, people, items }: MeetingContext): Promise<string[]> {
  const topics = await listTopicsById(
    tx,
    row.subdistrict,
    items.map((item) => item.topic_id),
  )
  const tasks = await listTasksOf(tx, row.subdistrict, row.id)
  const others = await listNames(tx, [...topics.map((topic) => topic.raised_by), ...tasks.flatMap((task) => task.owner_account ?? [])])
  return [...people.map((one) => one.name), ...others.values()].filter((name) => name.length > 1)
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
