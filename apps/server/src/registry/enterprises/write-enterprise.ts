import { type EnterpriseChange, EnterpriseField, type EnterpriseKind, type EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { FactSource } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { searchTokens } from '../../platform/search-tokens.ts'
import { otherPersonalData } from '../data-dictionary.ts'
import { dayOf } from '../fact-states.ts'
import { phoneEnding } from '../masks.ts'
import { endEnterprise, findEnterprise, insertEnterpriseChange, putEnterprise, setContactAccount, type EnterpriseRow } from './enterprise-store.ts'

/** What an entry says, the contact's name and number open. */
export type EnterpriseValues = {
  kind: EnterpriseKind
  name: string
  creditCode: string | null
  industry: string
  size: EnterpriseSize | null
  gridCode: string
  address: string
  contactName: string | null
  contactPhone: string | null
}
export type EnterprisePlace = Pick<EnterpriseRow, 'building_id' | 'place_state'>
/** What goes with an entry and is no fact of it; an undo puts it back too. */
type Kept = Pick<EnterpriseRow, 'building_id' | 'place_state' | 'source' | 'recorded_by' | 'verified_at' | 'stale_on' | 'contact_account_id'>
export type EnterpriseBefore = Partial<EnterpriseValues> & { kept?: Kept }
/** Who tells it, and how they know. */
export type EnterpriseTelling = { by: string; source: FactSource; importId?: string }
type Owner = { subdistrict: string; id: string }

const validDays = otherPersonalData['enterpriseContact']!.validForDays ?? 365

export const valuesOf = (crypto: CryptoProvider, row: EnterpriseRow): EnterpriseValues => ({
  kind: row.kind,
  name: row.name,
  creditCode: row.credit_code,
  industry: row.industry,
  size: row.size,
  gridCode: row.grid_code,
  address: row.address,
  contactName: openContactName(crypto, row),
  contactPhone: openContactPhone(crypto, row),
})

export const changedFields = (before: Partial<EnterpriseValues>, after: EnterpriseValues) =>
  EnterpriseField.options.filter((field) => after[field] !== (before[field] ?? null))

/** A new entry, or a locked one told anew. The caller has looked whether another has its credit code. */
export async function writeEnterprise(
  tx: Tx,
  crypto: CryptoProvider,
  owner: Owner,
  before: EnterpriseRow | null,
  values: EnterpriseValues,
  place: EnterprisePlace,
  telling: EnterpriseTelling,
  now: Date,
): Promise<EnterpriseRow> {
  const told = {
    source: telling.source,
    recorded_by: telling.by,
    verified_at: now.toISOString(),
    stale_on: dayOf(new Date(now.getTime() + validDays * 86_400_000)),
  }
  await put(tx, crypto, owner, values, { ...place, ...told }, now)
  const known = before && valuesOf(crypto, before)
  const fields = changedFields(known ?? {}, values)
  await keepChange(tx, crypto, owner, before, known === null ? 'entered' : fields.length === 0 ? 'confirmed' : 'corrected', fields, telling, now)
  // Another number is another contact: who was it sees the entry no more, unless they told the new number themselves.
  if (known && values.contactPhone !== known.contactPhone && telling.source !== 'enterprise') await setContactAccount(tx, owner, null)
  return (await findEnterprise(tx, [owner.subdistrict], owner.id))!
}

/** A locked entry as it was before one change; what did not change with it stays. */
export async function restoreEnterprise(
  tx: Tx,
  crypto: CryptoProvider,
  row: EnterpriseRow,
  { kept, ...before }: EnterpriseBefore,
  telling: EnterpriseTelling,
  now: Date,
): Promise<void> {
  const values = valuesOf(crypto, row)
  const restored = { ...values, ...before }
  const fields = changedFields(values, restored)
  const place = kept && (fields.includes('address') || fields.includes('gridCode')) ? kept : row
  await put(tx, crypto, row, restored, { ...row, ...kept, building_id: place.building_id, place_state: place.place_state }, now)
  if (kept && fields.includes('contactPhone')) await setContactAccount(tx, row, kept.contact_account_id)
  await keepChange(tx, crypto, row, row, 'undone', fields, telling, now)
}

/** Taken out again by the undo of the import that entered it. */
export async function endAsUndone(tx: Tx, crypto: CryptoProvider, row: EnterpriseRow, telling: EnterpriseTelling, now: Date): Promise<void> {
  await endEnterprise(tx, row, now)
  await keepChange(tx, crypto, row, row, 'undone', [], telling, now)
}

function put(
  tx: Tx,
  crypto: CryptoProvider,
  { subdistrict, id }: Owner,
  values: EnterpriseValues,
  kept: Omit<Kept, 'contact_account_id'>,
  now: Date,
): Promise<void> {
  const { contactName, contactPhone } = values
  return putEnterprise(
    tx,
    {
      subdistrict,
      id,
      kind: values.kind,
      name: values.name,
      credit_code: values.creditCode,
      industry: values.industry,
      size: values.size,
      grid_code: values.gridCode,
      building_id: kept.building_id,
      place_state: kept.place_state,
      address: values.address,
      search: searchTokens(values.name, values.address, values.creditCode ?? ''),
      contact_name_sealed: contactName === null ? null : crypto.seal(contactName, cell(subdistrict, id, 'contact_name')),
      contact_phone_sealed: contactPhone === null ? null : crypto.seal(contactPhone, cell(subdistrict, id, 'contact_phone')),
      contact_phone_ending: contactPhone === null ? null : phoneEnding(contactPhone),
      source: kept.source,
      recorded_by: kept.recorded_by,
      verified_at: kept.verified_at,
      stale_on: kept.stale_on,
    },
    now,
  )
}

/** Who changed what, and how they knew; the values before are sealed, the contact's among them. */
async function keepChange(
  tx: Tx,
  crypto: CryptoProvider,
  { subdistrict, id: enterpriseId }: Owner,
  before: EnterpriseRow | null,
  change: EnterpriseChange,
  fields: readonly EnterpriseField[],
  { by, source, importId = undefined }: EnterpriseTelling,
  now: Date,
): Promise<void> {
  const id = newId()
  const beforeSealed = before && change !== 'confirmed' ? crypto.seal(JSON.stringify(beforeOf(crypto, before, fields)), beforeCell(subdistrict, id)) : null
  await insertEnterpriseChange(tx, { subdistrict, id, enterpriseId, change, fields, source, beforeSealed, by, importId: importId ?? null }, now)
}

function beforeOf(crypto: CryptoProvider, row: EnterpriseRow, fields: readonly EnterpriseField[]): EnterpriseBefore {
  const { building_id, place_state, source, recorded_by, verified_at, stale_on, contact_account_id } = row
  const values = valuesOf(crypto, row)
  return {
    ...Object.fromEntries(fields.map((field) => [field, values[field]])),
    kept: { building_id, place_state, source, recorded_by, verified_at, stale_on, contact_account_id },
  }
}

export const openBeforeOf = (crypto: CryptoProvider, subdistrict: string, change: { id: string; before_sealed: Buffer }) =>
  JSON.parse(crypto.open(change.before_sealed, beforeCell(subdistrict, change.id))) as EnterpriseBefore

const beforeCell = (subdistrict: string, id: string) => ({ table: 'enterprise_changes', field: 'before_sealed', id, subdistrict })

export const openContactName = (crypto: CryptoProvider, row: Pick<EnterpriseRow, 'subdistrict' | 'id' | 'contact_name_sealed'>) =>
  row.contact_name_sealed === null ? null : crypto.open(row.contact_name_sealed, cell(row.subdistrict, row.id, 'contact_name'))

export const openContactPhone = (crypto: CryptoProvider, row: EnterpriseRow) =>
  row.contact_phone_sealed === null ? null : crypto.open(row.contact_phone_sealed, cell(row.subdistrict, row.id, 'contact_phone'))

const cell = (subdistrict: string, id: string, field: string) => ({ table: 'enterprises', field, id, subdistrict })
