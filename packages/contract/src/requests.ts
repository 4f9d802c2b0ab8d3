import { z } from 'zod'
import { AreaCode, Bilingual, Id, Instant, Point } from './shapes.ts'

/** 诉求 kinds, field.md §2. */
export const RequestKind = z.enum(['inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'serviceNeed', 'dispute'])
export type RequestKind = z.infer<typeof RequestKind>

export const RequestState = z.enum([
  'filed',
  'declined',
  'accepted',
  'dispatched',
  'objected',
  'acknowledged',
  'handling',
  'deferred',
  'answered',
  'verified',
  'closed',
  'rated',
  'merged',
  'withdrawn',
])
export type RequestState = z.infer<typeof RequestState>

/** States in which somebody still has to do something. */
export const openStates = [
  'filed',
  'accepted',
  'dispatched',
  'objected',
  'acknowledged',
  'handling',
  'deferred',
  'answered',
  'verified',
] as const satisfies readonly RequestState[]
/** States in which the limit for the answer is running. */
export const unansweredStates = ['filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling'] as const satisfies readonly RequestState[]

/** Every way in, one form. */
export const Channel = z.enum(['app', 'qrCode', 'phone', 'walkIn', 'patrol', 'visit', 'meeting', 'hotline12345', 'api'])
export type Channel = z.infer<typeof Channel>
/** Channels a staff member files through (帮办). */
export const AssistedChannel = Channel.exclude(['app', 'qrCode', 'api'])

/** Moves of staff and of the reporter. The table of states is `requests/request-moves.ts` on the server. */
export const StaffMove = z.enum([
  'accept',
  'decline',
  'dispatch',
  'acknowledge',
  'object',
  'settleObjection',
  'reassign',
  'start',
  'askExtension',
  'settleExtension',
  'defer',
  'resume',
  'pause',
  'unpause',
  'merge',
  'answer',
  'verify',
  'recordCallback',
  'close',
  'reopenByStaff',
  'comment',
  'note',
  'link',
  'unlink',
  'addParty',
  'clearParty',
  'correctPlace',
  'changeCategory',
])
export type StaffMove = z.infer<typeof StaffMove>

export const ReporterMove = z.enum(['comment', 'correctText', 'withdraw', 'confirmSolved', 'notSolved', 'rate'])
export type ReporterMove = z.infer<typeof ReporterMove>

/** How a case ended, kept apart: what staff declare and what residents confirm. */
export const Closure = z.enum(['residentConfirmed', 'residentByPhone', 'callbackFailed', 'followsMaster'])
export type Closure = z.infer<typeof Closure>

export const AnswerOutcome = z.enum(['solved', 'partlySolved', 'explained', 'notSolvable'])
export type AnswerOutcome = z.infer<typeof AnswerOutcome>

export const MilestoneKind = z.enum(['firstContact', 'answer'])
export type MilestoneKind = z.infer<typeof MilestoneKind>

export const Milestone = z.object({
  kind: MilestoneKind,
  dueAt: Instant,
  /** From here on the case is amber. */
  amberAt: Instant,
  metAt: Instant.nullable(),
  extended: z.boolean(),
})
export type Milestone = z.infer<typeof Milestone>

/** 履职事项清单: done here, with a department, or must go up. field.md §2. */
export const Duty = z.enum(['core', 'supporting', 'reclaimed'])
export type Duty = z.infer<typeof Duty>

/** One reason of the route, a code the client turns into a sentence. */
export const RouteReason = z.object({
  code: z.enum([
    'placeInGrid',
    'placeInCommunity',
    'placeUnknown',
    'pointInGrid',
    'buildingInGrid',
    'chosenArea',
    'dutyCore',
    'dutySupporting',
    'dutyReclaimed',
    'ruleMatched',
    'autoDispatched',
    'waitsForDispatcher',
    'dispatchedByHand',
    'reassignedByHand',
    'sensitiveKind',
  ]),
  params: z.record(z.string(), z.string()),
})
export type RouteReason = z.infer<typeof RouteReason>

/** A person as other staff see them: name and role, nothing else. */
export const StaffRef = z.object({ accountId: Id, name: z.string() })
export const AreaRef = z.object({ code: AreaCode, name: z.string() })
export type AreaRef = z.infer<typeof AreaRef>
export const UnitRef = z.object({ id: Id, name: z.string() })

/** Who is responsible now: an area's team, a department, and perhaps one person. */
export const Responsible = z.object({ area: AreaRef, unit: UnitRef.nullable(), person: StaffRef.nullable() })
export type Responsible = z.infer<typeof Responsible>

export const CategoryRef = z.object({ id: z.string(), name: Bilingual })

export const Place = z.object({
  area: AreaRef,
  buildingId: Id.nullable(),
  buildingName: z.string().nullable(),
  /** Unit, floor, room, or a landmark: as the reporter wrote it. */
  detail: z.string(),
  point: Point.nullable(),
})
export type Place = z.infer<typeof Place>

export const Photo = z.object({ id: Id, width: z.number(), height: z.number() })
export type Photo = z.infer<typeof Photo>
/** Photos put up before, taken by what is sent now. */
export const photoIds = z.array(Id).max(9).optional()

export const LinkKind = z.enum(['duplicateOf', 'causedBy', 'raisedDuring', 'partOf'])
export type LinkKind = z.infer<typeof LinkKind>

export const PartyRole = z.enum(['reporter', 'respondent', 'witness', 'cleared'])
export type PartyRole = z.infer<typeof PartyRole>

/** A row of the inbox. */
export const RequestSummary = z.object({
  id: Id,
  receiptNumber: z.string(),
  kind: RequestKind,
  category: CategoryRef,
  state: RequestState,
  excerpt: z.string(),
  place: z.object({ areaCode: AreaCode, areaName: z.string(), text: z.string() }),
  channel: Channel,
  filedAt: Instant,
  /** The next milestone that is not met; null when none runs. */
  next: z.object({ kind: MilestoneKind, dueAt: Instant, amberAt: Instant }).nullable(),
  responsible: z.object({ areaName: z.string(), unitName: z.string().nullable(), personName: z.string().nullable() }),
  anonymous: z.boolean(),
  assisted: z.boolean(),
  reopenedTimes: z.number(),
  photoCount: z.number(),
  duplicateCount: z.number(),
  paused: z.boolean(),
})
export type RequestSummary = z.infer<typeof RequestSummary>

/**
 * An entry of the append-only timeline. `told` is what the reporter sees; `internal` only staff of the case.
 * A public entry never carries a name of a reporter or respondent.
 */
export const TimelineEntry = z.object({
  id: Id,
  at: Instant,
  step: z.enum([
    'filed',
    ...StaffMove.options,
    'correctText',
    'withdraw',
    'confirmSolved',
    'notSolved',
    'rate',
    'masterAnswered',
    'masterClosed',
    'movedWithArea',
    'whistle',
    'captain',
    'escalation',
    'promise',
    'meeting',
  ]),
  from: RequestState.nullable(),
  to: RequestState.nullable(),
  by: z.object({ kind: z.enum(['reporter', 'staff', 'system']), name: z.string(), role: z.string().nullable() }),
  told: z.string().nullable(),
  internal: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  photos: z.array(Photo),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const LinkedRequest = z.object({
  linkId: Id,
  kind: LinkKind,
  direction: z.enum(['from', 'to']),
  request: z.object({ id: Id, receiptNumber: z.string(), state: RequestState, excerpt: z.string() }),
})

export const Party = z.object({
  id: Id,
  role: PartyRole,
  /** Where, e.g. 503. Empty for somebody without a dwelling. */
  dwelling: z.string(),
  /** Null when the viewer may not know: a cleared party's former role is told to nobody. */
  name: z.string().nullable(),
  note: z.string(),
  clearedAt: Instant.nullable(),
})
export type Party = z.infer<typeof Party>

/** The whole case as staff see it. */
export const RequestCase = RequestSummary.omit({ excerpt: true, place: true, responsible: true }).extend({
  text: z.string(),
  place: Place,
  responsible: Responsible,
  /** The work order number of 12345. */
  externalNumber: z.string().nullable(),
  /** 首接负责: who stays responsible until somebody acknowledges. */
  firstReceiver: z.object({ area: AreaRef, person: StaffRef.nullable(), until: Instant.nullable() }),
  route: z.array(RouteReason),
  duty: Duty,
  milestones: z.array(Milestone),
  pause: z.object({ since: Instant, reason: z.string() }).nullable(),
  deferred: z.object({ explanation: z.string(), reviewOn: z.string() }).nullable(),
  extensionAsked: z.object({ until: Instant, reason: z.string(), byName: z.string() }).nullable(),
  objection: z.object({ reason: z.string(), byName: z.string() }).nullable(),
  outcome: AnswerOutcome.nullable(),
  closure: Closure.nullable(),
  rating: z.object({ stars: z.number(), words: z.string(), at: Instant }).nullable(),
  /** Masked; the full number only through `revealReporter`. */
  reporter: z.object({
    anonymous: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    wantsCallBack: z.boolean(),
    onBehalf: z.boolean(),
    consent: z.string().nullable(),
    mayReveal: z.boolean(),
  }),
  failedCallbacks: z.number(),
  parties: z.array(Party),
  links: z.array(LinkedRequest),
  master: z.object({ id: Id, receiptNumber: z.string() }).nullable(),
  photos: z.array(Photo),
  timeline: z.array(TimelineEntry),
  textHistory: z.array(z.object({ text: z.string(), until: Instant })),
  allowedMoves: z.array(StaffMove),
  version: z.number(),
})
export type RequestCase = z.infer<typeof RequestCase>
