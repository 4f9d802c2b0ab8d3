import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, CategoryRef, Closure, Milestone, Photo, photoIds, ReporterMove, RequestKind, RequestState } from './requests.ts'
import { AreaCode, Bilingual, Id, Instant, optionalWords, Phone, Point, queryInteger, words } from './shapes.ts'

/** Any one of: a building, an area, a point. None at all is allowed: a dispatcher then finds the place. */
export const PlaceInput = z.strictObject({
  buildingId: Id.optional(),
  /** The opaque code of a building's QR sticker. */
  buildingCode: z.string().max(32).optional(),
  areaCode: AreaCode.optional(),
  point: Point.optional(),
  /** Which system the point is in; converted at the edge. */
  pointSystem: z.enum(['wgs84', 'gcj02', 'bd09']).optional(),
  detail: optionalWords(200),
})
export type PlaceInput = z.infer<typeof PlaceInput>

export const ResidentFiling = z.strictObject({
  kind: RequestKind,
  category: z.string().max(60),
  text: words(5000),
  place: PlaceInput,
  channel: z.enum(['app', 'qrCode']),
  /** Wanted only for a call back. */
  phone: Phone.optional(),
  name: optionalWords(60),
  anonymous: z.boolean(),
  photoIds,
  /** The subdistrict, when the place alone does not tell; the only tenant of a deployment otherwise. */
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
})
export type ResidentFiling = z.infer<typeof ResidentFiling>

/** What comes back at once. `followKey` is shown once: whoever holds it follows without an account. */
export const FiledReceipt = z.object({
  receiptNumber: z.string(),
  followKey: z.string(),
  followUrl: z.string(),
  /** SVG of the QR code of `followUrl`. */
  followQr: z.string(),
  expectedBy: Instant,
  responsible: z.object({ area: AreaRef, officers: z.array(z.object({ name: z.string(), role: z.string(), dutyPhone: z.string().nullable() })) }),
  state: RequestState,
})
export type FiledReceipt = z.infer<typeof FiledReceipt>

/** An entry in the resident's words; internal notes never come here. */
export const FollowedEntry = z.object({
  id: Id,
  at: Instant,
  step: z.string(),
  by: z.object({ kind: z.enum(['reporter', 'staff', 'system']), name: z.string() }),
  told: z.string().nullable(),
  photos: z.array(Photo),
})

export const FollowedRequest = z.object({
  id: Id,
  receiptNumber: z.string(),
  kind: RequestKind,
  category: CategoryRef,
  state: RequestState,
  text: z.string(),
  textHistory: z.array(z.object({ text: z.string(), until: Instant })),
  placeText: z.string(),
  filedAt: Instant,
  expectedBy: Instant.nullable(),
  milestones: z.array(Milestone),
  responsible: z.object({ areaName: z.string(), officers: z.array(z.object({ name: z.string(), role: z.string(), dutyPhone: z.string().nullable() })) }),
  deferred: z.object({ explanation: z.string(), reviewOn: z.string() }).nullable(),
  closure: Closure.nullable(),
  rating: z.object({ stars: z.number(), words: z.string() }).nullable(),
  photos: z.array(Photo),
  timeline: z.array(FollowedEntry),
  allowedMoves: z.array(ReporterMove),
  /** False once the one reopening is used: "not solved" is then passed on to the community. */
  mayReopen: z.boolean(),
})
export type FollowedRequest = z.infer<typeof FollowedRequest>

export const FollowedSummary = FollowedRequest.pick({
  id: true,
  receiptNumber: true,
  kind: true,
  category: true,
  state: true,
  placeText: true,
  filedAt: true,
  expectedBy: true,
}).extend({ excerpt: z.string(), lastTold: z.string().nullable(), lastAt: Instant })

const reporterMoves = <S extends z.ZodRawShape>(key: S) =>
  z.discriminatedUnion('move', [
    z.strictObject({ ...key, move: z.literal('comment'), told: words(2000), photoIds }),
    z.strictObject({ ...key, move: z.literal('correctText'), text: words(5000) }),
    z.strictObject({ ...key, move: z.literal('withdraw'), told: optionalWords(1000) }),
    z.strictObject({ ...key, move: z.literal('confirmSolved') }),
    z.strictObject({ ...key, move: z.literal('notSolved'), told: words(1000), photoIds }),
    z.strictObject({ ...key, move: z.literal('rate'), stars: z.number().int().min(1).max(5), words: optionalWords(1000) }),
  ])

const followKey = z.string().min(20).max(64)
export const FollowerMoveInput = reporterMoves({ followKey })
export const OwnMoveInput = reporterMoves({ requestId: Id })
type WithoutKey<T> = T extends unknown ? Omit<T, 'requestId'> : never
/** A reporter's move without the way it came in. */
export type ReporterMoveInput = WithoutKey<z.infer<typeof OwnMoveInput>>

/** A category tile of the report page. */
export const CategoryTile = z.object({
  id: z.string(),
  name: Bilingual,
  hint: Bilingual.nullable(),
  picture: z.string(),
  kind: RequestKind,
  parentId: z.string().nullable(),
})
export type CategoryTile = z.infer<typeof CategoryTile>

export const intakeContract = {
  form: endpoint
    .route({ method: 'GET', path: '/report-form', summary: 'What the report page offers: categories and the subdistrict’s words', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(
      z.strictObject({
        subdistrict: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
      }),
    )
    .output(
      z.object({
        subdistrict: AreaRef,
        categories: z.array(CategoryTile),
        hotline: z.string(),
        phones: z.array(z.object({ name: Bilingual, number: z.string() })),
        guides: z.array(z.object({ title: Bilingual, text: Bilingual })),
        expectedAnswer: Bilingual,
        demo: z.boolean(),
      }),
    ),
  uploadPhoto: endpoint
    .route({
      method: 'POST',
      path: '/photos',
      summary: 'Put up a photo (JPEG, PNG, WebP, ≤ 20 MB); it is re-encoded and its hidden data dropped',
      tags: ['residents'],
      successStatus: 201,
    })
    .meta({ action: 'public', idempotency: 'none', errors: ['not_readable_image', 'rate_limited'] })
    .input(z.strictObject({ photo: z.file() }))
    .output(Photo),
  file: endpoint
    .route({ method: 'POST', path: '/reports', summary: 'Report a problem; no registration needed', tags: ['residents'], successStatus: 201 })
    .meta({ action: 'public', idempotency: 'required', errors: ['rate_limited'] })
    .input(ResidentFiling)
    .output(FiledReceipt),
  follow: endpoint
    .route({ method: 'GET', path: '/follow/{followKey}', summary: 'Follow a report by its receipt link', tags: ['residents'] })
    .meta({ action: 'bearer', errors: ['rate_limited'] })
    .input(z.strictObject({ followKey }))
    .output(FollowedRequest),
  followPhoto: endpoint
    .route({ method: 'GET', path: '/follow/{followKey}/photos/{photoId}', summary: 'A photo of a followed report', tags: ['residents'] })
    .meta({ action: 'bearer', errors: ['rate_limited'] })
    .input(z.strictObject({ followKey, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  followMove: endpoint
    .route({ method: 'POST', path: '/follow/{followKey}/moves', summary: 'Comment, correct, withdraw, confirm, say “not solved”, rate', tags: ['residents'] })
    .meta({ action: 'bearer', idempotency: 'optional', errors: ['move_not_allowed', 'rate_limited'] })
    .input(FollowerMoveInput)
    .output(FollowedRequest),
  findByReceipt: endpoint
    .route({
      method: 'POST',
      path: '/follow/find',
      summary: 'Find a report by receipt number and the last four digits of the phone given',
      tags: ['residents'],
    })
    .meta({ action: 'bearer', idempotency: 'none', errors: ['rate_limited'] })
    .input(z.strictObject({ receiptNumber: words(40), phoneEnding: z.string().regex(/^\d{4}$/) }))
    .output(z.object({ followKey: z.string() })),
  listOwn: endpoint
    .route({ method: 'GET', path: '/my/reports', summary: 'The signed-in resident’s reports', tags: ['residents'] })
    .meta({ action: 'signedIn' })
    .input(z.strictObject({ after: z.string().max(200).optional(), limit: queryInteger(1, 100).optional() }))
    .output(z.object({ rows: z.array(FollowedSummary), next: z.string().nullable() })),
  openOwn: endpoint
    .route({ method: 'GET', path: '/my/reports/{requestId}', summary: 'One of the signed-in resident’s reports', tags: ['residents'] })
    .meta({ action: 'signedIn' })
    .input(z.strictObject({ requestId: Id }))
    .output(FollowedRequest),
  ownPhoto: endpoint
    .route({ method: 'GET', path: '/my/reports/{requestId}/photos/{photoId}', summary: 'A photo of one’s own report', tags: ['residents'] })
    .meta({ action: 'signedIn' })
    .input(z.strictObject({ requestId: Id, photoId: Id, size: z.enum(['small', 'large']).optional() }))
    .output(z.file()),
  moveOwn: endpoint
    .route({ method: 'POST', path: '/my/reports/{requestId}/moves', summary: 'The reporter’s moves, signed in', tags: ['residents'] })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(OwnMoveInput)
    .output(FollowedRequest),
  adopt: endpoint
    .route({ method: 'POST', path: '/my/reports', summary: 'Put a report followed by link under one’s account', tags: ['residents'] })
    .meta({ action: 'signedIn', errors: ['conflict', 'rate_limited'] })
    .input(z.strictObject({ followKey }))
    .output(FollowedSummary),
}
