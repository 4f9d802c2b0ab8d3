import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, Done, Id, Instant, words } from './shapes.ts'

/** 楼长: a neighbour with limited tasks. Invited by a one-time link, signed in by phone, sees the words of a task and nothing else. */
export const CaptainState = z.enum(['invited', 'active', 'ended'])
export type CaptainState = z.infer<typeof CaptainState>
export const CaptainMove = z.enum(['accept', 'inviteAgain', 'end', 'ask'])
export type CaptainMove = z.infer<typeof CaptainMove>

/** Whether something is so, or a question to the neighbours. */
export const CaptainTaskKind = z.enum(['ask', 'confirm'])
export const CaptainTaskState = z.enum(['open', 'answered', 'withdrawn'])
export type CaptainTaskState = z.infer<typeof CaptainTaskState>
export const CaptainTaskMove = z.enum(['answer', 'withdrawTask'])
export type CaptainTaskMove = z.infer<typeof CaptainTaskMove>

export const CaptainTask = z.object({
  id: Id,
  kind: CaptainTaskKind,
  words: z.string(),
  state: CaptainTaskState,
  expired: z.boolean(),
  askedBy: z.string(),
  askedAt: Instant,
  expiresAt: Instant,
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  /** The case it was asked for, for whoever may open it. */
  requestId: Id.nullable(),
  mayWithdraw: z.boolean(),
})
export type CaptainTask = z.infer<typeof CaptainTask>

export const Captain = z.object({
  id: Id,
  /** Masked: 王**. */
  name: z.string(),
  state: CaptainState,
  building: z.object({ id: Id, name: z.string(), grid: AreaRef }),
  endsOn: Day.nullable(),
  invitedAt: Instant,
  linkExpiresAt: Instant,
  tasks: z.array(CaptainTask),
  allowedMoves: z.array(CaptainMove),
})
export type Captain = z.infer<typeof Captain>

/** What the captain sees: the words, until when. Not the case, not who asked for it. */
export const OwnCaptainTask = z.object({
  id: Id,
  kind: CaptainTaskKind,
  words: z.string(),
  building: z.string(),
  expiresAt: Instant,
  answered: z.boolean(),
})
export type OwnCaptainTask = z.infer<typeof OwnCaptainTask>

export const CaptainLink = z.object({ captainId: Id, url: z.string(), expiresAt: Instant })

const staffTags = ['captains']
const tags = ['residents']
export const captainsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/captains', summary: 'Building captains of my area with their tasks', tags: staffTags })
    .meta({ action: 'captain.manage' })
    .input(z.strictObject({ area: AreaCode.optional(), requestId: Id.optional() }))
    .output(z.object({ rows: z.array(Captain) })),
  invite: endpoint
    .route({
      method: 'POST',
      path: '/captains',
      summary: 'Invite a neighbour as captain of a building by a one-time link',
      tags: staffTags,
      successStatus: 201,
    })
    .meta({ action: 'captain.manage', idempotency: 'none', errors: ['conflict'] })
    .input(z.strictObject({ buildingId: Id, name: words(30), endsOn: Day.optional() }))
    .output(CaptainLink),
  inviteAgain: endpoint
    .route({ method: 'POST', path: '/captains/{captainId}/invitation', summary: 'A new link; the old one ends', tags: staffTags })
    .meta({ action: 'captain.manage', idempotency: 'none', errors: ['move_not_allowed'] })
    .input(z.strictObject({ captainId: Id }))
    .output(CaptainLink),
  end: endpoint
    .route({ method: 'POST', path: '/captains/{captainId}/end', summary: 'No longer captain; open tasks end too', tags: staffTags })
    .meta({ action: 'captain.manage', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(z.strictObject({ captainId: Id }))
    .output(Captain),
  ask: endpoint
    .route({
      method: 'POST',
      path: '/captains/{captainId}/tasks',
      summary: 'Ask a captain one limited thing, for a case or by itself',
      tags: staffTags,
      successStatus: 201,
    })
    .meta({ action: 'captain.manage', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(z.strictObject({ captainId: Id, kind: CaptainTaskKind, words: words(300), days: z.number().int().min(1).max(14), requestId: Id.optional() }))
    .output(Captain),
  withdrawTask: endpoint
    .route({ method: 'POST', path: '/captain-tasks/{taskId}/withdrawal', summary: 'Never mind', tags: staffTags })
    .meta({ action: 'captain.manage', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(z.strictObject({ taskId: Id }))
    .output(Captain),
  openInvitation: endpoint
    .route({ method: 'GET', path: '/captain-invitations/{token}', summary: 'What I am invited to', tags })
    .meta({ action: 'bearer', errors: ['link_expired'] })
    .input(z.strictObject({ token: z.string().max(80) }))
    .output(z.object({ building: z.string(), community: z.string(), expiresAt: Instant })),
  accept: endpoint
    .route({ method: 'POST', path: '/captain-invitations/{token}', summary: 'Yes, I will', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['link_expired', 'conflict'] })
    .input(z.strictObject({ token: z.string().max(80) }))
    .output(Done),
  own: endpoint
    .route({ method: 'GET', path: '/my/captain-tasks', summary: 'What I am asked as captain of my building', tags })
    .meta({ action: 'signedIn' })
    .output(z.object({ buildings: z.array(z.string()), rows: z.array(OwnCaptainTask) })),
  answer: endpoint
    .route({ method: 'POST', path: '/my/captain-tasks/{taskId}/answer', summary: 'Answer one task; it goes to the grid officers only', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['move_not_allowed', 'link_expired'] })
    .input(z.strictObject({ taskId: Id, words: words(500) }))
    .output(z.object({ buildings: z.array(z.string()), rows: z.array(OwnCaptainTask) })),
}
