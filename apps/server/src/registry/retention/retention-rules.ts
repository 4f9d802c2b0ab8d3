import type { RetentionEntry } from '@ejia/contract/retention.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { destroyDataKeys } from '../../privacy/data-keys.ts'
import { deleteWritten } from '../addresses/written-store.ts'
import { otherPersonalData, personFields, type DataEntry } from '../data-dictionary.ts'
import { forgetPromiseWords } from '../../promises/forget-promise-words.ts'
import { destroyFile } from '../exports/make-file.ts'
import { forgetImport } from '../imports/import-store.ts'
import { erasePeople } from '../rights/erase-person.ts'
import {
  deleteAsks,
  deleteCare,
  deleteExports,
  deleteLooks,
  deleteMemberships,
  deleteRequestLinks,
  dropAccounts,
  dropContactHistory,
  dropContacts,
  dropHistory,
  dropOffers,
  type Lying,
} from './retention-store.ts'

/** `destroy` takes what `lying` found past its days. Null: another job keeps that clock, by the same dictionary. */
export type RetentionRule = (Lying & { destroy: (tx: Tx, subdistrict: string, ids: readonly string[], now: Date) => Promise<void> }) | null

const ofEnded = (table: 'party_memberships' | 'person_requests') =>
  sql`(select t.subdistrict, t.person_id as id, p.ended_at from ${sql.table(table)} t join persons p on p.subdistrict = t.subdistrict and p.id = t.person_id) x where true`

/** In this order: what hangs on a record goes before the record. The type makes a new entry without a rule a compile error. */
export const retentionRules: Record<RetentionEntry, RetentionRule> = {
  partyMembership: { from: ofEnded('party_memberships'), since: sql`x.ended_at`, destroy: deleteMemberships },
  care: {
    from: sql`(select c.subdistrict, c.id, least(c.ended_at, p.ended_at) as over_at from care_entries c join persons p on p.subdistrict = c.subdistrict and p.id = c.person_id) x where true`,
    since: sql`x.over_at`,
    destroy: deleteCare,
  },
  requestLink: { from: ofEnded('person_requests'), since: sql`x.ended_at`, destroy: deleteRequestLinks },
  history: {
    from: sql`(select h.subdistrict, h.id, p.ended_at from person_changes h join persons p on p.subdistrict = h.subdistrict and p.id = h.person_id where h.before_sealed is not null) x where true`,
    since: sql`x.ended_at`,
    destroy: dropHistory,
  },
  ownAccount: { from: sql`persons x where x.account_id is not null`, since: sql`x.ended_at`, destroy: dropAccounts },
  personRecord: {
    from: sql`persons x where x.ended_why is distinct from 'deleted'`,
    since: sql`x.ended_at`,
    destroy: erasePeople,
  },
  enterpriseContact: {
    from: sql`enterprises x where (x.contact_name_sealed is not null or x.contact_phone_sealed is not null or x.contact_account_id is not null
      or exists (select from enterprise_changes h where h.subdistrict = x.subdistrict and h.enterprise_id = x.id and h.before_sealed is not null))`,
    since: sql`x.ended_at`,
    async destroy(tx, subdistrict, ids, now) {
      await dropContacts(tx, subdistrict, ids, now)
      await dropContactHistory(tx, subdistrict, ids, now)
    },
  },
  resourceOffer: {
    from: sql`resources x where (x.title <> '' or x.detail <> '' or x.person_id is not null)`,
    since: sql`least(x.ended_at, x.offered_until::timestamptz)`,
    destroy: dropOffers,
  },
  needWords: null,
  deliveryAddress: null,
  promiseWords: { from: sql`promises x where x.words_sealed is not null and x.state <> 'open'`, since: sql`x.ended_at`, destroy: forgetPromiseWords },
  lookedAt: { from: sql`reveals x where true`, since: sql`x.at`, destroy: deleteLooks },
  dataAsk: {
    from: sql`data_asks x where x.state <> 'open'`,
    since: sql`coalesce(x.answered_at, x.created_at)`,
    destroy: deleteAsks,
  },
  importedFile: {
    from: sql`imports x where x.forgotten_at is null`,
    since: sql`x.created_at`,
    async destroy(tx, subdistrict, ids, now) {
      for (const id of ids) await forgetImport(tx, { subdistrict, id }, now)
      await destroyDataKeys(tx, subdistrict, ids, now)
    },
  },
  writtenAddress: {
    from: sql`written_addresses x where true`,
    since: sql`x.written_at`,
    async destroy(tx, subdistrict, ids, now) {
      await deleteWritten(tx, subdistrict, ids)
      await destroyDataKeys(tx, subdistrict, ids, now)
    },
  },
  exportFile: {
    from: sql`registry_exports x where x.state = 'ready'`,
    since: sql`x.ready_at`,
    async destroy(tx, subdistrict, ids, now) {
      for (const id of ids) await destroyFile(tx, { subdistrict, id }, 'expired', now)
    },
  },
  exportRecord: {
    from: sql`registry_exports x where x.state in ('taken', 'expired', 'declined', 'withdrawn')`,
    since: sql`x.asked_at`,
    destroy: deleteExports,
  },
}

/** A record goes when the last of its facts may go. */
export function dictionaryEntry(entry: RetentionEntry): Pick<DataEntry, 'keptDaysAfterEnd' | 'legalBasis'> {
  if (entry !== 'personRecord') return otherPersonalData[entry]
  return { keptDaysAfterEnd: Math.max(...Object.values(personFields).map((field) => field.keptDaysAfterEnd)), legalBasis: personFields.name.legalBasis }
}
