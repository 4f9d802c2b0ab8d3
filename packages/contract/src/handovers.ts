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
  'deferredReviews',
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

/** Links and counts: no text of a case and no resident's name is copied into it. */
export const Handover = HandoverSummary.extend({
  posts: z.array(z.object({ role: Role, area: AreaRef, unit: UnitRef.nullable() })),
  items: z.array(HandoverItem),
  /** The cases behind the count, for whoever may open them. */
  cases: z.array(z.object({ id: Id, receiptNumber: z.string(), state: RequestState, dueAt: Instant.nullable() })),
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
