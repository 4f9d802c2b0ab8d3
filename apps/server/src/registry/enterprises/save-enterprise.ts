import type { EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { FactSource } from '@ejia/contract/registry.ts'
import { readCreditCode } from '@ejia/check-digits/credit-code.ts'
import type { AccountActor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { findArea, findBuilding } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { matchAddress } from '../addresses/match-address.ts'
import { findByCreditCode, lockEnterprise, type EnterpriseRow } from './enterprise-store.ts'
import { valuesOf, writeEnterprise, type EnterprisePlace, type EnterpriseValues } from './write-enterprise.ts'

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
  const known = before && valuesOf(crypto, before)
  const values: EnterpriseValues = {
    kind: input.kind,
    name: input.name,
    creditCode,
    industry: input.industry,
    size: input.size ?? null,
    gridCode: input.gridCode,
    address: input.address,
    contactName: input.contactName || (known?.contactName ?? null),
    contactPhone: input.contactPhone || (known?.contactPhone ?? null),
  }
  const owner = { subdistrict, id: input.enterpriseId }
  const saved = await writeEnterprise(
    tx,
    crypto,
    owner,
    before,
    values,
    await placeOf(tx, subdistrict, input, before),
    { by: actor.accountId, source: input.source },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'registry.saveEnterprise', target: { kind: 'enterprise', id: owner.id } }, now)
  return saved
}

/** The building the address says; what says none, or one of another grid, waits for somebody who knows the place. */
async function placeOf(tx: Tx, subdistrict: string, input: EnterpriseInput, before: EnterpriseRow | null): Promise<EnterprisePlace> {
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
