import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Id, Instant, queryInteger, SubdistrictCode, words } from './shapes.ts'

/** 议题: gathered all the time, screened, put on an agenda, decided. Postponed, it waits again. */
export const TopicState = z.enum(['raised', 'taken', 'declined', 'decided', 'withdrawn'])
export type TopicState = z.infer<typeof TopicState>
export const TopicMove = z.enum(['take', 'decline', 'putBack', 'withdraw', 'decide', 'postpone'])
export type TopicMove = z.infer<typeof TopicMove>
export const TopicSource = z.enum(['case', 'whistle', 'needPool', 'note'])
export type TopicSource = z.infer<typeof TopicSource>

export const Topic = z.object({
  id: Id,
  title: z.string(),
  words: z.string(),
  area: AreaRef,
  source: TopicSource,
  /** What it grew out of; null for those who may not open that. */
  sourceId: Id.nullable(),
  state: TopicState,
  raisedBy: z.string(),
  raisedAt: Instant,
  screenedBy: z.string().nullable(),
  /** Why it was not taken; whoever raised it reads it. */
  reason: z.string().nullable(),
  meeting: z.object({ id: Id, title: z.string(), startsAt: Instant }).nullable(),
  allowedMoves: z.array(TopicMove),
})
export type Topic = z.infer<typeof Topic>

const tags = ['meetings']
const source = { requestId: Id.optional(), whistleId: Id.optional(), poolId: Id.optional() }

export const topicsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/topics', summary: 'Topics for the joint meeting', tags })
    .meta({ action: 'meeting.read' })
    .input(
      z.strictObject({
        show: z.enum(['waiting', 'taken', 'ended', 'all']).optional(),
        mine: z.enum(['true']).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(Topic), total: z.number().int(), next: z.string().nullable() })),
  ofSource: endpoint
    .route({ method: 'GET', path: '/topics/of-source', summary: 'What was raised from a case, a whistle or a need, and whether I may raise it', tags })
    .meta({ action: 'meeting.raise' })
    .input(z.strictObject(source))
    .output(z.object({ rows: z.array(Topic), mayRaise: z.boolean() })),
  raise: endpoint
    .route({ method: 'POST', path: '/topics', summary: 'Bring something to the joint meeting', tags, successStatus: 201 })
    .meta({ action: 'meeting.raise', idempotency: 'required', errors: ['conflict'] })
    .input(z.strictObject({ areaCode: AreaCode, title: words(80), words: words(2000), ...source }))
    .output(Topic),
  take: endpoint
    .route({ method: 'POST', path: '/topics/{topicId}/take', summary: 'Put it on the agenda of a meeting', tags })
    .meta({ action: 'meeting.read', errors: ['move_not_allowed'] })
    .input(z.strictObject({ topicId: Id, meetingId: Id }))
    .output(Topic),
  decline: endpoint
    .route({ method: 'POST', path: '/topics/{topicId}/decline', summary: 'Not for the meeting, with the reason for whoever raised it', tags })
    .meta({ action: 'meeting.manage', errors: ['move_not_allowed'] })
    .input(z.strictObject({ topicId: Id, words: words(500) }))
    .output(Topic),
  putBack: endpoint
    .route({ method: 'POST', path: '/topics/{topicId}/put-back', summary: 'Off the agenda again', tags })
    .meta({ action: 'meeting.read', errors: ['move_not_allowed'] })
    .input(z.strictObject({ topicId: Id }))
    .output(Topic),
  withdraw: endpoint
    .route({ method: 'POST', path: '/topics/{topicId}/withdraw', summary: 'Take back what I raised', tags })
    .meta({ action: 'meeting.raise', errors: ['move_not_allowed'] })
    .input(z.strictObject({ topicId: Id }))
    .output(Topic),
  gathering: endpoint
    .route({ method: 'GET', path: '/topic-rhythm', summary: 'When the next meeting is due by the rules', tags })
    .meta({ action: 'meeting.read' })
    .input(z.strictObject({ subdistrict: SubdistrictCode }))
    .output(
      z.object({
        everyDays: z.number().int(),
        agendaDays: z.number().int(),
        quorumPercent: z.number().int(),
        lastAt: Instant.nullable(),
        nextBy: Instant.nullable(),
        waiting: z.number().int(),
        mayPlan: z.boolean(),
      }),
    ),
}
