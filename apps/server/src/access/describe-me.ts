import { Action } from '@ejia/contract/access.ts'
import type { Me } from '@ejia/contract/sessions.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { findAccount } from './account-store.ts'
import { idleMinutes } from './load-actor.ts'
import { roleActions } from './role-actions.ts'
import { listHeld } from './session-store.ts'

/** Who somebody is and may do, for the pages to offer; each call is checked again. */
export async function describeMe(db: Db, accountId: string, secondFactorAt: string | null, now: Date): Promise<Me> {
  const account = await findAccount(db, accountId)
  if (!account) throw new DomainError('unauthenticated')
  const held = await listHeld(db, accountId, now)
  const actions = Action.options.flatMap((action) => {
    const granting = held.filter((row) => roleActions[row.role].includes(action))
    const areas = [...new Set(granting.filter((row) => row.unit_id === null).map((row) => row.area_code))]
    const units = [...new Set(granting.flatMap((row) => row.unit_id ?? []))]
    return granting.length === 0 ? [] : [{ action, areas, units }]
  })
  const [widest] = held.toSorted((one, other) => one.area_code.length - other.area_code.length)
  return {
    accountId,
    name: account.name,
    kind: account.kind,
    phoneEnding: account.phone_ending,
    assignments: held.map((row) => ({
      id: row.id,
      role: row.role,
      area: { code: row.area_code, name: row.area_name },
      unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
      source: row.source,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
    actions,
    home: widest ? { code: widest.area_code, name: widest.area_name } : null,
    secondFactorAt,
    idleMinutes: idleMinutes[account.kind],
  }
}
