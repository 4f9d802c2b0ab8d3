import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, Photo, photoIds, UnitRef } from './requests.ts'
import { AreaCode, Day, Id, Instant, optionalWords, queryBoolean, queryInteger, words } from './shapes.ts'

/** 吹哨: residents press for it, several departments must act together, or it cannot wait (field.md §2). */
export const WhistleKind = z.enum(['residentsUrge', 'jointEnforcement', 'emergency'])
export type WhistleKind = z.infer<typeof WhistleKind>

/** 吹哨 → approved by the lead → 分哨 → handled to a joint plan → done → 评哨. */
export const WhistleState = z.enum(['blown', 'declined', 'approved', 'summoned', 'handling', 'done', 'rated', 'recalled'])
export type WhistleState = z.infer<typeof WhistleState>
export const openWhistleStates = ['blown', 'approved', 'summoned', 'handling'] as const satisfies readonly WhistleState[]

/** One department's part. It may object once; the subdistrict decides. Objecting again takes it to the district. */
export const SummonsState = z.enum(['summoned', 'checkedIn', 'objected', 'appealed', 'released'])
export type SummonsState = z.infer<typeof SummonsState>
export const SummonsPart = z.enum(['lead', 'supporting'])

export const TaskState = z.enum(['open', 'done', 'dropped'])

/** Moves on the whistle itself; `unitMoves` are made for one department, `taskMoves` for one task. */
export const WhistleMove = z.enum(['approve', 'decline', 'summon', 'plan', 'addTask', 'supervise', 'finish', 'recall', 'note'])
export type WhistleMove = z.infer<typeof WhistleMove>
export const SummonsMove = z.enum(['checkIn', 'object', 'settleObjection', 'settleAppeal', 'remind', 'rate'])
export type SummonsMove = z.infer<typeof SummonsMove>
export const TaskMove = z.enum(['finishTask', 'dropTask'])
export type TaskMove = z.infer<typeof TaskMove>

/** What a whistle waits for from its reader. */
export const WhistleWait = z.enum(['approve', 'summon', 'settle', 'checkIn', 'task', 'rate'])
export type WhistleWait = z.infer<typeof WhistleWait>

/** How a department stood to a summons: each number of the figures is one of these. */
export const SummonsStanding = z.enum(['summoned', 'onTime', 'late', 'missing', 'notDue', 'released', 'rated'])
export type SummonsStanding = z.infer<typeof SummonsStanding>

const base = { number: z.string(), kind: WhistleKind, state: WhistleState }

/** A line of the board. */
export const WhistleSummary = z.object({
  id: Id,
  ...base,
  title: z.string(),
  area: AreaRef,
  blownAt: Instant,
  dueAt: Instant,
  amberAt: Instant,
  supervisedAt: Instant.nullable(),
  units: z.array(z.object({ name: z.string(), part: SummonsPart, state: SummonsState, checkInDueAt: Instant, checkedInAt: Instant.nullable() })),
  openTasks: z.number().int(),
  tasks: z.number().int(),
  waits: z.array(WhistleWait),
})
export type WhistleSummary = z.infer<typeof WhistleSummary>

/** For a wall: no title, no words, nothing that opens anything. */
export const WallWhistle = WhistleSummary.pick({
  number: true,
  kind: true,
  state: true,
  area: true,
  dueAt: true,
  amberAt: true,
  supervisedAt: true,
  units: true,
})
export type WallWhistle = z.infer<typeof WallWhistle>

/** What a wall hears between two times it asks: that there is something to ask for. */
export const WallEvent = z.object({ kind: z.enum(['hello', 'whistleChanged']) })
export type WallEvent = z.infer<typeof WallEvent>

export const Summons = z.object({
  unit: UnitRef,
  part: SummonsPart,
  state: SummonsState,
  summonedAt: Instant,
  checkInDueAt: Instant,
  amberAt: Instant,
  checkedInAt: Instant.nullable(),
  checkedInBy: z.string().nullable(),
  objection: z.string().nullable(),
  /** What the subdistrict or the district decided on it. */
  decision: z.string().nullable(),
  remindedTimes: z.number().int(),
  rating: z.object({ stars: z.number().int(), words: z.string() }).nullable(),
  allowedMoves: z.array(SummonsMove),
})
export type Summons = z.infer<typeof Summons>

export const WhistleTask = z.object({
  id: Id,
  unit: UnitRef.nullable(),
  title: z.string(),
  dueOn: Day,
  state: TaskState,
  evidence: z.string().nullable(),
  /** Seen as the matter is: by a department only while the whistle lasts. */
  photos: z.array(Photo),
  endedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  allowedMoves: z.array(TaskMove),
})
export type WhistleTask = z.infer<typeof WhistleTask>

export const Whistle = z.object({
  id: Id,
  ...base,
  /** Null for those who may not open the case itself. */
  requestId: Id.nullable(),
  title: z.string(),
  need: z.string(),
  area: AreaRef,
  blownBy: z.string(),
  blownAt: Instant,
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
  dueAt: Instant,
  amberAt: Instant,
  supervisedAt: Instant.nullable(),
  plan: z.string().nullable(),
  outcome: z.string().nullable(),
  /** The case as far as the summons lets it be seen: never who reported it. Null once the whistle is over, for a department. */
  matter: z.object({ receiptNumber: z.string(), text: z.string(), place: z.string(), photos: z.array(Photo) }).nullable(),
  units: z.array(Summons),
  tasks: z.array(WhistleTask),
  timeline: z.array(
    z.object({
      id: Id,
      at: Instant,
      step: z.enum(['blow', ...WhistleMove.options, ...SummonsMove.options, ...TaskMove.options]),
      by: z.string(),
      unitName: z.string().nullable(),
      words: z.string(),
    }),
  ),
  allowedMoves: z.array(WhistleMove),
  version: z.number().int(),
})
export type Whistle = z.infer<typeof Whistle>

const one = { whistleId: Id }
const move = <const M extends WhistleMove | SummonsMove | TaskMove, S extends z.ZodRawShape>(name: M, shape: S) =>
  z.strictObject({ ...one, move: z.literal(name), ...shape })
const told = words(1000)
const unitId = Id

export const WhistleMoveInput = z.discriminatedUnion('move', [
  move('approve', { words: optionalWords(500) }),
  move('decline', { words: told }),
  move('summon', {
    units: z
      .array(z.strictObject({ unitId, part: SummonsPart }))
      .min(1)
      .max(12),
    words: optionalWords(500),
  }),
  move('plan', { words: words(4000) }),
  move('addTask', { title: words(200), unitId: Id.optional(), dueOn: Day }),
  move('supervise', { words: told }),
  move('finish', { words: told }),
  move('recall', { words: told }),
  move('note', { words: told }),
  move('checkIn', { unitId, words: optionalWords(500) }),
  move('object', { unitId, words: told }),
  move('settleObjection', { unitId, uphold: z.boolean(), words: told }),
  move('settleAppeal', { unitId, uphold: z.boolean(), words: told }),
  move('remind', { unitId, words: optionalWords(500) }),
  move('rate', { unitId, stars: z.number().int().min(1).max(5), words: optionalWords(500) }),
  move('finishTask', { taskId: Id, words: told, photoIds }),
  move('dropTask', { taskId: Id, words: told }),
])
export type WhistleMoveInput = z.infer<typeof WhistleMoveInput>
export type WhistleMoveInputOf<M extends WhistleMoveInput['move']> = Extract<WhistleMoveInput, { move: M }>

const tags = ['whistles']
export const whistlesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/whistles', summary: 'The board of whistles in my areas, or of my department', tags })
    .meta({ action: 'whistle.read' })
    .input(
      z.strictObject({
        area: AreaCode.optional(),
        show: z.enum(['open', 'finished', 'all']).optional(),
        kind: WhistleKind.optional(),
        unitId: Id.optional(),
        /** With `unitId`: the summonses behind a number of the figures, of a period. */
        standing: SummonsStanding.optional(),
        from: Day.optional(),
        to: Day.optional(),
        /** Only those with something past its time. */
        overdue: queryBoolean.optional(),
        /** Only those I can move forward now. */
        waitingForMe: queryBoolean.optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(WhistleSummary), total: z.number().int(), next: z.string().nullable() })),
  wall: endpoint
    .route({ method: 'GET', path: '/whistle-wall', summary: 'The open whistles for a wall screen', tags })
    .meta({ action: 'whistle.wall' })
    .output(z.object({ rows: z.array(WallWhistle), total: z.number().int(), late: z.number().int() })),
  wallLive: endpoint
    .route({ method: 'GET', path: '/whistle-wall/live', summary: 'Server-sent events: that a whistle on the wall changed', tags })
    .meta({ action: 'whistle.wall' })
    .output(eventIterator(WallEvent)),
  startWall: endpoint
    .route({
      method: 'POST',
      path: '/whistle-wall-screens',
      summary: 'Turn this browser into a wall screen: signs its person out here',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'whistle.wall', idempotency: 'none' })
    .input(z.strictObject({ areaCode: AreaCode }))
    .output(z.object({ expiresAt: Instant })),
  open: endpoint
    .route({ method: 'GET', path: '/whistles/{whistleId}', summary: 'One whistle', tags })
    .meta({ action: 'whistle.read' })
    .input(z.strictObject(one))
    .output(Whistle),
  photo: endpoint
    .route({ method: 'GET', path: '/whistles/{whistleId}/photos/{photoId}', summary: 'A photo of the matter', tags })
    .meta({ action: 'whistle.read' })
    .input(z.strictObject({ ...one, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  taskPhoto: endpoint
    .route({ method: 'GET', path: '/whistles/{whistleId}/tasks/{taskId}/photos/{photoId}', summary: 'A photo of the evidence of a task', tags })
    .meta({ action: 'whistle.read' })
    .input(z.strictObject({ ...one, taskId: Id, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  ofRequest: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}/whistles', summary: 'Whistles blown for a case, and whether I may blow one', tags })
    .meta({ action: 'whistle.blow' })
    .input(z.strictObject({ requestId: Id }))
    .output(z.object({ rows: z.array(WhistleSummary), mayBlow: z.boolean() })),
  blow: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/whistles', summary: 'Blow the whistle for a case', tags, successStatus: 201 })
    .meta({ action: 'whistle.blow', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ requestId: Id, kind: WhistleKind, title: words(100), need: words(2000) }))
    .output(Whistle),
  move: endpoint
    .route({ method: 'POST', path: '/whistles/{whistleId}/moves', summary: 'A step of a whistle', tags })
    .meta({ action: 'whistle.read', idempotency: 'optional', errors: ['move_not_allowed', 'task_open', 'conflict'] })
    .input(WhistleMoveInput)
    .output(Whistle),
  figures: endpoint
    .route({ method: 'GET', path: '/whistle-figures', summary: 'Check-in and completion by department, with the counts behind them', tags })
    .meta({ action: 'whistle.supervise' })
    .input(z.strictObject({ area: AreaCode.optional(), from: Day.optional(), to: Day.optional() }))
    .output(
      z.object({
        from: Day,
        to: Day,
        byUnit: z.array(
          z.object({
            unit: UnitRef,
            summoned: z.number().int(),
            checkedInOnTime: z.number().int(),
            checkedInLate: z.number().int(),
            /** Past its time and nobody came. */
            missing: z.number().int(),
            /** Not yet due: outside of numerator and denominator. */
            notDue: z.number().int(),
            released: z.number().int(),
            tasks: z.number().int(),
            tasksDoneInTime: z.number().int(),
            ratings: z.number().int(),
            stars: z.number().nullable(),
          }),
        ),
      }),
    ),
}
