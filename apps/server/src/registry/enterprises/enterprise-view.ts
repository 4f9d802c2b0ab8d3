import type { Enterprise, EnterpriseSummary, Resource } from '@ejia/contract/enterprises.ts'
import { holds } from '../../access/permissions.ts'
import type { Actor } from '../../access/actor.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { maskName } from '../masks.ts'
import type { EnterpriseRow, ResourceRow } from './enterprise-store.ts'
import { openContactName } from './save-enterprise.ts'

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

export function presentEnterprise(crypto: CryptoProvider, actor: Actor, row: EnterpriseRow, today: string, now: Date): Enterprise {
  const contactName = openContactName(crypto, row)
  return {
    ...presentEnterpriseSummary(row, today),
    contactName: contactName === null ? null : maskName(contactName),
    contactPhoneEnding: row.contact_phone_ending,
    verifiedAt: row.verified_at,
    validUntil: row.stale_on,
    recordedBy: row.recorded_by_name,
    source: row.source,
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
