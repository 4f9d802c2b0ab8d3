import type { DataPurpose, LegalBasis, PersonField } from '@ejia/contract/registry.ts'
import type { RetentionEntry } from '@ejia/contract/retention.ts'

/** field.md §4: open to staff, personal (masked in lists), sensitive (sealed, shown by a reveal or to a named few). */
export type DataLevel = 'open' | 'personal' | 'sensitive'

export type DataEntry = {
  level: DataLevel
  /** What it may be used for; a fact kept for a purpose that ended is destroyed. */
  purposes: readonly DataPurpose[]
  /** 个人信息保护法, article and item. */
  legalBasis: LegalBasis
  /** After the end of the record (moved away, died) in days; then it is destroyed. */
  keptDaysAfterEnd: number
  /** How long a told value holds before it is asked again, in days. */
  validForDays: number | null
  /** Whoever holds one of these actions over the grid sees it masked; the whole value only by `registry.reveal`. */
  readers: readonly ('registry.read' | 'registry.care' | 'registry.party' | 'self')[]
  /** May it leave in an export? */
  exported: 'never' | 'masked' | 'withApproval'
  /** `table.column` where it lies. */
  columns: readonly string[]
}

const year = 365
const held = { legalBasis: 'duty', keptDaysAfterEnd: 2 * year, readers: ['registry.read', 'self'] } as const

/** Every fact of a person. The type makes a new `PersonField` without an entry a compile error. */
export const personFields: Record<PersonField, DataEntry> = {
  name: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'care', 'emergency', 'partyWork', 'ownRequest', 'epidemicControl'],
    validForDays: 10 * year,
    exported: 'withApproval',
    columns: ['persons.name', 'persons.search', 'person_secrets.name'],
  },
  sex: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'care'],
    validForDays: 20 * year,
    exported: 'withApproval',
    columns: ['persons.sex', 'person_secrets.sex'],
  },
  birthDate: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'care'],
    validForDays: 20 * year,
    exported: 'withApproval',
    columns: ['persons.birth_date', 'persons.is_minor', 'person_secrets.birthDate'],
  },
  relation: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'emergency'],
    validForDays: 2 * year,
    exported: 'masked',
    columns: ['persons.relation', 'person_secrets.relation'],
  },
  contactPerson: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'emergency'],
    validForDays: year,
    exported: 'masked',
    columns: ['persons.is_contact'],
  },
  phone: {
    ...held,
    legalBasis: 'consent',
    level: 'sensitive',
    purposes: ['gridService', 'care', 'emergency', 'ownRequest', 'epidemicControl'],
    validForDays: year,
    exported: 'withApproval',
    columns: ['person_secrets.phone'],
  },
  idNumber: {
    ...held,
    legalBasis: 'separateConsent',
    level: 'sensitive',
    purposes: ['ownRequest', 'epidemicControl'],
    validForDays: 10 * year,
    exported: 'never',
    columns: ['person_secrets.idNumber'],
  },
  residence: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'emergency', 'epidemicControl'],
    validForDays: year,
    exported: 'withApproval',
    columns: ['persons.household_id', 'persons.grid_code'],
  },
}

/** Personal data that is not a fact of the record itself. A new entry needs a rule in `retention/retention-rules.ts`. */
export const otherPersonalData: Record<Exclude<RetentionEntry, 'personRecord'>, DataEntry> = {
  partyMembership: {
    ...held,
    legalBasis: 'separateConsent',
    level: 'sensitive',
    purposes: ['partyWork'],
    validForDays: year,
    readers: ['registry.party', 'self'],
    exported: 'never',
    columns: ['party_memberships.sealed', 'party_memberships.registered_on'],
  },
  care: {
    ...held,
    legalBasis: 'separateConsent',
    level: 'sensitive',
    purposes: ['care'],
    keptDaysAfterEnd: year,
    validForDays: null,
    readers: ['registry.care', 'self'],
    // "Living alone" never leaves (field.md §4).
    exported: 'never',
    columns: [
      'care_entries.care_group',
      'care_entries.level',
      'care_entries.review_on',
      'care_entries.needs_sealed',
      'care_reviews.person_id',
      'care_reviews.outcome',
    ],
  },
  enterpriseContact: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'emergency'],
    validForDays: year,
    exported: 'masked',
    columns: [
      'enterprises.contact_name_sealed',
      'enterprises.contact_phone_sealed',
      'enterprises.contact_phone_ending',
      'enterprises.contact_account_id',
      'enterprise_asks.account_id',
      'enterprise_asks.details_sealed',
      'enterprise_asks.answer',
      'enterprise_changes.before_sealed',
      'enterprise_reveals.account_id',
      'enterprise_reveals.reason_sealed',
    ],
  },
  resourceOffer: {
    ...held,
    legalBasis: 'consent',
    level: 'personal',
    purposes: ['gridService'],
    validForDays: year,
    exported: 'masked',
    columns: ['resources.title', 'resources.detail', 'resources.person_id', 'resources.search'],
  },
  requestLink: {
    ...held,
    level: 'personal',
    purposes: ['gridService', 'ownRequest'],
    validForDays: null,
    exported: 'never',
    columns: ['person_requests.person_id'],
  },
  history: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService'],
    validForDays: null,
    exported: 'never',
    columns: ['person_changes.before_sealed', 'person_changes.fields', 'persons.facts', 'persons.stale_on', 'persons.merged_into', 'persons.ended_why'],
  },
  needWords: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService'],
    // A year after they were said, whatever becomes of the household (`needs/forget-need-words.ts`).
    keptDaysAfterEnd: year,
    validForDays: null,
    readers: ['registry.read'],
    exported: 'never',
    columns: ['need_notes.words_sealed', 'need_notes.household_id', 'need_notes.request_id'],
  },
  promiseWords: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService', 'ownRequest'],
    // A year after it was kept or taken back; that something was promised stays.
    keptDaysAfterEnd: year,
    validForDays: null,
    readers: ['self'],
    exported: 'never',
    columns: ['promises.words_sealed'],
  },
  lookedAt: {
    ...held,
    level: 'personal',
    purposes: ['ownRequest'],
    keptDaysAfterEnd: 3 * year,
    validForDays: null,
    readers: ['self'],
    exported: 'never',
    columns: ['reveals.account_id', 'reveals.role', 'reveals.purpose', 'reveals.reason_sealed', 'reveals.export_id'],
  },
  dataAsk: {
    ...held,
    level: 'sensitive',
    purposes: ['ownRequest'],
    keptDaysAfterEnd: 3 * year,
    validForDays: null,
    readers: ['registry.read', 'self'],
    exported: 'never',
    columns: ['data_asks.details_sealed', 'data_asks.account_id', 'data_asks.answer'],
  },
  importedFile: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService'],
    // Thirty days after the upload, whatever becomes of the people in it.
    keptDaysAfterEnd: 30,
    validForDays: null,
    readers: [],
    exported: 'never',
    columns: ['import_rows.cells_sealed', 'import_rows.person_id', 'import_rows.suggestions', 'import_rows.dwelling_id', 'imports.file_name'],
  },
  writtenAddress: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService'],
    // Settled, it is gone at once; nobody settles it, it goes after a quarter.
    keptDaysAfterEnd: 90,
    validForDays: null,
    readers: ['registry.read'],
    exported: 'never',
    columns: ['written_addresses.details_sealed', 'written_addresses.person_id', 'written_addresses.suggestions'],
  },
  exportFile: {
    ...held,
    level: 'sensitive',
    purposes: ['gridService'],
    // 72 hours after it was made, or when it was taken.
    keptDaysAfterEnd: 3,
    validForDays: null,
    readers: [],
    exported: 'never',
    columns: ['registry_exports.file_sealed'],
  },
  exportRecord: {
    ...held,
    level: 'personal',
    purposes: ['gridService'],
    keptDaysAfterEnd: 3 * year,
    validForDays: null,
    readers: [],
    exported: 'never',
    columns: ['registry_exports.details_sealed', 'registry_exports.household_id', 'registry_exports.decided_words'],
  },
  deliveryAddress: {
    ...held,
    legalBasis: 'consent',
    level: 'sensitive',
    purposes: ['gridService'],
    // After the last post of whoever works here (`messages/drop-old-messages.ts`).
    keptDaysAfterEnd: 90,
    validForDays: null,
    readers: ['self'],
    exported: 'never',
    columns: ['delivery_addresses.address_sealed', 'delivery_addresses.address_mask', 'delivery_addresses.account_id'],
  },
  ownAccount: {
    ...held,
    legalBasis: 'consent',
    level: 'personal',
    purposes: ['ownRequest'],
    validForDays: null,
    readers: ['self'],
    exported: 'never',
    columns: ['persons.account_id'],
  },
}

/** The secret fields of `person_secrets.field` count as its columns. */
export function dictionaryColumns(): Set<string> {
  return new Set([...Object.values(personFields), ...Object.values(otherPersonalData)].flatMap((entry) => entry.columns))
}
