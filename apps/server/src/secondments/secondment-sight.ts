import type { SecondmentMove } from '@ejia/contract/secondments.ts'
import { accountIdOf, type AccountActor, type Actor } from '../access/actor.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import { secondmentMoves, type SecondmentBy } from './secondment-moves.ts'
import type { SecondmentRow } from './secondment-store.ts'

export const statementCell = ({ subdistrict, id }: Pick<SecondmentRow, 'subdistrict' | 'id'>) => ({ table: 'secondments', field: 'statement', id, subdistrict })
export const summaryCell = ({ subdistrict, id }: Pick<SecondmentRow, 'subdistrict' | 'id'>) => ({ table: 'secondments', field: 'summary', id, subdistrict })
export const entryCell = (subdistrict: string, id: string) => ({ table: 'secondment_entries', field: 'words', id, subdistrict })

/** As whom a reader stands before a secondment. Nobody decides about themselves. */
export function bysOf(actor: Actor, row: SecondmentRow, now: Date): SecondmentBy[] {
  if (accountIdOf(actor) === row.account_id) return ['self']
  return (['secondment.confirm', 'secondment.manage'] as const).filter((right) => holds(actor, right, { areaCode: row.subdistrict }, now))
}

export function seesSecondment(actor: Actor, row: SecondmentRow, now: Date): boolean {
  return bysOf(actor, row, now).length > 0 || accountIdOf(actor) === row.nominated_by
}

/** One rule with `seesSecondment`, for the list. */
export function sightOf(actor: AccountActor, now: Date): { accountId: string; subdistricts: string[] } {
  const managed = scopeOf(actor, 'secondment.manage', now).areas
  const below = actor.tenants.filter((tenant) => managed.some((area) => tenant.startsWith(area)))
  return { accountId: actor.accountId, subdistricts: [...new Set([...scopeOf(actor, 'secondment.confirm', now).areas, ...below])] }
}

export function allowedSecondmentMoves(actor: Actor, row: SecondmentRow, now: Date): SecondmentMove[] {
  const bys = bysOf(actor, row, now)
  return (Object.keys(secondmentMoves) as SecondmentMove[]).filter(
    (move) => secondmentMoves[move].from.includes(row.state) && secondmentMoves[move].by.some((by) => bys.includes(by)),
  )
}
