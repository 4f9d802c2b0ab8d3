import type { IdKind, PersonFacts, PersonField, Relation } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { PersonSealer } from '../../privacy/data-keys.ts'
import { idEnding, phoneEnding } from '../masks.ts'
import { nameTokens } from '../name-tokens.ts'
import type { PersonRecord, PersonRow, SecretField, SecretRow } from './person-store.ts'

/** A person's facts in the clear: only in memory, only while one record is written or revealed. */
export type PersonValues = {
  name: string | null
  sex: 'female' | 'male' | null
  birthDate: string | null
  relation: Relation | null
  contactPerson: boolean
  phone: string | null
  idNumber: { kind: IdKind; number: string } | null
}

export const noValues: PersonValues = { name: null, sex: null, birthDate: null, relation: null, contactPerson: false, phone: null, idNumber: null }

const cellOf = (subdistrict: string, personId: string, field: SecretField | 'before') => ({ table: 'person_secrets', field, id: personId, subdistrict })

export function openValues(row: PersonRow, secrets: readonly SecretRow[], sealer: PersonSealer): PersonValues {
  const open = (field: SecretField) => {
    const secret = secrets.find((one) => one.field === field)
    return secret ? sealer.open(secret.sealed, cellOf(row.subdistrict, row.id, field)) : null
  }
  const idNumber = open('idNumber')
  return {
    name: row.name ?? open('name'),
    sex: row.sex ?? (open('sex') as PersonValues['sex']),
    birthDate: row.birth_date ?? open('birthDate'),
    relation: row.relation ?? (open('relation') as Relation | null),
    contactPerson: row.is_contact,
    phone: open('phone'),
    idNumber: idNumber === null ? null : { kind: secrets.find((one) => one.field === 'idNumber')?.kind ?? 'other', number: idNumber },
  }
}

/** What the told facts change; `null` takes out, absent leaves. */
export function withFacts(values: PersonValues, facts: PersonFacts): { values: PersonValues; changed: PersonField[] } {
  const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<PersonValues>
  const changed = (Object.keys(told) as (keyof PersonValues)[]).filter((field) => JSON.stringify(told[field]) !== JSON.stringify(values[field]))
  return { values: { ...values, ...told }, changed }
}

/** PIPL art. 31: everything about somebody under 14 is sensitive. `today` in Shanghai. */
export function isMinor(birthDate: string | null, today: string): boolean {
  if (birthDate === null) return false
  const fourteen = `${Number(birthDate.slice(0, 4)) + 14}${birthDate.slice(4)}`
  return fourteen > today
}

export const blindIndexOf = (crypto: CryptoProvider, subdistrict: string, field: 'phone' | 'idNumber', value: string) =>
  crypto.blindIndex(value, { field: `person.${field}`, subdistrict })

type Sealed = Pick<PersonRecord, 'name' | 'sex' | 'birth_date' | 'relation' | 'is_contact' | 'is_minor' | 'search' | 'secrets'>

/** The columns and sealed fields of these values. */
export async function sealValues(
  crypto: CryptoProvider,
  sealer: PersonSealer,
  owner: { subdistrict: string; id: string },
  values: PersonValues,
  today: string,
): Promise<Sealed> {
  const minor = isMinor(values.birthDate, today)
  const seal = (field: SecretField, plain: string | null, more: Partial<SecretRow> = {}): SecretRow[] =>
    plain === null
      ? []
      : [{ field, sealed: sealer.seal(plain, cellOf(owner.subdistrict, owner.id, field)), blind_index: null, ending: null, kind: null, ...more }]
  const { phone, idNumber } = values
  const secrets = [
    ...(minor ? [...seal('name', values.name), ...seal('sex', values.sex), ...seal('birthDate', values.birthDate), ...seal('relation', values.relation)] : []),
    ...seal('phone', phone, phone === null ? {} : { blind_index: blindIndexOf(crypto, owner.subdistrict, 'phone', phone), ending: phoneEnding(phone) }),
    ...seal(
      'idNumber',
      idNumber?.number ?? null,
      idNumber === null
        ? {}
        : { blind_index: blindIndexOf(crypto, owner.subdistrict, 'idNumber', idNumber.number), ending: idEnding(idNumber.number), kind: idNumber.kind },
    ),
  ]
  return {
    name: minor ? null : values.name,
    sex: minor ? null : values.sex,
    birth_date: minor ? null : values.birthDate,
    relation: minor ? null : values.relation,
    is_contact: values.contactPerson,
    is_minor: minor,
    search: minor || values.name === null ? [] : await nameTokens(owner.subdistrict, values.name),
    secrets,
  }
}

const beforeCell = (subdistrict: string, changeId: string) => ({ table: 'person_changes', field: 'before_sealed', id: changeId, subdistrict })

/** The old values of a change, sealed: they go with the person's key. */
export function sealBefore(sealer: PersonSealer, owner: { subdistrict: string; id: string }, changeId: string, values: Partial<PersonValues>): Buffer {
  return sealer.seal(JSON.stringify(values), beforeCell(owner.subdistrict, changeId))
}

export function openSealedBefore(sealer: PersonSealer, owner: { subdistrict: string }, changeId: string, sealed: Buffer): string {
  return sealer.open(sealed, beforeCell(owner.subdistrict, changeId))
}
