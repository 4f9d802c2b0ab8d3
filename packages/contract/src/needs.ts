import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, GridCode, Id, Instant, optionalWords, queryInteger, SubdistrictCode, words } from './shapes.ts'

/** 需求池: the same need heard from many households (field.md §3). Its words name nobody. */
export const NeedPoolState = z.enum(['gathering', 'met', 'dropped', 'merged'])
export type NeedPoolState = z.infer<typeof NeedPoolState>
export const NeedPoolMove = z.enum(['note', 'merge', 'end'])
export type NeedPoolMove = z.infer<typeof NeedPoolMove>

/** Who did not want to say anything was asked too: a refusal is a valid outcome. */
export const NeedOutcome = z.enum(['heard', 'refused'])
export type NeedOutcome = z.infer<typeof NeedOutcome>

export const NeedPoolSummary = z.object({
  id: Id,
  title: z.string(),
  state: NeedPoolState,
  /** Each household once, however often it said so. */
  households: z.number().int(),
  notes: z.number().int(),
  grids: z.number().int(),
  firstHeardOn: Day.nullable(),
  lastHeardOn: Day.nullable(),
})
export type NeedPoolSummary = z.infer<typeof NeedPoolSummary>

export const NeedNote = z.object({
  id: Id,
  poolId: Id.nullable(),
  poolTitle: z.string().nullable(),
  outcome: NeedOutcome,
  grid: AreaRef,
  heardOn: Day,
  households: z.number().int(),
  reason: z.string().nullable(),
  /** What the household said; kept sealed, shown to the grid's own team. Null once it is no longer kept. */
  words: z.string().nullable(),
  householdId: Id.nullable(),
  requestId: Id.nullable(),
  notedBy: z.string(),
  notedAt: Instant,
  mayWithdraw: z.boolean(),
})
export type NeedNote = z.infer<typeof NeedNote>

export const NeedPool = NeedPoolSummary.extend({
  subdistrict: SubdistrictCode,
  mergedInto: Id.nullable(),
  reasons: z.array(z.object({ words: z.string(), households: z.number().int() })),
  places: z.array(z.object({ area: AreaRef, households: z.number().int() })),
  /** Those of my grids, newest first. */
  ownNotes: z.array(NeedNote),
  ended: z.object({ by: z.string(), at: Instant, words: z.string() }).nullable(),
  allowedMoves: z.array(NeedPoolMove),
})
export type NeedPool = z.infer<typeof NeedPool>

const tags = ['needs']
const one = { poolId: Id }

export const needsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/need-pools', summary: 'Needs heard from many households', tags })
    .meta({ action: 'need.read' })
    .input(
      z.strictObject({
        show: z.enum(['gathering', 'ended', 'all']).optional(),
        text: z.string().trim().max(100).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(NeedPoolSummary), total: z.number().int(), next: z.string().nullable() })),
  similar: endpoint
    .route({ method: 'GET', path: '/need-pools/similar', summary: 'Pools that say the same, while a note is being written', tags })
    .meta({ action: 'need.read' })
    .input(z.strictObject({ text: words(200), area: AreaCode.optional() }))
    .output(z.object({ rows: z.array(NeedPoolSummary.extend({ reasons: z.array(z.string()) })) })),
  open: endpoint
    .route({ method: 'GET', path: '/need-pools/{poolId}', summary: 'One pool: its count, its reasons, its places', tags })
    .meta({ action: 'need.read' })
    .input(z.strictObject(one))
    .output(NeedPool),
  note: endpoint
    .route({ method: 'POST', path: '/need-notes', summary: 'Write down a need that was heard, or that nobody wished to say one', tags, successStatus: 201 })
    .meta({ action: 'need.note', idempotency: 'required', errors: ['move_not_allowed'] })
    .input(
      z.strictObject({
        outcome: NeedOutcome,
        gridCode: GridCode,
        heardOn: Day,
        /** Joins this pool; or `title` begins one. */
        poolId: Id.optional(),
        title: optionalWords(60),
        reason: optionalWords(60),
        words: optionalWords(1000),
        households: z.number().int().min(1).max(500).optional(),
        householdId: Id.optional(),
        requestId: Id.optional(),
      }),
    )
    .output(z.object({ note: NeedNote, pool: NeedPoolSummary.nullable() })),
  listNotes: endpoint
    .route({ method: 'GET', path: '/need-notes', summary: 'What was heard in my grids', tags })
    .meta({ action: 'need.note' })
    .input(z.strictObject({ mine: z.enum(['true']).optional(), after: z.string().max(200).optional(), limit: queryInteger(1, 100).optional() }))
    .output(z.object({ rows: z.array(NeedNote), next: z.string().nullable() })),
  withdrawNote: endpoint
    .route({ method: 'POST', path: '/need-notes/{noteId}/withdrawal', summary: 'Take back a note written by mistake', tags })
    .meta({ action: 'need.note' })
    .input(z.strictObject({ noteId: Id }))
    .output(z.object({ pool: NeedPoolSummary.nullable() })),
  merge: endpoint
    .route({ method: 'POST', path: '/need-pools/{poolId}/merge', summary: 'Two pools say the same: one of them goes on', tags })
    .meta({ action: 'need.manage', errors: ['move_not_allowed'] })
    .input(z.strictObject({ ...one, intoId: Id }))
    .output(NeedPool),
  end: endpoint
    .route({ method: 'POST', path: '/need-pools/{poolId}/end', summary: 'The need was met, or is no longer followed', tags })
    .meta({ action: 'need.manage', errors: ['move_not_allowed'] })
    .input(z.strictObject({ ...one, outcome: z.enum(['met', 'dropped']), words: words(500) }))
    .output(NeedPool),
}
