import type { Meeting, MeetingSummary, Minutes } from '@ejia/contract/meetings.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { listNames } from '../people/staff-names.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { listItems, type ItemRow } from './agenda/agenda-store.ts'
import { quorumOf } from './agenda/quorum.ts'
import { maySee, seesWhole } from './meeting-sight.ts'
import { findMeeting, listMeetingEntries, listMeetingNotices, listPeople, type MeetingListRow, type MeetingRow, type PersonRow } from './meeting-store.ts'
import { findMinutes, listVersions } from './minutes/minutes-store.ts'
import { allowedMeetingMoves } from './move-meeting.ts'
import { listTasksOf, listUnfinished } from './tasks/task-store.ts'
import { presentTaskSummary } from './tasks/task-view.ts'
import { listTopicsById } from './topics/topic-store.ts'
import { presentTopics } from './topics/topic-view.ts'

/** A meeting in the actor's sight, or `not_found`. */
export async function getVisibleMeeting(db: Db, actor: Actor, id: string, now: Date): Promise<{ row: MeetingRow; people: PersonRow[] }> {
  const row = await findMeeting(db, actor.tenants, id)
  if (!row) throw new DomainError('not_found')
  const people = await listPeople(db, row.subdistrict, row.id)
  if (!maySee(actor, row, people, now)) throw new DomainError('not_found')
  return { row, people }
}

/** Drafts are for those who were there; everybody else reads what was published. */
function seesMinutes(actor: Actor, row: MeetingRow, people: readonly PersonRow[], now: Date): boolean {
  return row.state === 'published' || seesWhole(actor, row, people, now)
}

/** The newest version once published; those who were there read the earlier ones and the drafts too. */
export async function findReadableMinutes(
  db: Db,
  actor: Actor,
  { row, people }: { row: MeetingRow; people: readonly PersonRow[] },
  version: number | null,
  now: Date,
): Promise<Minutes | undefined> {
  if (!seesMinutes(actor, row, people, now)) return undefined
  const newest = await findMinutes(db, row, null)
  if (version === null || version === newest?.version) return newest
  return seesWhole(actor, row, people, now) ? findMinutes(db, row, version) : undefined
}

export function presentMeetingSummary(row: MeetingListRow): MeetingSummary {
  return {
    id: row.id,
    number: numberOf(row),
    title: row.title,
    area: { code: row.subdistrict, name: row.area_name },
    state: row.state,
    startsAt: row.starts_at,
    place: row.place,
    topics: row.topics,
    tasks: row.tasks,
    openTasks: row.open_tasks,
    invited: row.invited,
  }
}

export async function presentMeeting(db: Db, actor: Actor, row: MeetingRow, now: Date): Promise<Meeting> {
  const people = await listPeople(db, row.subdistrict, row.id)
  const items = await listItems(db, row, accountIdOf(actor))
  const versions = await listVersions(db, row)
  const decided = await listTasksOf(db, row.subdistrict, row.id)
  const insider = seesWhole(actor, row, people, now)
  const whole = seesMinutes(actor, row, people, now)
  const over = row.state === 'published' || row.state === 'cancelled'
  const unfinished = whole && !over ? await listUnfinished(db, row.subdistrict, row.starts_at) : []
  const authors = await listNames(
    db,
    versions.map((version) => version.written_by),
  )
  const present = people.filter((one) => one.attendance === 'present').length
  const lastConfirmed = (accountId: string) => versions.findLast((version) => version.confirmed_by.includes(accountId))?.version ?? 0
  return {
    ...presentMeetingSummary({
      ...row,
      topics: items.length,
      tasks: whole ? decided.filter((task) => task.state !== 'dropped').length : 0,
      open_tasks: whole ? decided.filter((task) => task.ended_at === null).length : 0,
      invited: people.some((one) => one.account_id === accountIdOf(actor)),
      total: 1,
    }),
    endsAt: row.ends_at,
    guests: row.guests,
    people: people.map((one) => ({
      accountId: one.account_id,
      name: one.name,
      part: one.part,
      attendance: one.attendance,
      // Why somebody could not come is for those invited.
      words: insider ? one.words : null,
      confirmedVersion: lastConfirmed(one.account_id),
    })),
    quorum: { present, invited: people.length, needed: quorumOf({ invited: people.length }, (await getConfiguration(db, row.subdistrict)).meetings) },
    announcedAt: row.announced_at,
    agenda: await presentAgenda(db, actor, row, items, whole, now),
    unfinished: unfinished.map((task) => presentTaskSummary(actor, task, now)),
    decided: whole ? decided.map((task) => presentTaskSummary(actor, task, now)) : [],
    minutes: whole ? ((await findMinutes(db, row, null)) ?? null) : null,
    versions: whole
      ? (insider ? versions : versions.slice(-1)).map((version) => ({
          version: version.version,
          writtenBy: authors.get(version.written_by) ?? '',
          writtenAt: version.written_at,
          words: version.words,
          confirmedBy: version.confirmed_names,
        }))
      : [],
    notices: (await listMeetingNotices(db, row)).map(({ id, title, published_at }) => ({ id, title, publishedAt: published_at })),
    timeline: insider
      ? (await listMeetingEntries(db, row.subdistrict, row.id)).map((entry) => ({
          id: entry.id,
          at: entry.at,
          step: entry.step as Meeting['timeline'][number]['step'],
          by: entry.actor_name,
          words: entry.words,
        }))
      : [],
    whole,
    allowedMoves: allowedMeetingMoves(actor, { row, people, items, versions }, now),
    version: row.version,
  }
}

async function presentAgenda(db: Db, actor: Actor, row: MeetingRow, items: readonly ItemRow[], whole: boolean, now: Date): Promise<Meeting['agenda']> {
  const topics = await presentTopics(
    db,
    actor,
    await listTopicsById(
      db,
      row.subdistrict,
      items.map((item) => item.topic_id),
    ),
    now,
  )
  const vote = (item: ItemRow): Meeting['agenda'][number]['vote'] =>
    item.vote_state === 'none'
      ? null
      : {
          state: item.vote_state,
          question: item.vote_question ?? '',
          // While it is open nobody sees which way it goes.
          yes: item.vote_state === 'closed' ? item.yes : 0,
          no: item.vote_state === 'closed' ? item.no : 0,
          abstain: item.vote_state === 'closed' ? item.abstain : 0,
          passed: item.vote_passed,
          mine: item.mine,
        }
  return items.map((item) => ({
    topic: { ...topics.find((topic) => topic.id === item.topic_id)!, ...(!whole && { reason: null }) },
    discussion: whole ? item.discussion : null,
    vote: whole ? vote(item) : null,
    outcome: whole ? item.outcome : null,
    decision: whole ? item.decision : null,
  }))
}

export const numberOf = ({ year, number }: Pick<MeetingRow, 'year' | 'number'>) => `〔${year}〕第${number}次`
