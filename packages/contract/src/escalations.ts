import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, Photo, RequestState } from './requests.ts'
import { AreaCode, Id, Instant, optionalWords, queryBoolean, queryInteger, words } from './shapes.ts'

/** 逐级上报: one level asks the next above it. The lower level keeps the contact with the resident (field.md §2). */
export const EscalationState = z.enum(['raised', 'accepted', 'takenOver', 'decided', 'returned', 'passedUp', 'recalled'])
export type EscalationState = z.infer<typeof EscalationState>
export const openEscalationStates = ['raised', 'accepted', 'takenOver'] as const satisfies readonly EscalationState[]

/** accept, decide, takeOver, giveBack and passUp are the upper level's; recall is the lower level's; note is both's. */
export const EscalationMove = z.enum(['accept', 'decide', 'takeOver', 'giveBack', 'passUp', 'recall', 'note'])
export type EscalationMove = z.infer<typeof EscalationMove>

const base = {
  id: Id,
  receiptNumber: z.string(),
  state: EscalationState,
  from: AreaRef,
  to: AreaRef,
  /** Who goes on speaking with the resident. */
  contact: AreaRef,
  asked: z.string(),
  raisedAt: Instant,
  dueAt: Instant,
  amberAt: Instant,
  endedAt: Instant.nullable(),
}

export const EscalationSummary = z.object({ ...base, place: z.string(), requestState: RequestState })
export type EscalationSummary = z.infer<typeof EscalationSummary>

export const Escalation = z.object({
  ...base,
  /** Null for those who may not open the case itself. */
  requestId: Id.nullable(),
  tried: z.string(),
  raisedBy: z.string(),
  decision: z.string().nullable(),
  /** The matter and nothing of who reported it. */
  matter: z.object({ text: z.string(), place: z.string(), photos: z.array(Photo) }),
  requestState: RequestState,
  timeline: z.array(
    z.object({ id: Id, at: Instant, step: z.enum(['raise', ...EscalationMove.options]), by: z.string(), areaName: z.string(), words: z.string() }),
  ),
  allowedMoves: z.array(EscalationMove),
  version: z.number().int(),
})
export type Escalation = z.infer<typeof Escalation>

const one = { escalationId: Id }
const told = words(2000)
const move = <const M extends EscalationMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })

export const EscalationMoveInput = z.discriminatedUnion('move', [
  move('accept', { words: optionalWords(500) }),
  move('decide', { words: told }),
  move('takeOver', { words: told }),
  move('giveBack', { words: told }),
  move('passUp', { tried: told, asked: told }),
  move('recall', { words: told }),
  move('note', { words: told }),
])
export type EscalationMoveInput = z.infer<typeof EscalationMoveInput>

const tags = ['escalations']
export const escalationsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/escalations', summary: 'What was escalated to my level, or by my areas', tags })
    .meta({ action: 'escalation.read' })
    .input(
      z.strictObject({
        /** `toMe`: my level decides; `fromHere`: raised in my areas. */
        direction: z.enum(['toMe', 'fromHere']).optional(),
        area: AreaCode.optional(),
        show: z.enum(['open', 'finished', 'all']).optional(),
        overdue: queryBoolean.optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(EscalationSummary), total: z.number().int(), next: z.string().nullable(), decides: z.boolean() })),
  open: endpoint
    .route({ method: 'GET', path: '/escalations/{escalationId}', summary: 'One escalation', tags })
    .meta({ action: 'escalation.read' })
    .input(z.strictObject(one))
    .output(Escalation),
  photo: endpoint
    .route({ method: 'GET', path: '/escalations/{escalationId}/photos/{photoId}', summary: 'A photo of the matter', tags })
    .meta({ action: 'escalation.read' })
    .input(z.strictObject({ ...one, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  ofRequest: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}/escalations', summary: 'How a case went up, and whether I may raise it now', tags })
    .meta({ action: 'escalation.raise' })
    .input(z.strictObject({ requestId: Id }))
    .output(z.object({ rows: z.array(EscalationSummary), mayRaise: z.boolean(), raisesTo: AreaRef.nullable() })),
  raise: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/escalations', summary: 'Raise a case to the level above', tags, successStatus: 201 })
    .meta({ action: 'escalation.raise', idempotency: 'optional', errors: ['conflict', 'move_not_allowed'] })
    .input(z.strictObject({ requestId: Id, tried: told, asked: told }))
    .output(Escalation),
  move: endpoint
    .route({ method: 'POST', path: '/escalations/{escalationId}/moves', summary: 'A step of an escalation', tags })
    .meta({ action: 'escalation.read', idempotency: 'optional', errors: ['move_not_allowed', 'conflict'] })
    .input(EscalationMoveInput)
    .output(Escalation),
}
