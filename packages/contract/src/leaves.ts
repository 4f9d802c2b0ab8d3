import { z } from 'zod'
import { Role } from './access.ts'
import { endpoint } from './endpoint.ts'
import { AreaRef, StaffRef, UnitRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, optionalWords, queryInteger, words } from './shapes.ts'

/** 请假: asked by the officer, agreed by the community or the subdistrict; each post has a substitute whose rights end by themselves. */
export const LeaveState = z.enum(['asked', 'agreed', 'declined', 'withdrawn', 'ended'])
export type LeaveState = z.infer<typeof LeaveState>

/** `back` ends it early; `expire` is the clock's own and nobody's to call. */
export const LeaveMove = z.enum(['agree', 'decline', 'withdraw', 'replace', 'back', 'expire'])
export type LeaveMove = z.infer<typeof LeaveMove>

export const LeavePost = z.object({ assignmentId: Id, role: Role, area: AreaRef, unit: UnitRef.nullable() })
export type LeavePost = z.infer<typeof LeavePost>

/** What the substitute covers, and until when. */
export const LeaveCover = z.object({
  id: Id,
  post: LeavePost,
  substitute: StaffRef,
  from: Instant,
  to: Instant,
  running: z.boolean(),
})
export type LeaveCover = z.infer<typeof LeaveCover>

export const Leave = z.object({
  id: Id,
  person: StaffRef,
  state: LeaveState,
  startsOn: Day,
  endsOn: Day,
  from: Instant,
  to: Instant,
  running: z.boolean(),
  covers: z.array(LeaveCover),
  /** For the person and for who agrees; a substitute does not read it. */
  note: z.string().nullable(),
  askedAt: Instant,
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
  handovers: z.array(z.object({ id: Id, open: z.boolean() })),
  timeline: z.array(z.object({ id: Id, at: Instant, step: z.enum(['ask', ...LeaveMove.options]), by: z.string(), words: z.string() })),
  allowedMoves: z.array(LeaveMove),
})
export type Leave = z.infer<typeof Leave>

const LeaveSummary = Leave.omit({ note: true, timeline: true, handovers: true, decision: true })
export type LeaveSummary = z.infer<typeof LeaveSummary>

const one = { leaveId: Id }
const move = <const M extends LeaveMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...one, move: z.literal(name), ...shape })
export const LeaveMoveInput = z.discriminatedUnion('move', [
  move('agree', { words: optionalWords(500) }),
  move('decline', { words: words(500) }),
  move('withdraw', { words: optionalWords(500) }),
  move('replace', { coverId: Id, substituteId: Id, words: optionalWords(500) }),
  move('back', { words: optionalWords(500) }),
])
export type LeaveMoveInput = z.infer<typeof LeaveMoveInput>

const tags = ['leaves']
export const leavesContract = {
  own: endpoint
    .route({ method: 'GET', path: '/my/leaves', summary: 'My leaves, my posts that need a substitute, and what I cover for others', tags })
    .meta({ action: 'signedIn' })
    .output(z.object({ rows: z.array(LeaveSummary), posts: z.array(LeavePost), covering: z.array(LeaveCover.extend({ person: StaffRef, leaveId: Id })) })),
  candidates: endpoint
    .route({ method: 'GET', path: '/leave-candidates', summary: 'Who may stand in for a post: colleagues of the same community, or the same department', tags })
    .meta({ action: 'signedIn' })
    .input(z.strictObject({ assignmentId: Id }))
    .output(z.object({ rows: z.array(StaffRef) })),
  ask: endpoint
    .route({ method: 'POST', path: '/leaves', summary: 'Ask for leave with a substitute for each post', tags, successStatus: 201 })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(
      z.strictObject({
        startsOn: Day,
        endsOn: Day,
        covers: z
          .array(z.strictObject({ assignmentId: Id, substituteId: Id }))
          .min(1)
          .max(20),
        note: optionalWords(500),
      }),
    )
    .output(Leave),
  list: endpoint
    .route({ method: 'GET', path: '/leaves', summary: 'Leaves in my areas', tags })
    .meta({ action: 'leave.approve' })
    .input(z.strictObject({ area: AreaCode.optional(), show: z.enum(['open', 'over', 'all']).optional(), limit: queryInteger(1, 200).optional() }))
    .output(z.object({ rows: z.array(LeaveSummary), total: z.number().int() })),
  open: endpoint
    .route({ method: 'GET', path: '/leaves/{leaveId}', summary: 'One leave', tags })
    .meta({ action: 'signedIn' })
    .input(z.strictObject(one))
    .output(Leave),
  move: endpoint
    .route({ method: 'POST', path: '/leaves/{leaveId}/moves', summary: 'Agree, decline, withdraw, another substitute, back early', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['move_not_allowed', 'conflict'] })
    .input(LeaveMoveInput)
    .output(Leave),
}
