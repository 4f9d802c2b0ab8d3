import { z } from 'zod'
import { Role } from './access.ts'
import { endpoint } from './endpoint.ts'
import { EnterpriseKind, EnterpriseSize } from './enterprises.ts'
import { FactSource } from './registry.ts'
import { AreaRef, RequestState } from './requests.ts'
import { Day, Done, Id, Instant, optionalWords, Phone, SubdistrictCode, words } from './shapes.ts'

/** 企业看自己的档案: the contact, known by the phone they proved, sees and corrects the entry. */

export const EnterpriseAskKind = z.enum(['link', 'correction'])
export type EnterpriseAskKind = z.infer<typeof EnterpriseAskKind>
const AskState = z.enum(['open', 'done', 'declined', 'withdrawn'])

/** What the contact would have changed; absent = as it is. */
export const EnterpriseFacts = z.strictObject({
  name: words(120).optional(),
  creditCode: words(30).optional(),
  industry: words(60).optional(),
  size: EnterpriseSize.optional(),
  address: words(200).optional(),
  contactName: words(60).optional(),
  contactPhone: Phone.optional(),
})
export type EnterpriseFacts = z.infer<typeof EnterpriseFacts>

export const OwnEnterprise = z.object({
  id: Id,
  kind: EnterpriseKind,
  name: z.string(),
  creditCode: z.string().nullable(),
  industry: z.string(),
  size: EnterpriseSize.nullable(),
  address: z.string(),
  grid: AreaRef,
  /** Whole: it is their own. */
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  source: FactSource,
  verifiedAt: Instant,
  validUntil: Day,
  isStale: z.boolean(),
  looks: z.array(z.object({ at: Instant, role: Role, reason: z.string() })),
  /** Linked cases the contact reported; what others say about the enterprise is not shown to it. */
  requests: z.array(z.object({ id: Id, receiptNumber: z.string(), excerpt: z.string(), state: RequestState, filedAt: Instant })),
})
export type OwnEnterprise = z.infer<typeof OwnEnterprise>

export const OwnEnterprises = z.object({
  rows: z.array(OwnEnterprise),
  asks: z.array(
    z.object({ id: Id, kind: EnterpriseAskKind, state: AskState, enterpriseName: z.string(), createdAt: Instant, dueOn: Day, answer: z.string().nullable() }),
  ),
})
export type OwnEnterprises = z.infer<typeof OwnEnterprises>

/** What a grid has to answer. In the list nothing is opened. */
export const EnterpriseAskSummary = z.object({
  id: Id,
  kind: EnterpriseAskKind,
  enterpriseId: Id,
  enterpriseName: z.string(),
  area: AreaRef,
  createdAt: Instant,
  dueOn: Day,
})
export type EnterpriseAskSummary = z.infer<typeof EnterpriseAskSummary>
export const EnterpriseAsk = EnterpriseAskSummary.extend({ words: z.string(), phone: z.string().nullable(), facts: EnterpriseFacts.nullable() })
export type EnterpriseAsk = z.infer<typeof EnterpriseAsk>

const tags = ['residents']
export const ownEnterprisesContract = {
  own: endpoint
    .route({ method: 'GET', path: '/own/enterprises', summary: 'The enterprises I am the contact of: their entry, who looked, what I asked', tags })
    .meta({ action: 'signedIn' })
    .output(OwnEnterprises),
  link: endpoint
    .route({ method: 'POST', path: '/own/enterprises/link', summary: 'I am the contact: by the phone I proved; otherwise the grid checks', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ subdistrict: SubdistrictCode, nameOrCode: words(120), words: optionalWords(300) }))
    .output(OwnEnterprises),
  propose: endpoint
    .route({
      method: 'POST',
      path: '/own/enterprises/{enterpriseId}/corrections',
      summary: 'Propose a correction; the grid officer confirms it',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ enterpriseId: Id, facts: EnterpriseFacts, words: optionalWords(500) }))
    .output(OwnEnterprises),
  withdrawAsk: endpoint
    .route({ method: 'POST', path: '/own/enterprise-asks/{askId}/withdrawal', summary: 'Never mind', tags })
    .meta({ action: 'signedIn', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ askId: Id }))
    .output(OwnEnterprises),
  listAsks: endpoint
    .route({ method: 'GET', path: '/enterprise-asks', summary: 'What contacts of enterprises ask and I answer', tags: ['registry'] })
    .meta({ action: 'registry.edit' })
    .output(z.object({ rows: z.array(EnterpriseAskSummary) })),
  openAsk: endpoint
    .route({ method: 'GET', path: '/enterprise-asks/{askId}', summary: 'One of them, with what is asked', tags: ['registry'] })
    .meta({ action: 'registry.edit' })
    .input(z.strictObject({ askId: Id }))
    .output(EnterpriseAsk),
  answer: endpoint
    .route({ method: 'POST', path: '/enterprise-asks/{askId}/answers', summary: 'Do as asked, or decline with a reason', tags: ['registry'] })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ askId: Id, agree: z.boolean(), words: words(500) }))
    .output(Done),
  reveal: endpoint
    .route({
      method: 'POST',
      path: '/enterprises/{enterpriseId}/reveals',
      summary: 'The contact’s whole name and number; asks for a reason, and is logged',
      tags: ['registry'],
    })
    .meta({ action: 'registry.reveal', errors: ['second_factor_required', 'rate_limited', 'unavailable'] })
    .input(z.strictObject({ enterpriseId: Id, reason: words(200) }))
    .output(z.object({ contactName: z.string().nullable(), contactPhone: z.string().nullable(), hideAfterSeconds: z.number().int() })),
}
