import type { z } from 'zod'
import type { AccountSummary, Assignment, Unit } from '@ejia/contract/accounts.ts'
import type { StaffRole } from '@ejia/contract/access.ts'
import type { Actor } from '../access/actor.ts'
import { accountIdOf } from '../access/actor.ts'
import { canAssign } from './assignment-rules.ts'
import type { AssignmentRow, StaffRow, UnitRow } from './people-store.ts'

export function presentAssignment(row: AssignmentRow, actor: Actor, now: Date): Assignment {
  const living = row.valid_to === null || new Date(row.valid_to) > now
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    role: row.role,
    area: { code: row.area_code, name: row.area_name },
    unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
    source: row.source,
    employment: row.employment,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endedReason: row.ended_reason,
    mayEdit: living && row.account_id !== accountIdOf(actor) && canAssign(actor, row.role as z.infer<typeof StaffRole>, row.area_code, now),
  }
}

export function presentAccount(row: StaffRow, assignments: readonly AssignmentRow[], actor: Actor, now: Date): AccountSummary {
  const own = assignments.filter((assignment) => assignment.account_id === row.id).map((assignment) => presentAssignment(assignment, actor, now))
  const locked = row.locked_until !== null && new Date(row.locked_until) > now
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    dutyPhone: row.duty_phone,
    state: row.disabled_at !== null ? 'disabled' : locked ? 'locked' : row.has_password ? 'active' : 'invited',
    secondFactor: row.has_totp,
    lastSeenAt: row.last_seen_at,
    assignments: own,
    mayEdit: own.some((assignment) => assignment.mayEdit),
  }
}

export function presentUnit(row: UnitRow): Unit {
  return { id: row.id, name: row.name, kind: row.kind, area: { code: row.area_code, name: row.area_name }, active: row.active }
}
