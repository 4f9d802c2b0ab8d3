import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { chainOf } from './invite-staff.ts'
import { findAssignment, setAssignmentEnd, type AssignmentRow } from './people-store.ts'
import { presentAssignment } from './people-view.ts'

export { presentAssignment }

/** Ends a post now or on a day; its rights end with it. */
export async function endPost(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: { assignmentId: string; at?: string | undefined; reason: string },
  now: Date,
): Promise<AssignmentRow> {
  const row = await findAssignment(tx, input.assignmentId)
  if (!row || !holds(actor, 'account.read', { areaCode: row.area_code }, now)) throw new DomainError('not_found')
  if (!presentAssignment(row, actor, now).mayEdit) throw new DomainError('permission_denied')
  const at = input.at === undefined ? now : new Date(input.at)
  if (at < now) throw new DomainError('invalid_input', { issues: [{ path: ['at'], rule: 'in_the_past' }] })
  await setAssignmentEnd(tx, row.id, at, accountIdOf(actor), input.reason)
  const who = accountIdOf(actor) ?? 'system'
  const event = {
    subdistrict: chainOf(row.area_code),
    actor: who,
    action: 'assignment.end',
    target: { kind: 'account', id: row.account_id },
    reason: input.reason,
  }
  await recordAudit(tx, crypto, event, now)
  return (await findAssignment(tx, row.id))!
}
