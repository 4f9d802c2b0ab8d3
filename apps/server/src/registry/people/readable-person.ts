import type { Actor } from '../../access/actor.ts'
import { requirePermission } from '../../access/permissions.ts'
import type { Action } from '@ejia/contract/access.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findPerson, lockPerson, type PersonRow } from './person-store.ts'

/** Out of sight, or destroyed, is not found. A record merged into another leads there. */
export async function getReadablePerson(db: Db, actor: Actor, personId: string, now: Date): Promise<PersonRow> {
  const row = await findPerson(db, actor.tenants, personId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'registry.read', 'registry.read', { areaCode: row.grid_code }, now)
  return row
}

/** Locked, for a use case that changes it. A finished record is not changed. */
export async function lockWritablePerson(tx: Tx, actor: Actor, personId: string, action: Action, now: Date): Promise<PersonRow> {
  const row = await lockPerson(tx, actor.tenants, personId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, action, 'registry.read', { areaCode: row.grid_code }, now)
  if (row.ended_at !== null) throw new DomainError('conflict')
  return row
}
