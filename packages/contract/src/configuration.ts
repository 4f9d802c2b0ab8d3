import { z } from 'zod'
import { StaffRole } from './access.ts'
import { endpoint } from './endpoint.ts'
import { Duty, MilestoneKind, RequestKind } from './requests.ts'
import { AreaCode, Bilingual, Day, Id, Instant, SubdistrictCode, words } from './shapes.ts'

/** Everything a subdistrict may set. Each section is a document with versions; the highest is in force. */
const key = z.string().regex(/^[a-z][a-zA-Z0-9-]{1,59}$/)

/** Two levels: a category without `parentId` is a heading. */
export const Category = z.strictObject({
  id: key,
  parentId: key.nullable(),
  name: Bilingual,
  hint: Bilingual.nullable(),
  /** A picture known to the apps; `other` draws a plain one. */
  picture: z.string().regex(/^[a-z][a-zA-Z]{1,29}$/),
  kind: RequestKind,
  /** False: no longer offered, still shown on old cases. */
  offered: z.boolean(),
})
export type Category = z.infer<typeof Category>
export const CategoriesSection = z.strictObject({ categories: z.array(Category).min(1).max(300) })

export const LimitUnit = z.enum(['minutes', 'workingHours', 'workingDays', 'calendarHours', 'calendarDays'])
export const Limit = z.strictObject({ amount: z.number().int().min(1).max(400), unit: LimitUnit })
export type Limit = z.infer<typeof Limit>
export const LimitRule = z.strictObject({
  /** Null: the rule of every category that has none of its own. */
  category: key.nullable(),
  milestone: MilestoneKind,
  limit: Limit,
  /** Amber this share of the limit before its end. */
  amberShare: z.number().min(0.05).max(0.95),
})
export const LimitsSection = z.strictObject({ rules: z.array(LimitRule).min(1).max(600), longestExtensionDays: z.number().int().min(1).max(365) })

/** 履职事项清单: category → who does it. */
export const DutyRule = z.strictObject({ category: key.nullable(), duty: Duty, unitId: Id.nullable() })
export const DutiesSection = z.strictObject({ rules: z.array(DutyRule).min(1).max(600) })

/** The first rule that matches decides; none: the grid of the place. */
export const RoutingRule = z.strictObject({
  id: key,
  name: words(60),
  when: z.strictObject({ categories: z.array(key).max(100), kinds: z.array(RequestKind).max(7), areas: z.array(AreaCode).max(100) }),
  sendTo: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('grid') }),
    z.strictObject({ kind: z.literal('community') }),
    z.strictObject({ kind: z.literal('subdistrict') }),
    z.strictObject({ kind: z.literal('unit'), unitId: Id }),
    z.strictObject({ kind: z.literal('area'), areaCode: AreaCode }),
  ]),
  /** True: accepted and dispatched at once; false: waits for a dispatcher. */
  auto: z.boolean(),
})
export type RoutingRule = z.infer<typeof RoutingRule>
export const RoutingSection = z.strictObject({ rules: z.array(RoutingRule).max(200), autoDispatchByDefault: z.boolean() })

export const ReplyTemplate = z.strictObject({
  id: key,
  name: words(60),
  categories: z.array(key).max(100),
  move: z.enum(['accept', 'decline', 'acknowledge', 'answer', 'comment', 'defer']),
  text: words(2000),
})
export const TemplatesSection = z.strictObject({ templates: z.array(ReplyTemplate).max(200) })

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Public holidays come with the product; a subdistrict adds days of its own. */
export const CalendarSection = z.strictObject({
  hours: z
    .array(z.strictObject({ from: clock, to: clock }))
    .min(1)
    .max(4),
  extraHolidays: z.array(Day).max(200),
  extraWorkingDays: z.array(Day).max(200),
})

export const ServiceSection = z.strictObject({
  hotline: z.string().trim().max(24),
  phones: z.array(z.strictObject({ name: Bilingual, number: words(24) })).max(40),
  guides: z.array(z.strictObject({ title: Bilingual, text: z.strictObject({ zh: words(4000), en: z.string().max(8000) }) })).max(60),
  /** How soon somebody answers, in honest words. */
  expectedAnswer: Bilingual,
})

/** 吹哨: how soon a department checks in, by kind, and how long the whole may take (field.md §2). */
export const WhistlesSection = z.strictObject({
  checkIn: z.strictObject({ residentsUrge: Limit, jointEnforcement: Limit, emergency: Limit }),
  whole: z.strictObject({ residentsUrge: Limit, jointEnforcement: Limit, emergency: Limit }),
  /** Amber this share of each limit before its end. */
  amberShare: z.number().min(0.05).max(0.95),
  /** An emergency goes to the departments without waiting for approval. */
  emergencyNeedsApproval: z.boolean(),
})

/** 逐级上报: how soon the level that was asked decides. */
export const EscalationsSection = z.strictObject({
  limits: z.strictObject({ community: Limit, subdistrict: Limit, district: Limit }),
  amberShare: z.number().min(0.05).max(0.95),
})

/** When staff hear by SMS, WeCom or e-mail. An emergency waits for nothing; days off are quiet all day. */
export const MessagesSection = z.strictObject({
  quietFrom: clock,
  quietTo: clock,
  /** What is not urgent comes once a working day, as one message. */
  digestAt: clock,
})

/** 联席会议: how often, who, how early the agenda is announced, how many must be there (field.md §3). */
export const MeetingsSection = z.strictObject({
  everyDays: z.number().int().min(1).max(366),
  /** Whoever holds one of these posts is invited to each meeting. */
  invitedRoles: z.array(StaffRole).min(1).max(10),
  /** Of those only who does nothing else. */
  fullTimeOnly: z.boolean(),
  agendaDays: z.number().int().min(0).max(30),
  /** So many of those invited must be present for a vote. */
  quorumPercent: z.number().int().min(1).max(100),
  /** More than this share of those present must say yes. */
  passPercent: z.number().int().min(1).max(99),
  /** So long the minutes lie open for correction before the chair may settle them. */
  confirmDays: z.number().int().min(0).max(30),
  /** A task is recalled to its owner so many days before its day. */
  remindDays: z.number().int().min(0).max(30),
})

export const sections = {
  categories: CategoriesSection,
  limits: LimitsSection,
  duties: DutiesSection,
  routing: RoutingSection,
  templates: TemplatesSection,
  calendar: CalendarSection,
  service: ServiceSection,
  whistles: WhistlesSection,
  messages: MessagesSection,
  escalations: EscalationsSection,
  meetings: MeetingsSection,
} as const
export const SectionName = z.enum([
  'categories',
  'limits',
  'duties',
  'routing',
  'templates',
  'calendar',
  'service',
  'whistles',
  'messages',
  'escalations',
  'meetings',
])
export type SectionName = z.infer<typeof SectionName>
export type SectionBody<S extends SectionName> = z.infer<(typeof sections)[S]>
export type Configuration = { [S in SectionName]: SectionBody<S> }

export const SectionInput = z.discriminatedUnion('section', [
  z.strictObject({ section: z.literal('categories'), body: CategoriesSection }),
  z.strictObject({ section: z.literal('limits'), body: LimitsSection }),
  z.strictObject({ section: z.literal('duties'), body: DutiesSection }),
  z.strictObject({ section: z.literal('routing'), body: RoutingSection }),
  z.strictObject({ section: z.literal('templates'), body: TemplatesSection }),
  z.strictObject({ section: z.literal('calendar'), body: CalendarSection }),
  z.strictObject({ section: z.literal('service'), body: ServiceSection }),
  z.strictObject({ section: z.literal('whistles'), body: WhistlesSection }),
  z.strictObject({ section: z.literal('messages'), body: MessagesSection }),
  z.strictObject({ section: z.literal('escalations'), body: EscalationsSection }),
  z.strictObject({ section: z.literal('meetings'), body: MeetingsSection }),
])
export type SectionInput = z.infer<typeof SectionInput>

export const SectionVersion = z.object({ section: SectionName, version: z.number(), changedAt: Instant, changedBy: z.string().nullable(), reason: z.string() })

/** What a changed rule would have done to the cases of the last 30 days. */
export const DryRun = z.object({
  looked: z.number(),
  same: z.number(),
  changes: z.array(
    z.object({
      requestId: Id,
      receiptNumber: z.string(),
      excerpt: z.string(),
      what: z.enum(['responsible', 'duty', 'answerDue', 'firstContactDue']),
      before: z.string(),
      after: z.string(),
    }),
  ),
  /** Cases whose category or unit the change would leave without a home. */
  orphans: z.number(),
})
export type DryRun = z.infer<typeof DryRun>

export const configurationContract = {
  open: endpoint
    .route({ method: 'GET', path: '/configuration/{subdistrict}', summary: 'All sections in force', tags: ['configuration'] })
    .meta({ action: 'configuration.read' })
    .input(z.strictObject({ subdistrict: SubdistrictCode }))
    .output(z.object({ configuration: z.object(sections), versions: z.array(SectionVersion), mayEdit: z.boolean() })),
  history: endpoint
    .route({ method: 'GET', path: '/configuration/{subdistrict}/{section}/history', summary: 'Versions of a section', tags: ['configuration'] })
    .meta({ action: 'configuration.read' })
    .input(z.strictObject({ subdistrict: SubdistrictCode, section: SectionName }))
    .output(z.object({ rows: z.array(SectionVersion) })),
  openVersion: endpoint
    .route({ method: 'GET', path: '/configuration/{subdistrict}/{section}/versions/{version}', summary: 'A section as it was', tags: ['configuration'] })
    .meta({ action: 'configuration.read' })
    .input(z.strictObject({ subdistrict: SubdistrictCode, section: SectionName, version: z.coerce.number().int().min(1) }))
    .output(z.object({ version: SectionVersion, body: z.record(z.string(), z.unknown()) })),
  dryRun: endpoint
    .route({
      method: 'POST',
      path: '/configuration/{subdistrict}/dry-run',
      summary: 'What a changed section would have done to last month’s cases',
      tags: ['configuration'],
    })
    .meta({ action: 'configuration.edit', idempotency: 'none' })
    .input(z.strictObject({ subdistrict: SubdistrictCode, change: SectionInput }))
    .output(DryRun),
  save: endpoint
    .route({ method: 'PUT', path: '/configuration/{subdistrict}', summary: 'Put a changed section in force', tags: ['configuration'] })
    .meta({ action: 'configuration.edit', errors: ['stale_version'] })
    .input(z.strictObject({ subdistrict: SubdistrictCode, change: SectionInput, basedOn: z.number().int().min(0), reason: words(200) }))
    .output(SectionVersion),
}
