import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { StaffRef } from './requests.ts'
import { Day, Id, Instant, optionalWords, queryBoolean, queryInteger, words } from './shapes.ts'

/** 承诺: what somebody of the staff promised the resident of a case, and by what day. Overdue is derived. */
export const PromiseState = z.enum(['open', 'kept', 'takenBack'])
export type PromiseState = z.infer<typeof PromiseState>
/** `passOn`: a colleague keeps it; the day and the words stay. */
export const PromiseMove = z.enum(['keep', 'passOn', 'takeBack'])
export type PromiseMove = z.infer<typeof PromiseMove>

export const CasePromise = z.object({
  id: Id,
  /** Empty once its time of keeping is over. */
  words: z.string(),
  dueOn: Day,
  state: PromiseState,
  owner: StaffRef,
  madeBy: z.string(),
  madeAt: Instant,
  endedAt: Instant.nullable(),
  /** `requestId` is null for whoever may not open the case any more: a promise is one's own wherever one is posted. */
  receiptNumber: z.string(),
  requestId: Id.nullable(),
  isMine: z.boolean(),
  allowedMoves: z.array(PromiseMove),
})
export type CasePromise = z.infer<typeof CasePromise>

const one = { promiseId: Id }
const move = <const M extends PromiseMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })
export const PromiseMoveInput = z.discriminatedUnion('move', [
  move('keep', { words: optionalWords(300) }),
  move('passOn', { accountId: Id }),
  // The resident reads why.
  move('takeBack', { words: words(300) }),
])
export type PromiseMoveInput = z.infer<typeof PromiseMoveInput>

const tags = ['promises']
export const promisesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/my-promises', summary: 'What I promised or took over, due first', tags })
    .meta({ action: 'request.handle' })
    .input(
      z.strictObject({
        show: z.enum(['open', 'ended']).optional(),
        overdue: queryBoolean.optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(CasePromise), total: z.number().int(), next: z.string().nullable() })),
  ofRequest: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}/promises', summary: 'What was promised to the resident of a case', tags })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ requestId: Id }))
    .output(z.object({ rows: z.array(CasePromise), mayPromise: z.boolean() })),
  make: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/promises', summary: 'Promise the resident something by a day', tags, successStatus: 201 })
    .meta({ action: 'request.handle', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(z.strictObject({ requestId: Id, words: words(300), dueOn: Day }))
    .output(CasePromise),
  receivers: endpoint
    .route({ method: 'GET', path: '/promises/{promiseId}/receivers', summary: 'Colleagues a promise may be passed on to', tags })
    .meta({ action: 'request.handle' })
    .input(z.strictObject(one))
    .output(z.object({ rows: z.array(StaffRef) })),
  move: endpoint
    .route({ method: 'POST', path: '/promises/{promiseId}/moves', summary: 'Kept, passed on, or taken back with the reason', tags })
    .meta({ action: 'request.handle', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(PromiseMoveInput)
    .output(CasePromise),
}
