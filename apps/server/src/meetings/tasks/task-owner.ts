import type { TaskOwner, TaskOwnerInput } from '@ejia/contract/meeting-tasks.ts'
import { accountIdOf, type Actor } from '../../access/actor.ts'
import { scopeOf } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { listColleagues } from '../../people/list-colleagues.ts'
import { listUnits } from '../../people/list-units.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import type { Owner, OwnerSight, TaskRow } from './task-store.ts'

/** Somebody posted in the subdistrict, one of its units, or an area of it. */
export async function requireOwner(tx: Tx, subdistrict: string, owner: TaskOwnerInput, path: readonly (string | number)[], now: Date): Promise<Owner> {
  const none: Owner = { owner_account: null, owner_unit: null, owner_area: null }
  if (owner.kind === 'person') {
    if (!(await listColleagues(tx, subdistrict, now)).some((one) => one.account_id === owner.accountId)) throw unknown(path, 'accountId')
    return { ...none, owner_account: owner.accountId }
  }
  if (owner.kind === 'unit') {
    if (!(await listUnits(tx, [subdistrict])).some((unit) => unit.id === owner.unitId && unit.active)) throw unknown(path, 'unitId')
    return { ...none, owner_unit: owner.unitId }
  }
  if (!owner.areaCode.startsWith(subdistrict) || !(await findArea(tx, owner.areaCode))) throw unknown(path, 'areaCode')
  return { ...none, owner_area: owner.areaCode }
}

function unknown(path: readonly (string | number)[], field: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [...path, field], rule: 'not_found' }] })
}

export function ownerSightOf(actor: Actor, now: Date): OwnerSight {
  const { areas, units } = scopeOf(actor, 'meeting.read', now)
  return { me: accountIdOf(actor), areas, units }
}

/** One rule with `isMine` of the store. A department answers as a unit; an area's task is for whoever is posted to just that area. */
export function ownsTask(actor: Actor, row: Owner, now: Date): boolean {
  const own = ownerSightOf(actor, now)
  return (
    (row.owner_account !== null && row.owner_account === own.me) ||
    (row.owner_unit !== null && own.units.includes(row.owner_unit)) ||
    (row.owner_area !== null && own.areas.includes(row.owner_area))
  )
}

export function presentOwner(row: TaskRow): TaskOwner {
  return {
    kind: row.owner_account !== null ? 'person' : row.owner_unit !== null ? 'unit' : 'area',
    name: row.owner_name,
    accountId: row.owner_account,
    unit: row.owner_unit === null ? null : { id: row.owner_unit, name: row.owner_name },
    area: row.owner_area === null ? null : { code: row.owner_area, name: row.owner_name },
  }
}
