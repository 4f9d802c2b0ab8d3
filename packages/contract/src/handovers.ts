import { z } from 'zod'
import { Role } from './access.ts'
import { endpoint } from './endpoint.ts'
import { AreaRef, RequestState, StaffRef, UnitRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, queryBoolean, queryInteger, words } from './shapes.ts'

/** Why something is handed over: a post ended, a leave begins or is over, a secondment ended. */
export const HandoverCause = z.enum(['post', 'leaveStart', 'leaveEnd', 'secondment'])
export type HandoverCause = z.infer<typeof HandoverCause>

/** Closed when both have acknowledged. */
export const HandoverState = z.enum(['open', 'given', 'received', 'done'])
export type HandoverState = z.infer<typeof HandoverState>

/** `standIn`: who leaves cannot sign any more, and the lead does so with a reason. `cancel`: the leave was withdrawn; nobody calls it. */
export const HandoverMove = z.enum(['name', 'note', 'give', 'receive', 'standIn', 'cancel'])
export type HandoverMove = z.infer<typeof HandoverMove>

/** What is open in an area, counted from the records at the moment it is read. */
export const HandoverItemKind = z.enum([
  'openCases',
  'overdueCases',
  'promises',
  'extensions',
  'deferredReviews',
  'meetingTasks',
  'ownMeetingTasks',
  'stayingTasks',
  'whistles',
  'whistleTasks',
  'careReviews',
  'staleFacts',
  'captainTasks',
])
export type HandoverItemKind = z.infer<typeof HandoverItemKind>

export const HandoverItem = z.object({
  kind: HandoverItemKind,
  area: AreaRef,
  unit: UnitRef.nullable(),
  count: z.number().int(),
  /** The earliest day something of it is due. */
  earliest: Day.nullable(),
})
export type HandoverItem = z.infer<typeof HandoverItem>

/** What was said with a day to it: a promise, and what follows from other words given. */
export const DatedWordKind = z.enum(['promise', 'extension', 'review', 'meetingTask', 'whistleTask'])
export type DatedWordKind = z.infer<typeof DatedWordKind>

/** A visit that is due: a care review or stale facts. The door, not the name. */
export const DueVisit = z.object({
  kind: z.enum(['careReview', 'staleFacts']),
  personId: Id,
  /** The building. */
  place: z.string(),
  /** Stairwell and door within it, as they are named; null when no door is known. */
  door: z.string().nullable(),
  dueOn: Day,
})
export type DueVisit = z.infer<typeof DueVisit>

export const HandoverSummary = z.object({
  id: Id,
  cause: HandoverCause,
  state: HandoverState,
  from: StaffRef,
  to: StaffRef.nullable(),
  areas: z.array(AreaRef),
  openedAt: Instant,
  waitingForMe: z.boolean(),
})
export type HandoverSummary = z.infer<typeof HandoverSummary>

/** Links and counts: no text of a case and no resident's name is copied into it. What was promised is read from the promise. */
export const Handover = HandoverSummary.extend({
  posts: z.array(z.object({ role: Role, area: AreaRef, unit: UnitRef.nullable() })),
  items: z.array(HandoverItem),
  /** The cases behind the count, for whoever may open them. */
  cases: z.array(z.object({ id: Id, receiptNumber: z.string(), state: RequestState, dueAt: Instant.nullable() })),
  /**
   * Item by item, for whoever may open what stands behind it; `words` only of a promise and of a task. `stays`: given to the
   * person about a place the receiver does not serve; it is not passed on and stays with the office.
   */
  dated: z.array(z.object({ kind: DatedWordKind, targetId: Id, about: z.string(), words: z.string(), dayOn: Day, stays: z.boolean() })),
  visits: z.array(DueVisit),
  timeline: z.array(
    z.object({
      id: Id,
      at: Instant,
      step: z.enum(['open', ...HandoverMove.options]),
      by: z.string(),
      words: z.string(),
      /** What was counted when this side acknowledged. */
      counts: z.partialRecord(HandoverItemKind, z.number().int()).nullable(),
    }),
  ),
  /** Colleagues in the areas who may receive it. */
  receivers: z.array(StaffRef),
  allowedMoves: z.array(HandoverMove),
})
export type Handover = z.infer<typeof Handover>

const one = { handoverId: Id }
const move = <const M extends HandoverMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })
export const HandoverMoveInput = z.discriminatedUnion('move', [
  move('name', { accountId: Id }),
  move('note', { words: words(2000) }),
  move('give', {}),
  move('receive', {}),
  move('standIn', { words: words(500) }),
])
export type HandoverMoveInput = z.infer<typeof HandoverMoveInput>

const tags = ['handovers']
export const handoversContract = {
  list: endpoint
    .route({ method: 'GET', path: '/handovers', summary: 'Handovers I give, receive, or watch over', tags })
    .meta({ action: 'signedIn' })
    .input(
      z.strictObject({
        show: z.enum(['open', 'done', 'all']).optional(),
        area: AreaCode.optional(),
        waitingForMe: queryBoolean.optional(),
        limit: queryInteger(1, 200).optional(),
      }),
    )
    .output(z.object({ rows: z.array(HandoverSummary), total: z.number().int() })),
  open: endpoint
    .route({ method: 'GET', path: '/handovers/{handoverId}', summary: 'One handover pack', tags })
    .meta({ action: 'signedIn' })
    .input(z.strictObject(one))
    .output(Handover),
  move: endpoint
    .route({ method: 'POST', path: '/handovers/{handoverId}/moves', summary: 'Name who receives, add a note, acknowledge', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(HandoverMoveInput)
    .output(Handover),
}
