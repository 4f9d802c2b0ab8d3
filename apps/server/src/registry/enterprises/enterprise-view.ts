import type { Enterprise, EnterpriseSummary, Resource } from '@ejia/contract/enterprises.ts'
import { holds } from '../../access/permissions.ts'
import type { Actor } from '../../access/actor.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db } from '../../platform/database.ts'
import { dayOf } from '../fact-states.ts'
import { maskName } from '../masks.ts'
import { listEnterpriseChanges, type EnterpriseRow } from './enterprise-store.ts'
import type { ResourceRow } from './resource-store.ts'
import { openContactName } from './write-enterprise.ts'

export function presentEnterpriseSummary(row: EnterpriseRow, today: string): EnterpriseSummary {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    creditCode: row.credit_code,
    industry: row.industry,
    size: row.size,
    grid: { code: row.grid_code, name: row.grid_name },
    address: row.address,
    isStale: row.stale_on <= today,
  }
}

export async function presentEnterprise(db: Db, crypto: CryptoProvider, actor: Actor, row: EnterpriseRow, now: Date): Promise<Enterprise> {
  const contactName = openContactName(crypto, row)
  const changes = await listEnterpriseChanges(db, row)
  return {
    ...presentEnterpriseSummary(row, dayOf(now)),
    contactName: contactName === null ? null : maskName(contactName),
    contactPhoneEnding: row.contact_phone_ending,
    addressWaits: row.place_state === 'waits',
    verifiedAt: row.verified_at,
    validUntil: row.stale_on,
    recordedBy: row.recorded_by_name,
    source: row.source,
    history: changes.map((one) => ({ at: one.changed_at, by: one.by_name, change: one.change, fields: one.fields, source: one.source })),
    version: row.version,
    mayEdit: holds(actor, 'registry.edit', { areaCode: row.grid_code }, now),
  }
}

export function presentResource(row: ResourceRow): Resource {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    detail: row.detail,
    grid: { code: row.grid_code, name: row.grid_name },
    offeredBy: row.enterprise_name ?? (row.person_name === null ? '' : maskName(row.person_name)),
    offeredUntil: row.offered_until,
  }
}
