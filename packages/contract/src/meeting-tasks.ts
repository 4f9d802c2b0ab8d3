import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, Photo, photoIds, UnitRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, optionalWords, queryBoolean, queryInteger, words } from './shapes.ts'

/** 议定事项: open → its owner reports it done with evidence → the chair signs it off (销号) or sends it back. */
export const MeetingTaskState = z.enum(['open', 'reported', 'signedOff', 'dropped'])
export type MeetingTaskState = z.infer<typeof MeetingTaskState>
export const MeetingTaskMove = z.enum(['progress', 'report', 'signOff', 'sendBack', 'extend', 'reassign', 'remind', 'drop'])
export type MeetingTaskMove = z.infer<typeof MeetingTaskMove>

/** A person, a unit, or whoever is posted to an area. */
export const TaskOwnerInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), accountId: Id }),
  z.strictObject({ kind: z.literal('unit'), unitId: Id }),
  z.strictObject({ kind: z.literal('area'), areaCode: AreaCode }),
])
export type TaskOwnerInput = z.infer<typeof TaskOwnerInput>
export const TaskOwner = z.object({
  kind: z.enum(['person', 'unit', 'area']),
  name: z.string(),
  accountId: Id.nullable(),
  unit: UnitRef.nullable(),
  area: AreaRef.nullable(),
})
export type TaskOwner = z.infer<typeof TaskOwner>

export const MeetingTaskSummary = z.object({
  id: Id,
  title: z.string(),
  owner: TaskOwner,
  dueOn: Day,
  state: MeetingTaskState,
  meeting: z.object({ id: Id, title: z.string(), startsAt: Instant }),
  topicTitle: z.string(),
  lastWords: z.string().nullable(),
  /** For me: as its owner. */
  isMine: z.boolean(),
  endedAt: Instant.nullable(),
})
export type MeetingTaskSummary = z.infer<typeof MeetingTaskSummary>

export const MeetingTask = MeetingTaskSummary.extend({
  decision: z.string(),
  evidence: z.string().nullable(),
  endedBy: z.string().nullable(),
  timeline: z.array(
    z.object({ id: Id, at: Instant, step: z.enum(['begin', ...MeetingTaskMove.options]), by: z.string(), words: z.string(), photos: z.array(Photo) }),
  ),
  allowedMoves: z.array(MeetingTaskMove),
})
export type MeetingTask = z.infer<typeof MeetingTask>

const move = <const M extends MeetingTaskMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ taskId: Id, move: z.literal(name), ...shape })
const told = words(1000)

export const MeetingTaskMoveInput = z.discriminatedUnion('move', [
  move('progress', { words: told, photoIds }),
  move('report', { words: told, photoIds }),
  move('signOff', { words: optionalWords(1000) }),
  move('sendBack', { words: told }),
  move('extend', { dueOn: Day, words: told }),
  move('reassign', { owner: TaskOwnerInput, words: told }),
  move('remind', { words: optionalWords(500) }),
  move('drop', { words: told }),
])
export type MeetingTaskMoveInput = z.infer<typeof MeetingTaskMoveInput>

const tags = ['meetings']
export const meetingTasksContract = {
  list: endpoint
    .route({ method: 'GET', path: '/meeting-tasks', summary: 'What meetings decided: mine, or all of the subdistrict', tags })
    .meta({ action: 'meeting.read' })
    .input(
      z.strictObject({
        mine: z.enum(['true']).optional(),
        show: z.enum(['open', 'ended', 'all']).optional(),
        overdue: queryBoolean.optional(),
        meetingId: Id.optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(MeetingTaskSummary), total: z.number().int(), next: z.string().nullable() })),
  open: endpoint
    .route({ method: 'GET', path: '/meeting-tasks/{taskId}', summary: 'One decision and how far it is', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ taskId: Id }))
    .output(MeetingTask),
  photo: endpoint
    .route({ method: 'GET', path: '/meeting-tasks/{taskId}/photos/{photoId}', summary: 'A photo of the evidence', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ taskId: Id, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  move: endpoint
    .route({ method: 'POST', path: '/meeting-tasks/{taskId}/moves', summary: 'A step of a decision', tags })
    .meta({ action: 'meeting.read', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(MeetingTaskMoveInput)
    .output(MeetingTask),
}
