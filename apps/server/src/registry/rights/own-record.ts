import type { OwnRecord } from '@ejia/contract/rights.ts'
import { PersonField } from '@ejia/contract/registry.ts'
import type { Role } from '@ejia/contract/access.ts'
import type { AccountActor } from '../../access/actor.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db } from '../../platform/database.ts'
import { findSealer, type PersonSealer } from '../../privacy/data-keys.ts'
import { personFields } from '../data-dictionary.ts'
import { findHousehold } from '../households/household-store.ts'
import { minorName, maskName } from '../masks.ts'
import { presentMembership } from '../party/party-membership.ts'
import { listCare } from '../people/care-store.ts'
import { findPerson, listMembers, listSecrets, type PersonRow } from '../people/person-store.ts'
import { openValues, type PersonValues } from '../people/person-values.ts'
import { findOwnPerson, listAsksOfAccount, listLooks } from './rights-store.ts'

export type Own = { row: PersonRow; sealer: PersonSealer; values: PersonValues; address: string | null }

/** The record this account is, opened for its owner alone; null until somebody was recognised. */
export async function findOwn(db: Db, crypto: CryptoProvider, actor: AccountActor): Promise<Own | null> {
  const own = await findOwnPerson(db, actor.accountId)
  const row = own && (await findPerson(db, [own.subdistrict], own.id))
  const sealer = row && (await findSealer(db, crypto, row))
  if (!row || !sealer) return null
  const values = openValues(row, await listSecrets(db, row.subdistrict, row.id), sealer)
  const household = row.household_id === null ? null : await findHousehold(db, [row.subdistrict], row.household_id)
  return { row, sealer, values, address: household?.address ?? null }
}

export function valueOf(own: Own, field: PersonField): string | null {
  if (field === 'residence') return own.address
  if (field === 'contactPerson') return own.row.facts.contactPerson === undefined ? null : String(own.values.contactPerson)
  if (field === 'idNumber') return own.values.idNumber?.number ?? null
  return own.values[field]
}

/** By consent (PIPL 13(1)(1), 29): taken back at any time, without a reason. */
export const isByConsent = (field: PersonField) => field === 'phone' || field === 'idNumber'

export async function presentOwn(db: Db, crypto: CryptoProvider, actor: AccountActor): Promise<OwnRecord> {
  const own = await findOwn(db, crypto, actor)
  const asks = await listAsksOfAccount(db, actor.accountId)
  return {
    record: own && (await presentRecord(db, crypto, own)),
    asks: asks.map((ask) => ({ id: ask.id, kind: ask.kind, state: ask.state, createdAt: ask.created_at, dueOn: ask.due_on, answer: ask.answer })),
  }
}

async function presentRecord(db: Db, crypto: CryptoProvider, own: Own): Promise<NonNullable<OwnRecord['record']>> {
  const { row } = own
  const members = row.household_id === null ? [] : await listMembers(db, row.subdistrict, row.household_id)
  const looks = await listLooks(db, row.subdistrict, row.id)
  return {
    address: own.address,
    facts: PersonField.options.map((field) => {
      const fact = row.facts[field]
      const { purposes, legalBasis, keptDaysAfterEnd } = personFields[field]
      return {
        field,
        value: valueOf(own, field),
        source: fact?.source ?? null,
        at: fact?.at ?? null,
        validUntil: fact?.until ?? null,
        purposes: [...(fact?.purposes ?? purposes)],
        legalBasis,
        keptDaysAfterEnd,
        byConsent: isByConsent(field),
      }
    }),
    members: members
      .filter((member) => member.id !== row.id)
      .map((member) => ({
        maskedName: member.is_minor || member.name === null ? minorName : maskName(member.name),
        isMinor: member.is_minor,
        relation: member.relation,
      })),
    care: (await listCare(db, row.subdistrict, row.id)).length > 0,
    party: (await presentMembership(db, crypto, row)).member,
    looks: looks.map((look) => ({
      at: look.at,
      role: look.role as Role,
      area: { code: row.grid_code, name: row.grid_name },
      purpose: look.purpose as NonNullable<OwnRecord['record']>['looks'][number]['purpose'],
      exported: look.export_id !== null,
      reason: own.sealer.open(look.reason_sealed, { table: 'reveals', field: 'reason_sealed', id: look.id, subdistrict: row.subdistrict }),
    })),
  }
}
