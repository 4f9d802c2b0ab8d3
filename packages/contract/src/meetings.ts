import { z } from 'zod'
import { StaffRole } from './access.ts'
import { endpoint } from './endpoint.ts'
import { MeetingTaskSummary, TaskOwnerInput } from './meeting-tasks.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, optionalWords, queryInteger, SubdistrictCode, words } from './shapes.ts'
import { Topic } from './topics.ts'

/** 联席会议: planned → its agenda announced → in session → minutes being confirmed → confirmed → published. */
export const MeetingState = z.enum(['planned', 'announced', 'inSession', 'confirming', 'confirmed', 'published', 'cancelled'])
export type MeetingState = z.infer<typeof MeetingState>
export const MeetingMove = z.enum([
  'edit',
  'orderAgenda',
  'announce',
  'open',
  'attend',
  'excuse',
  'discuss',
  'callVote',
  'vote',
  'closeVote',
  'decide',
  'adjourn',
  'correct',
  'confirm',
  'settle',
  'publish',
  'tellResidents',
  'cancel',
])
export type MeetingMove = z.infer<typeof MeetingMove>

export const MeetingPart = z.enum(['chair', 'recorder', 'member'])
export const Attendance = z.enum(['invited', 'present', 'excused'])
export const VoteChoice = z.enum(['yes', 'no', 'abstain'])
export const VoteState = z.enum(['none', 'open', 'closed'])
export const AgendaOutcome = z.enum(['agreed', 'rejected', 'postponed'])
export type AgendaOutcome = z.infer<typeof AgendaOutcome>

export const MeetingSummary = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  area: AreaRef,
  state: MeetingState,
  startsAt: Instant,
  place: z.string(),
  topics: z.number().int(),
  tasks: z.number().int(),
  openTasks: z.number().int(),
  /** I am asked to come. */
  invited: z.boolean(),
})
export type MeetingSummary = z.infer<typeof MeetingSummary>

export const AgendaItem = z.object({
  topic: Topic,
  discussion: z.string().nullable(),
  vote: z
    .object({
      state: VoteState,
      question: z.string(),
      yes: z.number().int(),
      no: z.number().int(),
      abstain: z.number().int(),
      /** Null until it is closed. */
      passed: z.boolean().nullable(),
      mine: VoteChoice.nullable(),
    })
    .nullable(),
  outcome: AgendaOutcome.nullable(),
  decision: z.string().nullable(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const MinutesVersion = z.object({
  version: z.number().int(),
  writtenBy: z.string(),
  writtenAt: Instant,
  words: z.string(),
  confirmedBy: z.array(z.string()),
})
export const Minutes = z.object({
  version: z.number().int(),
  title: z.string(),
  number: z.string(),
  /** One paragraph a line; 一、 and （一） begin a heading, as in official documents. */
  body: z.string(),
  tasks: z.array(z.object({ title: z.string(), owner: z.string(), dueOn: Day })),
  signed: z.string(),
  day: Day,
})
export type Minutes = z.infer<typeof Minutes>

export const Meeting = MeetingSummary.extend({
  endsAt: Instant,
  guests: z.string(),
  people: z.array(
    z.object({ accountId: Id, name: z.string(), part: MeetingPart, attendance: Attendance, words: z.string().nullable(), confirmedVersion: z.number().int() }),
  ),
  quorum: z.object({ present: z.number().int(), needed: z.number().int(), invited: z.number().int() }),
  announcedAt: Instant.nullable(),
  agenda: z.array(AgendaItem),
  /** The meeting opens with what earlier ones left undone. */
  unfinished: z.array(MeetingTaskSummary),
  decided: z.array(MeetingTaskSummary),
  minutes: Minutes.nullable(),
  versions: z.array(MinutesVersion),
  notices: z.array(z.object({ id: Id, title: z.string(), publishedAt: Instant })),
  timeline: z.array(z.object({ id: Id, at: Instant, step: MeetingMove.or(z.enum(['plan', 'take', 'putBack'])), by: z.string(), words: z.string() })),
  /** False for those who see the agenda only, until the minutes are published. */
  whole: z.boolean(),
  allowedMoves: z.array(MeetingMove),
  version: z.number().int(),
})
export type Meeting = z.infer<typeof Meeting>

const facts = {
  title: words(80),
  startsAt: Instant,
  endsAt: Instant,
  place: words(80),
  chairId: Id,
  recorderId: Id,
  memberIds: z.array(Id).max(60),
  guests: optionalWords(200),
}
const one = { meetingId: Id }
const move = <const M extends MeetingMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })
const topicId = Id

export const MeetingMoveInput = z.discriminatedUnion('move', [
  move('edit', facts),
  move('orderAgenda', { topicIds: z.array(Id).min(1).max(60) }),
  /** `words`: why it comes later than the rules ask. */
  move('announce', { words: optionalWords(500) }),
  move('open', {}),
  move('attend', {}),
  move('excuse', { words: words(200) }),
  move('discuss', { topicId, words: words(4000) }),
  move('callVote', { topicId, words: words(200) }),
  move('vote', { topicId, choice: VoteChoice }),
  move('closeVote', { topicId }),
  move('decide', {
    topicId,
    outcome: AgendaOutcome,
    words: words(2000),
    tasks: z
      .array(z.strictObject({ title: words(200), owner: TaskOwnerInput, dueOn: Day }))
      .max(20)
      .optional(),
  }),
  move('adjourn', {}),
  move('correct', { basedOn: z.number().int().min(1), body: words(20_000), words: words(200) }),
  move('confirm', { minutesVersion: z.number().int().min(1) }),
  move('settle', { words: words(500) }),
  move('publish', {}),
  move('tellResidents', { areaCode: AreaCode, title: words(80), body: words(5000) }),
  move('cancel', { words: words(500) }),
])
export type MeetingMoveInput = z.infer<typeof MeetingMoveInput>
export type MeetingMoveInputOf<M extends MeetingMove> = Extract<MeetingMoveInput, { move: M }>

const tags = ['meetings']
export const meetingsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/meetings', summary: 'Joint meetings, the coming ones first', tags })
    .meta({ action: 'meeting.read' })
    .input(
      z.strictObject({ show: z.enum(['coming', 'past', 'all']).optional(), after: z.string().max(200).optional(), limit: queryInteger(1, 100).optional() }),
    )
    .output(z.object({ rows: z.array(MeetingSummary), total: z.number().int(), next: z.string().nullable() })),
  plan: endpoint
    .route({ method: 'POST', path: '/meetings', summary: 'Plan a meeting', tags, successStatus: 201 })
    .meta({ action: 'meeting.manage', idempotency: 'optional' })
    .input(z.strictObject({ subdistrict: SubdistrictCode, ...facts }))
    .output(Meeting),
  people: endpoint
    .route({ method: 'GET', path: '/meeting-people', summary: 'Who may be invited or given a task, and who is by the rules', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ subdistrict: SubdistrictCode }))
    .output(z.object({ rows: z.array(z.object({ accountId: Id, name: z.string(), role: StaffRole, areaName: z.string(), byRule: z.boolean() })) })),
  open: endpoint
    .route({ method: 'GET', path: '/meetings/{meetingId}', summary: 'One meeting', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject(one))
    .output(Meeting),
  move: endpoint
    .route({ method: 'POST', path: '/meetings/{meetingId}/moves', summary: 'A step of a meeting', tags })
    .meta({ action: 'meeting.read', idempotency: 'optional', errors: ['move_not_allowed', 'stale_version', 'quorum_missing', 'topic_undecided', 'conflict'] })
    .input(MeetingMoveInput)
    .output(Meeting),
  minutes: endpoint
    .route({ method: 'GET', path: '/meetings/{meetingId}/minutes/{version}', summary: 'A version of the minutes', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ ...one, version: z.coerce.number().int().min(1) }))
    .output(Minutes),
  document: endpoint
    .route({ method: 'GET', path: '/meetings/{meetingId}/minutes-file', summary: 'The minutes as a Word file in the layout of official documents', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ ...one, version: queryInteger(1, 10_000).optional() }))
    .output(z.file()),
  calendar: endpoint
    .route({ method: 'GET', path: '/meetings/{meetingId}/calendar', summary: 'The entry for one’s own calendar (ICS)', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject(one))
    .output(z.file()),
}
