import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import type { LeaveMove } from '@ejia/contract/leaves.ts'
import { isTime, leaveMoves, type LeaveBy } from './leave-moves.ts'
import type { LeaveCoverRow, LeaveRow } from './leave-store.ts'

export const noteCell = ({ subdistrict, id }: Pick<LeaveRow, 'subdistrict' | 'id'>) => ({ table: 'leaves', field: 'note', id, subdistrict })
export const decisionCell = ({ subdistrict, id }: Pick<LeaveRow, 'subdistrict' | 'id'>) => ({ table: 'leaves', field: 'decision', id, subdistrict })
export const entryCell = (subdistrict: string, id: string) => ({ table: 'leave_entries', field: 'words', id, subdistrict })

/** As whom a reader stands before a leave. Who agrees must hold it over every post that is covered; nobody agrees to their own. */
export function bysOf(actor: Actor, row: LeaveRow, covers: readonly LeaveCoverRow[], now: Date): LeaveBy[] {
  if (accountIdOf(actor) === row.account_id) return ['self']
  return covers.length > 0 && covers.every((cover) => holds(actor, 'leave.approve', { areaCode: cover.area_code }, now)) ? ['leave.approve'] : []
}

/** In sight of the person, of who may agree to a part of it, and of the substitutes. */
export function seesLeave(actor: Actor, row: LeaveRow, covers: readonly LeaveCoverRow[], now: Date): boolean {
  const id = accountIdOf(actor)
  return id === row.account_id || covers.some((cover) => cover.substitute_account === id || holds(actor, 'leave.approve', { areaCode: cover.area_code }, now))
}

/** The reason is for the person and for who decides, never for a substitute. */
export function seesNote(actor: Actor, row: LeaveRow, covers: readonly LeaveCoverRow[], now: Date): boolean {
  return bysOf(actor, row, covers, now).length > 0
}

export function allowedLeaveMoves(actor: Actor, row: LeaveRow, covers: readonly LeaveCoverRow[], now: Date): LeaveMove[] {
  const bys = bysOf(actor, row, covers, now)
  const time = { from: new Date(row.starts_at), to: new Date(row.ends_at) }
  return (Object.keys(leaveMoves) as LeaveMove[]).filter((move) => {
    const rule = leaveMoves[move]
    return rule.from.includes(row.state) && rule.by.some((by) => bys.includes(by)) && isTime(rule.when, time, now)
  })
}
