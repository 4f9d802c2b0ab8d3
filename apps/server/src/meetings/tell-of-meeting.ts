import type { MeetingMove } from '@ejia/contract/meetings.ts'
import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Tx } from '../platform/database.ts'
import type { MeetingRow, PersonRow } from './meeting-store.ts'
import type { TaskRow } from './tasks/task-store.ts'
import type { TopicRow } from './topics/topic-store.ts'

type News = Pick<StaffNews, 'to' | 'kind' | 'urgent'>

/** Those invited hear what they are asked for; a title may speak of somebody, so the number of the meeting stands for it. */
export async function tellOfMeeting(tx: Tx, row: MeetingRow, people: readonly PersonRow[], move: MeetingMove, except: string, now: Date): Promise<void> {
  const news = newsOf(people, move)
  if (news === null) return
  const about = `〔${row.year}〕第${row.number}次`
  await tellStaff(
    tx,
    { ...news, area: row.subdistrict, about, link: `/meetings/${row.id}`, dedupeKey: `meeting:${row.id}:${move}:${row.version}`, except },
    now,
  )
}

function newsOf(people: readonly PersonRow[], move: MeetingMove): News | null {
  const invited = people.map((one) => ({ account: one.account_id }))
  const present = people.filter((one) => one.attendance === 'present').map((one) => ({ account: one.account_id }))
  if (move === 'announce') return { to: invited, kind: 'agendaAnnounced', urgent: true }
  if (move === 'cancel') return { to: invited, kind: 'meetingCalledOff', urgent: true }
  // A corrected text is confirmed anew.
  if (move === 'adjourn' || move === 'correct') return { to: present, kind: 'minutesToConfirm', urgent: false }
  return null
}

/** Whoever raised a topic hears what became of it; the day it was raised stands for it. */
export async function tellOfTopic(tx: Tx, row: TopicRow, kind: 'topicTaken' | 'topicDeclined' | 'topicPostponed', except: string, now: Date): Promise<void> {
  await tellStaff(
    tx,
    {
      to: [{ account: row.raised_by }],
      kind,
      urgent: false,
      area: row.subdistrict,
      about: shanghaiDay(new Date(row.raised_at)),
      link: '/topics?mine=true&show=all',
      dedupeKey: `topic:${row.id}:${kind}:${row.meeting_id ?? now.toISOString()}`,
      except,
    },
    now,
  )
}

type TaskNews = 'decisionGiven' | 'decisionDue' | 'decisionToSignOff' | 'decisionSentBack' | 'decisionSignedOff'

/** The owner: a person, a department's contacts, or whoever is posted to just that area. */
export async function tellOwner(tx: Tx, row: TaskRow, kind: TaskNews, step: string, except: string | null, now: Date): Promise<void> {
  await tellStaff(tx, { ...ofTask(row, kind, step), to: ownersOf(row), urgent: kind === 'decisionDue', except }, now)
}

/** Whoever chaired the meeting, or the subdistrict's office: one of them signs it off. */
export async function tellChair(tx: Tx, row: TaskRow, people: readonly PersonRow[], step: string, except: string, now: Date): Promise<void> {
  const chair = people.filter((one) => one.part === 'chair').map((one) => ({ account: one.account_id }))
  await tellStaff(tx, { ...ofTask(row, 'decisionToSignOff', step), to: chair, urgent: false, except }, now)
}

function ofTask(row: TaskRow, kind: TaskNews, step: string) {
  return { kind, area: row.subdistrict, about: row.due_on, link: `/meeting-tasks/${row.id}`, dedupeKey: `meetingTask:${row.id}:${step}` }
}

function ownersOf(row: TaskRow): StaffNews['to'] {
  if (row.owner_account !== null) return [{ account: row.owner_account }]
  if (row.owner_unit !== null) return [{ unit: row.owner_unit }]
  const area = row.owner_area!
  if (area.length === 9) return [{ role: 'subdistrictStaff', over: area }]
  if (area.length === 12) return [{ role: 'communityLead', within: area }]
  return (['gridOfficer', 'branchSecretary', 'partyInstructor'] as const).map((role) => ({ role, within: area }))
}
