import { z } from 'zod'
import { EnterpriseKind, EnterpriseSize, ResourceKind } from './enterprises.ts'
import { CareGroup } from './registry.ts'
import { RequestKind } from './requests.ts'
import { words } from './shapes.ts'
import { WhistleKind } from './whistles.ts'

/** What a row of a form is. */
export const ReportRowKind = z.enum(['byGrid', 'byCommunity', 'one', 'byBuilding', 'byEnterprise'])
export type ReportRowKind = z.infer<typeof ReportRowKind>

/**
 * Everything the product can put into a cell by itself: counts, shares and open words. A closed list, so that no form can
 * ask for a person.
 */
export const ReportSource = z.enum([
  'people',
  'minors',
  'peopleAged60',
  'peopleAged80',
  'households',
  'rentalHouseholds',
  'buildings',
  'dwellings',
  'enterprises',
  'resources',
  'careEntries',
  'freshShare',
  'cases',
  'openCases',
  'solvedCases',
  'residentVerifiedCases',
  'responseRate',
  'resolutionRate',
  'satisfactionRate',
  'whistles',
  'finishedWhistles',
  'whistleCheckInRate',
  'buildingAddress',
  'enterpriseCreditCode',
  'enterpriseKind',
  'enterpriseSize',
  'enterpriseIndustry',
  'enterpriseAddress',
])
export type ReportSource = z.infer<typeof ReportSource>

/** "Living alone" never leaves (field.md §4). */
const CareGroupTold = CareGroup.exclude(['livingAlone'])

export const ReportFilter = z.strictObject({
  enterpriseKind: EnterpriseKind.optional(),
  enterpriseSize: EnterpriseSize.optional(),
  industry: words(60).optional(),
  resourceKind: ResourceKind.optional(),
  careGroup: CareGroupTold.optional(),
  caseKind: RequestKind.optional(),
  caseCategory: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  whistleKind: WhistleKind.optional(),
})
export type ReportFilter = z.infer<typeof ReportFilter>

const registryRows = ['byGrid', 'byCommunity', 'one', 'byBuilding'] as const satisfies readonly ReportRowKind[]
const areaRows = ['byGrid', 'byCommunity', 'one'] as const satisfies readonly ReportRowKind[]
const cases = { rows: registryRows, filters: ['caseKind', 'caseCategory'], value: 'number', hidesSmall: true } as const
const rate = { ...cases, value: 'rate' } as const
const people = { rows: registryRows, filters: [], value: 'number', hidesSmall: true } as const
const firm = { rows: ['byEnterprise'], filters: [], value: 'text', hidesSmall: false } as const

type SourceRule = {
  rows: readonly ReportRowKind[]
  filters: readonly (keyof ReportFilter)[]
  value: 'number' | 'rate' | 'text'
  /** Counts people or what they reported: fewer than five are not told (field.md §5.6). */
  hidesSmall: boolean
}
/** Where each source can stand, what narrows it, and what it gives. Server and console read the same table. */
export const reportSources: Record<ReportSource, SourceRule> = {
  people,
  minors: people,
  peopleAged60: people,
  peopleAged80: people,
  households: people,
  rentalHouseholds: people,
  buildings: { rows: areaRows, filters: [], value: 'number', hidesSmall: false },
  dwellings: { rows: registryRows, filters: [], value: 'number', hidesSmall: false },
  enterprises: { rows: areaRows, filters: ['enterpriseKind', 'enterpriseSize', 'industry'], value: 'number', hidesSmall: false },
  resources: { rows: areaRows, filters: ['resourceKind'], value: 'number', hidesSmall: false },
  careEntries: { rows: areaRows, filters: ['careGroup'], value: 'number', hidesSmall: true },
  freshShare: { rows: registryRows, filters: [], value: 'rate', hidesSmall: false },
  cases,
  openCases: cases,
  solvedCases: cases,
  residentVerifiedCases: cases,
  responseRate: rate,
  resolutionRate: rate,
  satisfactionRate: rate,
  whistles: { rows: areaRows, filters: ['whistleKind'], value: 'number', hidesSmall: false },
  finishedWhistles: { rows: areaRows, filters: ['whistleKind'], value: 'number', hidesSmall: false },
  whistleCheckInRate: { rows: areaRows, filters: ['whistleKind'], value: 'rate', hidesSmall: false },
  buildingAddress: { rows: ['byBuilding'], filters: [], value: 'text', hidesSmall: false },
  enterpriseCreditCode: firm,
  enterpriseKind: firm,
  enterpriseSize: firm,
  enterpriseIndustry: firm,
  enterpriseAddress: firm,
}

/** Who types what nobody counts. Not finer than the row: a community's row is not asked of one grid. */
export const ReportAsked = z.enum(['grid', 'community', 'office'])
export type ReportAsked = z.infer<typeof ReportAsked>
export const askedOfRow: Record<ReportRowKind, readonly ReportAsked[]> = {
  byGrid: ['grid', 'community', 'office'],
  byBuilding: ['grid', 'community', 'office'],
  byEnterprise: ['grid', 'community', 'office'],
  byCommunity: ['community', 'office'],
  one: ['office'],
}
