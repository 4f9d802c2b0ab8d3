import type { Employment, Role, StaffRole } from '@ejia/contract/access.ts'
import type { z } from 'zod'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { endAllSessions, insertInvitation } from '../access/end-sessions.ts'
import { findArea, upsertArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { hashOfSecret, newSecret } from '../platform/secrets.ts'
import { newTotpSecret } from '../platform/totp.ts'
import { breaksSeparation, canAssign, fitsArea } from './assignment-rules.ts'
import {
  findUnit,
  insertAssignment,
  insertStaff,
  listFirstStaff,
  listAssignmentsOf,
  lockHeldRoles,
  type AssignmentRow,
  findAssignment,
} from './people-store.ts'

const invitationHours = 72

export type Invitation = { accountId: string; token: string; expiresAt: Date }
type StaffInput = { role: z.infer<typeof StaffRole>; areaCode: string; unitId?: string | undefined; employment?: z.infer<typeof Employment> | undefined }

/** A person, an assignment, a one-time link. */
export async function inviteStaff(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: StaffInput & { name: string; dutyPhone?: string | undefined; validTo?: string | undefined },
  now: Date,
): Promise<Invitation> {
  await requireAssignable(tx, actor, input, now)
  const accountId = newId()
  await insertStaff(tx, { id: accountId, name: input.name, dutyPhone: input.dutyPhone ?? null }, now)
  await insertAssignment(
    tx,
    {
      id: newId(),
      accountId,
      role: input.role,
      areaCode: input.areaCode,
      unitId: input.unitId ?? null,
      source: 'post',
      employment: input.employment ?? null,
      validFrom: now,
      validTo: input.validTo === undefined ? null : new Date(input.validTo),
      assignedBy: accountIdOf(actor),
    },
    now,
  )
  const invitation = await makeInvitation(tx, crypto, accountId, accountIdOf(actor), now)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: chainOf(input.areaCode), actor: accountIdOf(actor) ?? 'system', action: 'account.invite', target: { kind: 'account', id: accountId } },
    now,
  )
  return invitation
}

/** A lost password or phone: the old links and sessions end, a new second factor is made. */
export async function inviteAgain(tx: Tx, crypto: CryptoProvider, actor: Actor, accountId: string, reason: string, now: Date): Promise<Invitation> {
  await requireManageable(tx, actor, accountId, now)
  await endAllSessions(tx, accountId, null, now)
  const invitation = await makeInvitation(tx, crypto, accountId, accountIdOf(actor), now)
  const [held] = await listAssignmentsOf(tx, [accountId])
  await recordAudit(
    tx,
    crypto,
    {
      subdistrict: chainOf(held?.area_code ?? ''),
      actor: accountIdOf(actor) ?? 'system',
      action: 'account.inviteAgain',
      target: { kind: 'account', id: accountId },
      reason,
    },
    now,
  )
  return invitation
}

/** Assigns a further role, with its own rules about area, unit and separation. */
export async function assignRole(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: StaffInput & { accountId: string; source?: AssignmentRow['source'] | undefined; validFrom?: string | undefined; validTo?: string | undefined },
  now: Date,
): Promise<AssignmentRow> {
  await requireAssignable(tx, actor, input, now)
  if (input.accountId === accountIdOf(actor)) throw new DomainError('permission_denied')
  const held = await lockHeldRoles(tx, input.accountId, now)
  if (breaksSeparation(held, input.role)) throw new DomainError('invalid_input', { issues: [{ path: ['role'], rule: 'not_allowed_here' }] })
  const validFrom = input.validFrom === undefined ? now : new Date(input.validFrom)
  const validTo = input.validTo === undefined ? null : new Date(input.validTo)
  if (validTo && validTo <= validFrom) throw new DomainError('invalid_input', { issues: [{ path: ['validTo'], rule: 'in_the_past' }] })
  const id = newId()
  if ((await listAssignmentsOf(tx, [input.accountId])).length === 0)
    throw new DomainError('invalid_input', { issues: [{ path: ['accountId'], rule: 'not_found' }] })
  await insertAssignment(
    tx,
    {
      id,
      accountId: input.accountId,
      role: input.role,
      areaCode: input.areaCode,
      unitId: input.unitId ?? null,
      source: input.source ?? 'post',
      employment: input.employment ?? null,
      validFrom,
      validTo,
      assignedBy: accountIdOf(actor),
    },
    now,
  )
  await recordAudit(
    tx,
    crypto,
    { subdistrict: chainOf(input.areaCode), actor: accountIdOf(actor) ?? 'system', action: 'assignment.add', target: { kind: 'account', id: input.accountId } },
    now,
  )
  return (await findAssignment(tx, id))!
}

/** An account may be managed by whoever may assign every role it holds now. Returns the chain of the audit log it belongs to. */
export async function requireManageable(db: Db, actor: Actor, accountId: string, now: Date): Promise<string> {
  const all = await listAssignmentsOf(db, [accountId])
  const living = all.filter((row) => row.valid_to === null || new Date(row.valid_to) > now)
  const [first] = all
  if (!first) throw new DomainError('not_found')
  if (
    accountId === accountIdOf(actor) ||
    !(living.length > 0 ? living : all).every((row) => canAssign(actor, row.role as z.infer<typeof StaffRole>, row.area_code, now))
  )
    throw new DomainError('permission_denied')
  return chainOf(first.area_code)
}

async function requireAssignable(tx: Tx, actor: Actor, input: StaffInput, now: Date): Promise<void> {
  const area = await findArea(tx, input.areaCode)
  if (!area) throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_found' }] })
  if (!fitsArea(input.role, input.areaCode)) throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_allowed_here' }] })
  if (!canAssign(actor, input.role, input.areaCode, now)) throw new DomainError('permission_denied')
  const unit = input.unitId === undefined ? null : await findUnit(tx, input.unitId)
  const needsUnit = input.role === 'departmentContact'
  if (needsUnit !== (input.unitId !== undefined) || (unit !== null && (unit === undefined || unit.area_code !== input.areaCode))) {
    throw new DomainError('invalid_input', { issues: [{ path: ['unitId'], rule: needsUnit && input.unitId === undefined ? 'required' : 'not_allowed_here' }] })
  }
}

async function makeInvitation(tx: Tx, crypto: CryptoProvider, accountId: string, createdBy: string | null, now: Date): Promise<Invitation> {
  const token = newSecret()
  const expiresAt = new Date(now.getTime() + invitationHours * 3_600_000)
  const totpSealed = crypto.seal(newTotpSecret(), { table: 'accounts', id: accountId, field: 'totp' })
  await insertInvitation(tx, { tokenHash: hashOfSecret(token), accountId, totpSealed, expiresAt, createdBy }, now)
  return { accountId, token, expiresAt }
}

/**
 * The very first start without demo data: one link for the security administrator of the district, who invites the others.
 * Until it was used each start gives a new one and ends the one before: a link that was lost, or ran out, locks nobody out.
 * Null once somebody came in.
 */
export async function createBootstrapInvitation(
  tx: Tx,
  crypto: CryptoProvider,
  district: { code: string; name: string },
  now: Date,
): Promise<Invitation | null> {
  const [first, second] = await listFirstStaff(tx)
  if (second || first?.came) return null
  if (first) return makeInvitation(tx, crypto, first.id, null, now)
  await upsertArea(tx, { code: district.code, kind: 'district', gridKind: null, name: district.name, phone: null, validFrom: shanghaiDay(now), validTo: null })
  const accountId = newId()
  const role: Role = 'securityAdmin'
  await insertStaff(tx, { id: accountId, name: '安全管理员', dutyPhone: null }, now)
  await insertAssignment(
    tx,
    { id: newId(), accountId, role, areaCode: district.code, unitId: null, source: 'post', employment: null, validFrom: now, validTo: null, assignedBy: null },
    now,
  )
  return makeInvitation(tx, crypto, accountId, null, now)
}

/** Which chain of the audit log an area's acts belong to: its subdistrict's, else the district's. */
export function chainOf(areaCode: string): string {
  return areaCode.length >= 9 ? areaCode.slice(0, 9) : areaCode.slice(0, 6)
}
