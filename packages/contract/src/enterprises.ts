import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { FactSource } from './registry.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, GridCode, Id, Instant, optionalWords, Phone, queryInteger, words } from './shapes.ts'

/** 企业、个体工商户、社会组织. */
export const EnterpriseKind = z.enum(['enterprise', 'individualBusiness', 'socialOrganisation'])
export type EnterpriseKind = z.infer<typeof EnterpriseKind>
/** By the national classification of enterprise sizes (统计上大中小微型企业划分办法). */
export const EnterpriseSize = z.enum(['large', 'medium', 'small', 'micro'])
export type EnterpriseSize = z.infer<typeof EnterpriseSize>

/** Open facts: grid, name, code, industry (field.md §4). */
export const EnterpriseSummary = z.object({
  id: Id,
  kind: EnterpriseKind,
  name: z.string(),
  creditCode: z.string().nullable(),
  industry: z.string(),
  size: EnterpriseSize.nullable(),
  grid: AreaRef,
  address: z.string(),
  isStale: z.boolean(),
})
export type EnterpriseSummary = z.infer<typeof EnterpriseSummary>

/** What an entry holds, as its history names it. */
export const EnterpriseField = z.enum(['kind', 'name', 'creditCode', 'industry', 'size', 'gridCode', 'address', 'contactName', 'contactPhone'])
export type EnterpriseField = z.infer<typeof EnterpriseField>
export const EnterpriseChange = z.enum(['entered', 'corrected', 'confirmed', 'undone'])
export type EnterpriseChange = z.infer<typeof EnterpriseChange>

export const Enterprise = EnterpriseSummary.extend({
  /** The contact person is personal data: masked. */
  contactName: z.string().nullable(),
  contactPhoneEnding: z.string().nullable(),
  /** Its address says no building that is known, and somebody who knows the place is asked. */
  addressWaits: z.boolean(),
  verifiedAt: Instant,
  validUntil: Day,
  recordedBy: z.string().nullable(),
  source: FactSource,
  /** Newest first; what a value was before stays sealed. */
  history: z.array(z.object({ at: Instant, by: z.string().nullable(), change: EnterpriseChange, fields: z.array(EnterpriseField), source: FactSource })),
  version: z.number().int(),
  mayEdit: z.boolean(),
})
export type Enterprise = z.infer<typeof Enterprise>

const facts = z.strictObject({
  kind: EnterpriseKind,
  name: words(120),
  creditCode: z.string().trim().max(30).optional(),
  industry: words(60),
  size: EnterpriseSize.optional(),
  gridCode: GridCode,
  address: words(200),
  contactName: optionalWords(60),
  contactPhone: Phone.optional(),
})

export const ResourceKind = z.enum(['skill', 'room', 'goods', 'service'])
export type ResourceKind = z.infer<typeof ResourceKind>

/** People with skills, rooms, goods, services: what a neighbourhood can offer itself. */
export const Resource = z.object({
  id: Id,
  kind: ResourceKind,
  title: z.string(),
  detail: z.string(),
  grid: AreaRef,
  /** Masked when a person offers it; the name of the enterprise otherwise. */
  offeredBy: z.string(),
  offeredUntil: Day.nullable(),
})
export type Resource = z.infer<typeof Resource>

const tags = ['registry']
export const enterprisesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/enterprises', summary: 'Enterprises, individual businesses and social organisations of my areas', tags })
    .meta({ action: 'registry.read' })
    .input(
      z.strictObject({
        area: AreaCode.optional(),
        kind: EnterpriseKind.optional(),
        size: EnterpriseSize.optional(),
        text: z.string().trim().max(60).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(EnterpriseSummary), total: z.number().int(), next: z.string().nullable() })),
  open: endpoint
    .route({ method: 'GET', path: '/enterprises/{enterpriseId}', summary: 'One enterprise', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ enterpriseId: Id }))
    .output(Enterprise),
  save: endpoint
    .route({ method: 'PUT', path: '/enterprises/{enterpriseId}', summary: 'Enter or correct an enterprise', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['stale_version', 'conflict'] })
    .input(facts.extend({ enterpriseId: Id, source: FactSource, basedOn: z.number().int().min(0) }))
    .output(Enterprise),
  listResources: endpoint
    .route({ method: 'GET', path: '/resources', summary: 'What the neighbourhood can offer: skills, rooms, goods, services', tags })
    .meta({ action: 'registry.read' })
    .input(
      z.strictObject({
        area: AreaCode.optional(),
        kind: ResourceKind.optional(),
        text: z.string().trim().max(60).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(Resource), total: z.number().int() })),
  saveResource: endpoint
    .route({ method: 'PUT', path: '/resources/{resourceId}', summary: 'Enter or change a resource', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(
      z.strictObject({
        resourceId: Id,
        kind: ResourceKind,
        title: words(60),
        detail: optionalWords(500),
        gridCode: GridCode,
        personId: Id.optional(),
        enterpriseId: Id.optional(),
        offeredUntil: Day.optional(),
      }),
    )
    .output(Resource),
  endResource: endpoint
    .route({ method: 'POST', path: '/resources/{resourceId}/end', summary: 'No longer offered', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(z.strictObject({ resourceId: Id }))
    .output(Resource),
}
