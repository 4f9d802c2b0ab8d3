import { z } from 'zod'
import { AreaRef } from './requests.ts'
import { Day, Id, Instant, Phone, words } from './shapes.ts'

/** Where a fact comes from (field.md §4). */
export const FactSource = z.enum(['visit', 'phone', 'resident', 'import', 'official', 'enterprise'])
export type FactSource = z.infer<typeof FactSource>

/** What a person's data may be used for (field.md §5.1). A purpose can end: what was kept for it alone is destroyed. */
export const DataPurpose = z.enum(['gridService', 'care', 'emergency', 'partyWork', 'ownRequest', 'epidemicControl'])
export type DataPurpose = z.infer<typeof DataPurpose>
/** Why it may be kept (个人信息保护法): Art. 13(1)(1) consent, Art. 13(1)(3) statutory duty, Art. 29 separate consent for what is sensitive. */
export const LegalBasis = z.enum(['consent', 'duty', 'separateConsent'])
export type LegalBasis = z.infer<typeof LegalBasis>
/** Campaigns: a value may be told for one of them alone, and goes with it. */
export const EndablePurpose = DataPurpose.extract(['epidemicControl'])
export type EndablePurpose = z.infer<typeof EndablePurpose>
/** What a value is told for: the everyday purposes of its field, or one campaign alone. Absent: as the value was kept before. */
export const RecordedFor = z.enum(['everyday', ...EndablePurpose.options])
export type RecordedFor = z.infer<typeof RecordedFor>

/** What is known of a person. Nothing else is in the schema, ever (field.md §4). */
export const PersonField = z.enum(['name', 'sex', 'birthDate', 'relation', 'contactPerson', 'phone', 'idNumber', 'residence'])
export type PersonField = z.infer<typeof PersonField>

export const Sex = z.enum(['female', 'male'])
export type Sex = z.infer<typeof Sex>
/** To the contact of the household. */
export const Relation = z.enum(['self', 'spouse', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'relative', 'tenant', 'carer', 'other'])
export type Relation = z.infer<typeof Relation>

/** 未提供 and other kinds are allowed: the number is never demanded. */
export const IdKind = z.enum(['citizenId', 'passport', 'hongKongMacaoTaiwan', 'other'])
export type IdKind = z.infer<typeof IdKind>

export const CareGroup = z.enum(['aged80', 'livingAlone', 'disabled', 'lowIncome', 'childInNeed', 'bereaved', 'veteran'])
export type CareGroup = z.infer<typeof CareGroup>
/** How often somebody looks in: level 1 weekly, 2 monthly, 3 quarterly. */
export const CareLevel = z.enum(['weekly', 'monthly', 'quarterly'])
export type CareLevel = z.infer<typeof CareLevel>

export const HouseholdKind = z.enum(['resident', 'rental', 'collective'])
export type HouseholdKind = z.infer<typeof HouseholdKind>

/** A fact's standing: `fresh` until `validUntil`, then it is asked again at the next visit, not before. */
export const FactState = z.object({
  field: PersonField,
  source: FactSource,
  recordedBy: z.string().nullable(),
  verifiedAt: Instant,
  validUntil: Day,
  fresh: z.boolean(),
  purposes: z.array(DataPurpose),
})
export type FactState = z.infer<typeof FactState>

/** In lists: the name masked (张*), the address to the building, nothing decrypted. Under 14 there is no name at all. */
export const PersonSummary = z.object({
  id: Id,
  maskedName: z.string(),
  isMinor: z.boolean(),
  relation: Relation.nullable(),
  isContact: z.boolean(),
  grid: AreaRef,
  householdId: Id.nullable(),
  place: z.string(),
  staleFacts: z.number().int(),
})
export type PersonSummary = z.infer<typeof PersonSummary>

export const CareEntry = z.object({
  id: Id,
  group: CareGroup,
  level: CareLevel,
  reviewOn: Day,
  isDue: z.boolean(),
  needs: z.string(),
})
export type CareEntry = z.infer<typeof CareEntry>

export const PersonMove = z.enum(['correct', 'confirm', 'reveal', 'moveHousehold', 'merge', 'split', 'addCare', 'end'])
export type PersonMove = z.infer<typeof PersonMove>

export const PersonChange = z.object({
  at: Instant,
  by: z.string().nullable(),
  change: z.enum(['entered', 'corrected', 'confirmed', 'moved', 'merged', 'split', 'imported', 'undone', 'ended', 'purposeEnded']),
  fields: z.array(PersonField),
  source: FactSource,
})
export type PersonChange = z.infer<typeof PersonChange>

/** One person, still masked: ID to its last 2, phone to its last 4. The whole values come by `reveal` alone. */
export const Person = PersonSummary.extend({
  sex: Sex.nullable(),
  birthYear: z.string().nullable().describe('Masked: 19**'),
  phoneEnding: z.string().nullable(),
  idEnding: z.string().nullable(),
  idKind: IdKind.nullable(),
  facts: z.array(FactState),
  /** Null for those who may not know; empty when there is none. Only the trio of the grid sees it. */
  care: z.array(CareEntry).nullable(),
  history: z.array(PersonChange),
  revealsThisMonth: z.number().int(),
  endedAt: Instant.nullable(),
  /** The record this one was merged into, and those merged into it: each can be split off again. */
  mergedInto: Id.nullable(),
  mergedRecords: z.array(z.object({ id: Id, maskedName: z.string(), place: z.string() })),
  version: z.number().int(),
  allowedMoves: z.array(PersonMove),
})
export type Person = z.infer<typeof Person>

export const Household = z.object({
  id: Id,
  kind: HouseholdKind,
  grid: AreaRef,
  /** To the door: who reads it is responsible for this place. */
  address: z.string(),
  buildingId: Id.nullable(),
  dwellingId: Id.nullable(),
  members: z.array(PersonSummary),
  /** What the next visit should ask, and only that. */
  toAsk: z.array(z.object({ personId: Id, maskedName: z.string(), fields: z.array(PersonField) })),
  careDue: z.array(z.object({ personId: Id, maskedName: z.string(), group: CareGroup, reviewOn: Day })).nullable(),
  openRequests: z.number().int(),
  mayEdit: z.boolean(),
})
export type Household = z.infer<typeof Household>

/** Values of a person's facts; absent = not told. `null` takes a value out. */
export const PersonFacts = z.strictObject({
  name: words(60).optional(),
  sex: Sex.nullable().optional(),
  birthDate: Day.nullable().optional(),
  relation: Relation.nullable().optional(),
  contactPerson: z.boolean().optional(),
  phone: Phone.nullable().optional(),
  idNumber: z
    .strictObject({ kind: IdKind, number: words(40) })
    .nullable()
    .optional(),
})
export type PersonFacts = z.infer<typeof PersonFacts>

export const RevealedPerson = z.object({
  name: z.string().nullable(),
  birthDate: Day.nullable(),
  phone: z.string().nullable(),
  idNumber: z.string().nullable(),
  /** After this the page hides them again. */
  hideAfterSeconds: z.number().int(),
})
export type RevealedPerson = z.infer<typeof RevealedPerson>
