import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, StaffRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, optionalWords, queryInteger, SubdistrictCode, words } from './shapes.ts'

/** 干部自荐 or a unit's nomination → the subdistrict confirms → the district approves → posted → ended with a summary (field.md §1). */
export const SecondmentState = z.enum(['nominated', 'confirmed', 'approved', 'posted', 'ended', 'recalled', 'declined', 'withdrawn'])
export type SecondmentState = z.infer<typeof SecondmentState>

/** `decline` is the subdistrict's, `refuse` the district's; `note` is the mid-term note. */
export const SecondmentMove = z.enum(['confirm', 'decline', 'approve', 'refuse', 'withdraw', 'post', 'note', 'summarise', 'end', 'recall'])
export type SecondmentMove = z.infer<typeof SecondmentMove>

/** A call takes nominations until it is closed or its day has passed. */
export const CallState = z.enum(['open', 'closed'])

export const SecondmentWant = z.object({
  subdistrict: AreaRef,
  wanted: z.number().int(),
  nominated: z.number().int(),
  confirmed: z.number().int(),
  approved: z.number().int(),
  posted: z.number().int(),
})
export const SecondmentCall = z.object({
  id: Id,
  title: z.string(),
  tasks: z.string(),
  startsOn: Day,
  endsOn: Day,
  nominateUntil: Day,
  state: CallState,
  openedBy: z.string(),
  openedAt: Instant,
  wants: z.array(SecondmentWant),
  /** Whether I may put myself forward, nominate somebody, close it. */
  mayNominateSelf: z.boolean(),
  mayNominateOthers: z.boolean(),
  mayClose: z.boolean(),
})
export type SecondmentCall = z.infer<typeof SecondmentCall>

export const SecondmentPost = z.object({
  id: Id,
  area: AreaRef,
  tasks: z.string(),
  from: Instant,
  to: Instant,
  /** Its rights are over: the time has passed, or it was ended. */
  over: z.boolean(),
})

/** A line of the list: a name, a home unit, where, until when. */
export const SecondmentSummary = z.object({
  id: Id,
  callId: Id,
  callTitle: z.string(),
  subdistrict: AreaRef,
  person: StaffRef,
  homeUnit: z.string(),
  state: SecondmentState,
  by: z.enum(['self', 'unit']),
  startsOn: Day,
  endsOn: Day,
  /** Posted, and the last day has passed: a summary and the handover are due. */
  pastEnd: z.boolean(),
  areas: z.array(AreaRef),
  /** A move of mine takes it on. */
  waitingForMe: z.boolean(),
})
export type SecondmentSummary = z.infer<typeof SecondmentSummary>

export const Secondment = SecondmentSummary.extend({
  nominatedBy: z.string(),
  nominatedAt: Instant,
  statement: z.string(),
  tasks: z.string(),
  posts: z.array(SecondmentPost),
  summary: z.string().nullable(),
  /** Handover packs made at the end, for those who may open them. */
  handovers: z.array(z.object({ id: Id, open: z.boolean() })),
  timeline: z.array(z.object({ id: Id, at: Instant, step: z.enum(['nominate', ...SecondmentMove.options]), by: z.string(), words: z.string() })),
  allowedMoves: z.array(SecondmentMove),
  version: z.number().int(),
})
export type Secondment = z.infer<typeof Secondment>

const one = { secondmentId: Id }
const move = <const M extends SecondmentMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })
const told = words(1000)

export const SecondmentMoveInput = z.discriminatedUnion('move', [
  move('confirm', { words: optionalWords(1000) }),
  move('decline', { words: told }),
  move('approve', { words: optionalWords(1000) }),
  move('refuse', { words: told }),
  move('withdraw', { words: optionalWords(1000) }),
  move('post', {
    posts: z
      .array(z.strictObject({ areaCode: AreaCode, tasks: words(500), from: Day, to: Day }))
      .min(1)
      .max(12),
    words: optionalWords(1000),
  }),
  move('note', { words: words(2000) }),
  move('summarise', { words: words(4000) }),
  move('end', { words: optionalWords(4000) }),
  move('recall', { words: told }),
])
export type SecondmentMoveInput = z.infer<typeof SecondmentMoveInput>
export type SecondmentMoveInputOf<M extends SecondmentMove> = Extract<SecondmentMoveInput, { move: M }>

const tags = ['secondments']
export const secondmentsContract = {
  listCalls: endpoint
    .route({ method: 'GET', path: '/secondment-calls', summary: 'Calls for party instructors in my district', tags })
    .meta({ action: 'signedIn' })
    .output(z.object({ rows: z.array(SecondmentCall), mayOpen: z.boolean() })),
  openCall: endpoint
    .route({
      method: 'POST',
      path: '/secondment-calls',
      summary: 'Open a call: how many for each subdistrict, from when to when, for which tasks',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'secondment.manage', idempotency: 'optional' })
    .input(
      z.strictObject({
        title: words(100),
        tasks: words(2000),
        startsOn: Day,
        endsOn: Day,
        nominateUntil: Day,
        wants: z
          .array(z.strictObject({ subdistrict: SubdistrictCode, wanted: z.number().int().min(1).max(200) }))
          .min(1)
          .max(100),
      }),
    )
    .output(SecondmentCall),
  readCall: endpoint
    .route({ method: 'GET', path: '/secondment-calls/{callId}', summary: 'One call', tags })
    .meta({ action: 'signedIn' })
    .input(z.strictObject({ callId: Id }))
    .output(SecondmentCall),
  closeCall: endpoint
    .route({ method: 'POST', path: '/secondment-calls/{callId}/close', summary: 'Take no more nominations', tags })
    .meta({ action: 'secondment.manage', idempotency: 'optional' })
    .input(z.strictObject({ callId: Id }))
    .output(SecondmentCall),
  nominate: endpoint
    .route({
      method: 'POST',
      path: '/secondment-calls/{callId}/nominations',
      summary: 'Put myself forward, or nominate somebody of my unit or area',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict', 'move_not_allowed'] })
    .input(z.strictObject({ callId: Id, subdistrict: SubdistrictCode, accountId: Id.optional(), homeUnit: words(60), statement: words(2000) }))
    .output(Secondment),
  list: endpoint
    .route({ method: 'GET', path: '/secondments', summary: 'Secondments in my areas, and my own', tags })
    .meta({ action: 'signedIn' })
    .input(
      z.strictObject({
        show: z.enum(['open', 'over', 'all']).optional(),
        callId: Id.optional(),
        subdistrict: SubdistrictCode.optional(),
        mine: z.enum(['true', 'false']).optional(),
        limit: queryInteger(1, 200).optional(),
      }),
    )
    .output(z.object({ rows: z.array(SecondmentSummary), total: z.number().int() })),
  open: endpoint
    .route({ method: 'GET', path: '/secondments/{secondmentId}', summary: 'One secondment with its history', tags })
    .meta({ action: 'signedIn' })
    .input(z.strictObject(one))
    .output(Secondment),
  move: endpoint
    .route({ method: 'POST', path: '/secondments/{secondmentId}/moves', summary: 'A step of a secondment', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['move_not_allowed', 'conflict'] })
    .input(SecondmentMoveInput)
    .output(Secondment),
}
