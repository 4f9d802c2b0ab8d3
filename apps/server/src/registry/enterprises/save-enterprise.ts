import { EnterpriseField, type EnterpriseKind, type EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { FactSource } from '@ejia/contract/registry.ts'
import { readCreditCode } from '@ejia/check-digits/credit-code.ts'
import type { AccountActor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { findArea, findBuilding } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { searchTokens } from '../../platform/search-tokens.ts'
import { matchAddress } from '../addresses/match-address.ts'
import { otherPersonalData } from '../data-dictionary.ts'
import { dayOf } from '../fact-states.ts'
import { phoneEnding } from '../masks.ts'
import {
  dropContactAccount,
  findByCreditCode,
  findEnterprise,
  insertEnterpriseChange,
  lockEnterprise,
  putEnterprise,
  type EnterpriseRow,
} from './enterprise-store.ts'

export type EnterpriseInput = {
  enterpriseId: string
  basedOn: number
  source: FactSource
  kind: EnterpriseKind
  name: string
  creditCode?: string | undefined
  industry: string
  size?: EnterpriseSize | undefined
  gridCode: string
  address: string
  contactName?: string | undefined
  contactPhone?: string | undefined
}

const validDays = otherPersonalData['enterpriseContact']!.validForDays ?? 365

/** Entered with `basedOn` 0, or corrected on the version that was seen. */
export async function saveEnterprise(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: EnterpriseInput, now: Date): Promise<EnterpriseRow> {
  const before = await lockEnterprise(tx, actor.tenants, input.enterpriseId)
  if (before) requirePermission(actor, 'registry.edit', 'registry.read', { areaCode: before.grid_code }, now)
  if ((before?.version ?? 0) !== input.basedOn) throw new DomainError('stale_version')
  if (!holds(actor, 'registry.edit', { areaCode: input.gridCode }, now) || !(await findArea(tx, input.gridCode)))
    throw new DomainError('invalid_input', { issues: [{ path: ['gridCode'], rule: 'not_found' }] })
  const subdistrict = input.gridCode.slice(0, 9)
  if (before && before.subdistrict !== subdistrict) throw new DomainError('invalid_input', { issues: [{ path: ['gridCode'], rule: 'not_allowed_here' }] })
  const creditCode = await checkedCreditCode(tx, subdistrict, input)
  const id = input.enterpriseId
  await putEnterprise(
    tx,
    {
      subdistrict,
      id,
      kind: input.kind,
      name: input.name,
      credit_code: creditCode,
      industry: input.industry,
      size: input.size ?? null,
      grid_code: input.gridCode,
      ...(await placeOf(tx, subdistrict, input, before)),
      address: input.address,
      search: searchTokens(input.name, input.address, creditCode ?? ''),
      contact_name_sealed: input.contactName ? crypto.seal(input.contactName, cell(subdistrict, id, 'contact_name')) : (before?.contact_name_sealed ?? null),
      contact_phone_sealed: input.contactPhone
        ? crypto.seal(input.contactPhone, cell(subdistrict, id, 'contact_phone'))
        : (before?.contact_phone_sealed ?? null),
      contact_phone_ending: input.contactPhone ? phoneEnding(input.contactPhone) : (before?.contact_phone_ending ?? null),
      source: input.source,
      recorded_by: actor.accountId,
      stale_on: dayOf(new Date(now.getTime() + validDays * 86_400_000)),
    },
    now,
  )
  await keepEnterpriseChange(tx, crypto, actor, before, (await findEnterprise(tx, [subdistrict], id))!, input.source, now)
  // Another number is another contact: who was it sees the entry no more, unless they told the new number themselves.
  if (before && input.contactPhone && input.source !== 'enterprise' && input.contactPhone !== openContactPhone(crypto, before))
    await dropContactAccount(tx, before)
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'registry.saveEnterprise', target: { kind: 'enterprise', id } }, now)
  return (await findEnterprise(tx, [subdistrict], id))!
}

/** Who changed what, and how they knew; the values before are sealed, the contact's among them. */
async function keepEnterpriseChange(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  before: EnterpriseRow | null,
  after: EnterpriseRow,
  source: FactSource,
  now: Date,
): Promise<void> {
  const [old, values] = [before && valuesOf(crypto, before), valuesOf(crypto, after)]
  const fields = EnterpriseField.options.filter((field) => values[field] !== (old?.[field] ?? null))
  const change = old === null ? 'entered' : fields.length === 0 ? 'confirmed' : 'corrected'
  const { subdistrict } = after
  const id = newId()
  const cellOfBefore = { table: 'enterprise_changes', field: 'before_sealed', id, subdistrict }
  const were = Object.fromEntries(fields.map((field) => [field, old?.[field] ?? null]))
  const beforeSealed = change === 'corrected' ? crypto.seal(JSON.stringify(were), cellOfBefore) : null
  await insertEnterpriseChange(tx, { subdistrict, id, enterpriseId: after.id, change, fields, source, beforeSealed, by: actor.accountId }, now)
}

const valuesOf = (crypto: CryptoProvider, row: EnterpriseRow): Record<EnterpriseField, string | null> => ({
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

/** The building the address says; what says none, or one of another grid, waits for somebody who knows the place. */
async function placeOf(
  tx: Tx,
  subdistrict: string,
  input: EnterpriseInput,
  before: EnterpriseRow | null,
): Promise<Pick<EnterpriseRow, 'building_id' | 'place_state'>> {
  const isSame = before !== null && before.address === input.address && before.grid_code === input.gridCode
  if (isSame && before.place_state !== null) return { building_id: before.building_id, place_state: before.place_state }
  const found = await matchAddress(tx, subdistrict, input.address)
  const id = found.state === 'found' ? found.door.buildingId : found.building
  const building = id === null ? undefined : await findBuilding(tx, subdistrict, id)
  return building?.grid_code === input.gridCode ? { building_id: building.id, place_state: 'matched' } : { building_id: null, place_state: 'waits' }
}

async function checkedCreditCode(tx: Tx, subdistrict: string, input: EnterpriseInput): Promise<string | null> {
  if (!input.creditCode) return null
  const read = readCreditCode(input.creditCode)
  if (!read.ok) throw new DomainError('invalid_input', { issues: [{ path: ['creditCode'], rule: 'wrong_format', params: { fault: read.fault } }] })
  if (await findByCreditCode(tx, subdistrict, read.code, input.enterpriseId))
    throw new DomainError('invalid_input', { issues: [{ path: ['creditCode'], rule: 'already_taken' }] })
  return read.code
}

export const openContactName = (crypto: CryptoProvider, row: Pick<EnterpriseRow, 'subdistrict' | 'id' | 'contact_name_sealed'>) =>
  row.contact_name_sealed === null ? null : crypto.open(row.contact_name_sealed, cell(row.subdistrict, row.id, 'contact_name'))

export const openContactPhone = (crypto: CryptoProvider, row: EnterpriseRow) =>
  row.contact_phone_sealed === null ? null : crypto.open(row.contact_phone_sealed, cell(row.subdistrict, row.id, 'contact_phone'))

const cell = (subdistrict: string, id: string, field: string) => ({ table: 'enterprises', field, id, subdistrict })
