import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Id, Instant, optionalWords, queryInteger, words } from './shapes.ts'

/** 经验: what worked, so that another community copies it into its own plan. Counted, never ranked. */
export const PracticeState = z.enum(['plan', 'shared', 'withdrawn'])
export type PracticeState = z.infer<typeof PracticeState>

export const PracticeSummary = z.object({
  id: Id,
  title: z.string(),
  state: PracticeState,
  area: AreaRef,
  situation: z.string(),
  /** Communities that copied it, by number; whoever reads it sees which. */
  usedBy: z.number().int(),
  changedAt: Instant,
})
export type PracticeSummary = z.infer<typeof PracticeSummary>

export const Practice = PracticeSummary.extend({
  steps: z.string(),
  materials: z.string(),
  writtenBy: z.string(),
  /** Counted from the records it grew out of, at this moment. */
  results: z.object({
    households: z.number().int(),
    tasks: z.number().int(),
    tasksSignedOff: z.number().int(),
    cases: z.number().int(),
    casesClosed: z.number().int(),
  }),
  /** Cases and tasks by name for whoever may open them; `hidden` are counted and stay linked, whoever saves. */
  links: z.object({
    poolIds: z.array(Id),
    meetingIds: z.array(Id),
    tasks: z.array(z.object({ id: Id, title: z.string() })),
    cases: z.array(z.object({ id: Id, receiptNumber: z.string() })),
    hidden: z.number().int(),
  }),
  copiedFrom: z.object({ id: Id, title: z.string(), area: AreaRef }).nullable(),
  copies: z.array(z.object({ id: Id, area: AreaRef })),
  mayEdit: z.boolean(),
  version: z.number().int(),
})
export type Practice = z.infer<typeof Practice>

const tags = ['practices']
const one = { practiceId: Id }

export const practicesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/practices', summary: 'What worked, and the plans of my areas', tags })
    .meta({ action: 'practice.read' })
    .input(
      z.strictObject({
        show: z.enum(['shared', 'plans']).optional(),
        text: z.string().trim().max(100).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(PracticeSummary), total: z.number().int(), next: z.string().nullable() })),
  open: endpoint
    .route({ method: 'GET', path: '/practices/{practiceId}', summary: 'One practice with its counted results', tags })
    .meta({ action: 'practice.read' })
    .input(z.strictObject(one))
    .output(Practice),
  save: endpoint
    .route({ method: 'PUT', path: '/practices/{practiceId}', summary: 'Write down a practice, or change it', tags })
    .meta({ action: 'practice.write', errors: ['stale_version'] })
    .input(
      z.strictObject({
        ...one,
        basedOn: z.number().int().min(0),
        areaCode: AreaCode,
        title: words(80),
        situation: words(2000),
        steps: words(4000),
        materials: optionalWords(2000),
        shared: z.boolean(),
        poolIds: z.array(Id).max(20).optional(),
        meetingIds: z.array(Id).max(20).optional(),
        taskIds: z.array(Id).max(20).optional(),
        requestIds: z.array(Id).max(50).optional(),
      }),
    )
    .output(Practice),
  copy: endpoint
    .route({ method: 'POST', path: '/practices/{practiceId}/copies', summary: 'Into the plan of my own community', tags, successStatus: 201 })
    .meta({ action: 'practice.write', idempotency: 'optional' })
    .input(z.strictObject({ ...one, areaCode: AreaCode }))
    .output(Practice),
  withdraw: endpoint
    .route({ method: 'POST', path: '/practices/{practiceId}/withdrawal', summary: 'No longer offered; copies stay', tags })
    .meta({ action: 'practice.write', errors: ['move_not_allowed'] })
    .input(z.strictObject(one))
    .output(Practice),
}
