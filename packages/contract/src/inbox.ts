import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import {
  AnswerOutcome,
  AssistedChannel,
  Channel,
  LinkKind,
  PartyRole,
  RequestCase,
  RequestKind,
  RequestState,
  RequestSummary,
  type StaffMove,
  photoIds,
} from './requests.ts'
import { FiledReceipt, PlaceInput } from './intake.ts'
import { AreaCode, Day, GridCode, Id, Instant, optionalWords, Phone, queryBoolean, queryInteger, queryList, words } from './shapes.ts'

/** `mine` = given to me by name; the others follow my assignments. */
export const InboxScope = z.enum(['mine', 'grid', 'community', 'subdistrict', 'unit'])
export type InboxScope = z.infer<typeof InboxScope>

/** Click-through of the dashboard: keeps exactly the cases behind a number. */
export const DashboardFigure = z.enum([
  'solved',
  'staffDeclared',
  'residentVerified',
  'responded',
  'notResponded',
  'responseDecided',
  'resolved',
  'notResolved',
  'satisfied',
  'notSatisfied',
  'rated',
  'withdrawn',
  'declined',
  'merged',
  'stillOpen',
  'contactNotDue',
  'finishedUnrated',
  'dueToday',
  'reviewDue',
])
export type DashboardFigure = z.infer<typeof DashboardFigure>

export const InboxFilter = z.strictObject({
  scope: InboxScope.optional(),
  /** Narrow to a subtree inside what the caller may read: what lies there, and what its teams have in hand. */
  area: AreaCode.optional(),
  /** Only what lies in this subtree, whoever has it in hand: as the dashboard counts. */
  placedIn: AreaCode.optional(),
  /** Only what is known to lie in exactly this area and no smaller one. */
  placedAt: AreaCode.optional(),
  state: queryList(RequestState).optional(),
  kind: queryList(RequestKind).optional(),
  category: queryList(z.string().max(60)).optional(),
  channel: queryList(Channel).optional(),
  /** Only cases with a milestone past its time. */
  overdue: queryBoolean.optional(),
  /** `open` (default) hides finished ones. */
  show: z.enum(['open', 'finished', 'all']).optional(),
  text: z.string().trim().max(100).optional(),
  filedFrom: Day.optional(),
  filedTo: Day.optional(),
  answeredFrom: Day.optional(),
  answeredTo: Day.optional(),
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  figure: DashboardFigure.optional(),
})
export type InboxFilter = z.infer<typeof InboxFilter>

export const InboxQuery = InboxFilter.extend({
  sort: z.enum(['due', 'newest', 'oldest']).optional(),
  after: z.string().max(200).optional(),
  limit: queryInteger(1, 100).optional(),
})
export type InboxQuery = z.infer<typeof InboxQuery>

export const InboxPage = z.object({ rows: z.array(RequestSummary), next: z.string().nullable() })
export type InboxPage = z.infer<typeof InboxPage>

export const InboxCounts = z.object({
  scopes: z.array(z.object({ scope: InboxScope, open: z.number(), overdue: z.number(), amber: z.number() })),
  matching: z.number(),
  byState: z.array(z.object({ state: RequestState, count: z.number() })),
})
export type InboxCounts = z.infer<typeof InboxCounts>

const move = <const M extends z.infer<typeof StaffMove>, S extends z.ZodRawShape>(name: M, shape: S) =>
  z.strictObject({ requestId: Id, move: z.literal(name), ...shape })

const told = words(2000)
const target = { areaCode: AreaCode.optional(), unitId: Id.optional(), accountId: Id.optional() }

/** One body per move; what each needs. Public words (`told`) reach the reporter, `internal` never does. */
export const MoveInput = z.discriminatedUnion('move', [
  move('accept', { told: optionalWords(2000) }),
  move('decline', { told, whereToGo: words(500) }),
  move('dispatch', { ...target, internal: optionalWords(2000) }),
  move('acknowledge', { told: optionalWords(2000) }),
  move('object', { reason: words(1000) }),
  move('settleObjection', { agree: z.boolean(), reason: words(1000), ...target }),
  move('reassign', { ...target, reason: words(1000) }),
  move('start', { told: optionalWords(2000) }),
  move('askExtension', { until: Day, reason: words(1000) }),
  move('settleExtension', { agree: z.boolean(), told: optionalWords(2000) }),
  move('defer', { told, reviewOn: Day }),
  move('resume', { told: optionalWords(2000) }),
  move('pause', { reason: words(1000) }),
  move('unpause', {}),
  move('merge', { masterId: Id, told: optionalWords(2000) }),
  move('answer', { told, outcome: AnswerOutcome, photoIds }),
  move('verify', { internal: words(2000) }),
  move('recordCallback', { reached: z.boolean(), internal: words(1000) }),
  move('close', { basis: z.enum(['residentByPhone', 'callbackFailed']), told: optionalWords(2000) }),
  move('reopenByStaff', { reason: words(1000) }),
  move('comment', { told, photoIds }),
  move('note', { internal: words(2000), photoIds }),
  move('link', { otherId: Id, kind: LinkKind }),
  move('unlink', { linkId: Id }),
  move('addParty', { role: PartyRole.exclude(['cleared']), dwelling: z.string().trim().max(60), name: optionalWords(60), note: optionalWords(500) }),
  move('clearParty', { partyId: Id, internal: optionalWords(1000) }),
  move('correctPlace', { place: PlaceInput, reason: optionalWords(500) }),
  move('changeCategory', { category: z.string().max(60), kind: RequestKind, reason: optionalWords(500) }),
])
export type MoveInput = z.infer<typeof MoveInput>
export type MoveInputOf<M extends z.infer<typeof StaffMove>> = Extract<MoveInput, { move: M }>

/** 帮办: at most three typed fields — the text, whose dwelling or where, and a phone if a call back is wanted. */
export const AssistedFiling = z.strictObject({
  kind: RequestKind,
  category: z.string().max(60),
  text: words(5000),
  place: PlaceInput,
  channel: AssistedChannel,
  onBehalf: z.strictObject({ name: optionalWords(60), phone: Phone.optional(), consent: z.enum(['spoken', 'written', 'notAsked']) }).optional(),
  /** 12345 work order number. */
  externalNumber: optionalWords(60),
  photoIds,
})
export type AssistedFiling = z.infer<typeof AssistedFiling>

/** Somewhere a request may be sent: an area's team, a department, a person. */
export const DispatchTarget = z.object({
  kind: z.enum(['area', 'unit', 'person']),
  areaCode: AreaCode.nullable(),
  unitId: Id.nullable(),
  accountId: Id.nullable(),
  name: z.string(),
  detail: z.string(),
  openRequests: z.number(),
})
export type DispatchTarget = z.infer<typeof DispatchTarget>

export const SimilarRequest = z.object({
  id: Id,
  receiptNumber: z.string(),
  state: RequestState,
  excerpt: z.string(),
  placeText: z.string(),
  filedAt: Instant,
  likeness: z.number(),
})

export const inboxContract = {
  list: endpoint
    .route({ method: 'GET', path: '/requests', summary: 'The inbox, by scope and filter, due first', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(InboxQuery)
    .output(InboxPage),
  count: endpoint
    .route({ method: 'GET', path: '/requests/counts', summary: 'Counts of the inbox by scope and state', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(InboxFilter)
    .output(InboxCounts),
  open: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}', summary: 'One case with its timeline and the moves this person may make', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ requestId: Id }))
    .output(RequestCase),
  photo: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}/photos/{photoId}', summary: 'A photo of a case', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ requestId: Id, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  file: endpoint
    .route({ method: 'POST', path: '/requests', summary: 'File for someone (帮办)', tags: ['requests'], successStatus: 201 })
    .meta({ action: 'request.file', idempotency: 'optional' })
    .input(AssistedFiling)
    .output(FiledReceipt.extend({ requestId: Id })),
  similar: endpoint
    .route({ method: 'GET', path: '/requests/similar', summary: 'Likely duplicates: same place, similar words', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ text: z.string().trim().max(5000), areaCode: AreaCode.optional(), buildingId: Id.optional(), exceptId: Id.optional() }))
    .output(z.object({ rows: z.array(SimilarRequest) })),
  move: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/moves', summary: 'Make a move on a case', tags: ['requests'] })
    .meta({ action: 'request.read', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(MoveInput)
    .output(RequestCase),
  dispatchMany: endpoint
    .route({ method: 'POST', path: '/requests/bulk-dispatch', summary: 'Send many requests to one team or person', tags: ['requests'] })
    .meta({ action: 'request.dispatch', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(z.strictObject({ requestIds: z.array(Id).min(1).max(100), ...target, reason: words(1000) }))
    .output(z.object({ done: z.array(Id), refused: z.array(z.object({ requestId: Id, code: z.string() })) })),
  dispatchTargets: endpoint
    .route({ method: 'GET', path: '/requests/dispatch-targets', summary: 'Teams, departments and people a request may go to', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ requestId: Id.optional(), areaCode: GridCode.optional() }))
    .output(z.object({ targets: z.array(DispatchTarget) })),
  revealReporter: endpoint
    .route({
      method: 'POST',
      path: '/requests/{requestId}/reporter',
      summary: 'Show the reporter’s name and number, with a reason that is kept',
      tags: ['requests'],
    })
    .meta({ action: 'request.readReporter' })
    .input(z.strictObject({ requestId: Id, reason: words(200) }))
    .output(z.object({ name: z.string().nullable(), phone: z.string().nullable() })),
}
