import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { DataPurpose, EndablePurpose, PersonField } from './registry.ts'
import { AreaRef } from './requests.ts'
import { Id, Instant, SubdistrictCode, words } from './shapes.ts'

/** asked → approved → ended (by the job, with a certificate); declined; withdrawn. */
export const EndingState = z.enum(['asked', 'approved', 'ended', 'declined', 'withdrawn'])
export type EndingState = z.infer<typeof EndingState>

export const EndingMove = z.enum(['approve', 'decline', 'withdraw', 'restart'])
export type EndingMove = z.infer<typeof EndingMove>

/** Counts only. `go`: told for this purpose alone. `stay`: another purpose still holds the value. */
export const EndingPreview = z.object({
  values: z.array(z.object({ grid: AreaRef, field: PersonField, go: z.number().int(), stay: z.number().int() })),
  /** Records kept for this purpose alone: their keys are destroyed. */
  people: z.number().int(),
  importFiles: z.number().int(),
  exportFiles: z.number().int(),
})
export type EndingPreview = z.infer<typeof EndingPreview>

const counts = z.array(z.object({ field: PersonField, count: z.number().int() }))
export const PurposeEnding = z.object({
  id: Id,
  subdistrict: AreaRef,
  purpose: EndablePurpose,
  state: EndingState,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedWords: z.string().nullable(),
  endedAt: Instant.nullable(),
  destroyed: z.object({
    values: counts,
    stayed: counts,
    people: z.number().int(),
    history: z.number().int(),
    importRows: z.number().int(),
    exportFiles: z.number().int(),
  }),
  /** Head of the subdistrict's audit chain at the end: whoever holds the log can check it with the verifier. */
  chain: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
  restartedBy: z.string().nullable(),
  restartedAt: Instant.nullable(),
  allowedMoves: z.array(EndingMove),
})
export type PurposeEnding = z.infer<typeof PurposeEnding>

export const PurposeStanding = z.object({
  subdistrict: AreaRef,
  purpose: DataPurpose,
  /** Fields that may be told for it, by the data dictionary. */
  fields: z.array(PersonField),
  running: z.boolean(),
  /** A campaign that runs, with no asking open; other purposes do not end. */
  mayAsk: z.boolean(),
  endings: z.array(PurposeEnding),
})
export type PurposeStanding = z.infer<typeof PurposeStanding>

const tags = ['privacy']
const one = z.strictObject({ endingId: Id })

export const purposesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/purposes', summary: 'What personal data is kept for in my subdistrict, and which purposes ended', tags })
    .meta({ action: 'registry.rights' })
    .output(z.object({ rows: z.array(PurposeStanding) })),
  preview: endpoint
    .route({ method: 'GET', path: '/purposes/{purpose}/preview', summary: 'How many values of which fields in which grids would go, and which stay', tags })
    .meta({ action: 'registry.rights' })
    .input(z.strictObject({ purpose: EndablePurpose, subdistrict: SubdistrictCode }))
    .output(EndingPreview),
  ask: endpoint
    .route({ method: 'POST', path: '/purposes/{purpose}/endings', summary: 'Ask to end a purpose; a second person approves', tags, successStatus: 201 })
    .meta({ action: 'registry.rights', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ purpose: EndablePurpose, subdistrict: SubdistrictCode, reason: words(300) }))
    .output(PurposeEnding),
  open: endpoint
    .route({ method: 'GET', path: '/purpose-endings/{endingId}', summary: 'How far an ending is; once ended, its certificate', tags })
    .meta({ action: 'registry.rights' })
    .input(one)
    .output(PurposeEnding),
  move: endpoint
    .route({ method: 'POST', path: '/purpose-endings/{endingId}/moves', summary: 'Approve, decline, withdraw; later use the purpose again', tags })
    .meta({ action: 'registry.rights', idempotency: 'optional', errors: ['move_not_allowed', 'conflict'] })
    .input(one.extend({ move: EndingMove, words: words(300) }))
    .output(PurposeEnding),
}
