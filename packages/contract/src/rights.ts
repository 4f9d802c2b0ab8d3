import { z } from 'zod'
import { Role } from './access.ts'
import { endpoint } from './endpoint.ts'
import { PartyMembership } from './party.ts'
import { DataPurpose, FactSource, LegalBasis, PersonFacts, PersonField, Relation } from './registry.ts'
import { AreaRef } from './requests.ts'
import { Day, Done, Id, Instant, optionalWords, SubdistrictCode, words } from './shapes.ts'

/** A resident's rights over what is kept of them (PIPL art. 44–50, field.md §5.2–3). */

export const DataAskKind = z.enum(['link', 'correction', 'deletion'])
export type DataAskKind = z.infer<typeof DataAskKind>
export const DataAskState = z.enum(['open', 'done', 'declined', 'withdrawn'])

/** One fact of one's own record, whole, with all there is to know about it. */
export const OwnFact = z.object({
  field: PersonField,
  /** Null: nothing is kept. */
  value: z.string().nullable(),
  source: FactSource.nullable(),
  at: Instant.nullable(),
  validUntil: Day.nullable(),
  purposes: z.array(DataPurpose),
  legalBasis: LegalBasis,
  /** After one has moved away. */
  keptDaysAfterEnd: z.number().int(),
  /** Kept by consent: it can be taken back at once. */
  byConsent: z.boolean(),
})

export const OwnAsk = z.object({
  id: Id,
  kind: DataAskKind,
  state: DataAskState,
  createdAt: Instant,
  dueOn: Day,
  answer: z.string().nullable(),
})

/** Who saw whole values: role and area, never the officer's own data. */
export const OwnLook = z.object({
  at: Instant,
  role: Role,
  area: AreaRef,
  purpose: DataPurpose,
  reason: z.string(),
  /** In a list that left the registry, with the number of the file. */
  exported: z.boolean(),
})

export const OwnRecord = z.object({
  /** Null until the account is known to be this person. */
  record: z
    .object({
      address: z.string().nullable(),
      facts: z.array(OwnFact),
      members: z.array(z.object({ maskedName: z.string(), isMinor: z.boolean(), relation: Relation.nullable() })),
      care: z.boolean(),
      /** Kept with consent (PIPL 29) for party work. */
      party: PartyMembership.shape.member,
      looks: z.array(OwnLook),
    })
    .nullable(),
  asks: z.array(OwnAsk),
})
export type OwnRecord = z.infer<typeof OwnRecord>

/** What the office or the grid has to answer. */
export const DataAsk = z.object({
  id: Id,
  kind: DataAskKind,
  state: DataAskState,
  area: AreaRef,
  /** Masked; null where nobody is recognised yet. */
  maskedName: z.string().nullable(),
  personId: Id.nullable(),
  createdAt: Instant,
  dueOn: Day,
  /** What was asked: for a correction the fields and their new values, otherwise their words. */
  words: z.string(),
  facts: PersonFacts.nullable(),
  /** Open cases of this person: a deletion waits for them. */
  openRequests: z.number().int(),
  mayAnswer: z.boolean(),
})
export type DataAsk = z.infer<typeof DataAsk>
/** In the list nothing is opened. */
const DataAskSummary = DataAsk.omit({ words: true, facts: true })
export type DataAskSummary = z.infer<typeof DataAskSummary>

const tags = ['residents']
export const rightsContract = {
  own: endpoint
    .route({ method: 'GET', path: '/own/record', summary: 'What is kept of me, who looked at it, what I asked', tags })
    .meta({ action: 'signedIn' })
    .output(OwnRecord),
  link: endpoint
    .route({ method: 'POST', path: '/own/link', summary: 'I am this person: by the phone I signed in with and my name; otherwise the office checks', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['rate_limited', 'conflict'] })
    .input(z.strictObject({ subdistrict: SubdistrictCode, name: words(60), address: optionalWords(200) }))
    .output(OwnRecord),
  propose: endpoint
    .route({ method: 'POST', path: '/own/corrections', summary: 'Propose a correction; the grid officer confirms it', tags, successStatus: 201 })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ facts: PersonFacts, words: optionalWords(500) }))
    .output(OwnRecord),
  withdrawConsent: endpoint
    .route({ method: 'POST', path: '/own/consent-withdrawals', summary: 'Take consent back: the value is destroyed at once', tags })
    .meta({ action: 'signedIn', idempotency: 'optional' })
    .input(z.strictObject({ field: z.enum(['phone', 'idNumber']) }))
    .output(OwnRecord),
  askDeletion: endpoint
    .route({ method: 'POST', path: '/own/deletions', summary: 'Ask that my record be deleted', tags, successStatus: 201 })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ words: optionalWords(500) }))
    .output(OwnRecord),
  withdrawAsk: endpoint
    .route({ method: 'POST', path: '/own/asks/{askId}/withdrawal', summary: 'Never mind', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ askId: Id }))
    .output(OwnRecord),
  copy: endpoint
    .route({ method: 'GET', path: '/own/copy', summary: 'A copy of all that is kept of me, to take along (PIPL art. 45)', tags })
    .meta({ action: 'signedIn' })
    .output(z.file()),
  list: endpoint
    .route({ method: 'GET', path: '/data-asks', summary: 'What residents ask about their data and I answer', tags: ['registry'] })
    .meta({ action: 'registry.edit' })
    .output(z.object({ rows: z.array(DataAskSummary) })),
  open: endpoint
    .route({ method: 'GET', path: '/data-asks/{askId}', summary: 'One of them, with what is asked', tags: ['registry'] })
    .meta({ action: 'registry.edit' })
    .input(z.strictObject({ askId: Id }))
    .output(DataAsk),
  answer: endpoint
    .route({ method: 'POST', path: '/data-asks/{askId}/answers', summary: 'Do as asked, or decline with a reason', tags: ['registry'] })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict', 'task_open'] })
    .input(z.strictObject({ askId: Id, agree: z.boolean(), words: words(500), personId: Id.optional() }))
    .output(Done),
}
