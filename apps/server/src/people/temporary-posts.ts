import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { breaksSeparation } from './assignment-rules.ts'
import { chainOf } from './invite-staff.ts'
import { findAssignment, insertAssignment, listAssignmentsOf, lockHeldRoles, setAssignmentEnd, type AssignmentRow } from './people-store.ts'

export type { AssignmentRow }
export { findAssignment, listAssignmentsOf }

/** Leave can be covered in these posts; the rest is the security administrator's to arrange. */
export const coverableRoles: readonly string[] = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'departmentContact']

/** Posts one holds oneself now and may be away from. */
export async function listOwnPosts(db: Db, accountId: string, now: Date): Promise<AssignmentRow[]> {
  return (await listAssignmentsOf(db, [accountId])).filter(
    (row) => row.source !== 'leaveCover' && coverableRoles.includes(row.role) && isLiving(row, now) && row.area_code.length >= 9,
  )
}

export const isLiving = (row: Pick<AssignmentRow, 'valid_from' | 'valid_to'>, now: Date): boolean =>
  new Date(row.valid_from) <= now && (row.valid_to === null || new Date(row.valid_to) > now)

/** Rights of a post for a substitute: the same role over the same area, with their own end. The database refuses a second one. */
export async function coverPost(
  tx: Tx,
  crypto: CryptoProvider,
  cover: { post: AssignmentRow; substitute: string; from: Date; to: Date; by: string },
  now: Date,
): Promise<string> {
  const { post } = cover
  const held = await lockHeldRoles(tx, cover.substitute, now)
  if (breaksSeparation(held, post.role)) throw new DomainError('invalid_input', { issues: [{ path: ['substituteId'], rule: 'not_allowed_here' }] })
  const id = newId()
  await insertAssignment(
    tx,
    {
      id,
      accountId: cover.substitute,
      role: post.role,
      areaCode: post.area_code,
      unitId: post.unit_id,
      source: 'leaveCover',
      employment: null,
      validFrom: cover.from,
      validTo: cover.to,
      assignedBy: cover.by,
      covers: post.id,
    },
    now,
  )
  const event = { subdistrict: chainOf(post.area_code), actor: cover.by, action: 'assignment.cover', target: { kind: 'account', id: cover.substitute } }
  await recordAudit(tx, crypto, event, now)
  return id
}

/** Ends rights at `at`, unless they ended before. */
export async function endPostAt(tx: Tx, crypto: CryptoProvider, id: string, at: Date, by: string, reason: string, now: Date): Promise<void> {
  const row = await findAssignment(tx, id)
  if (!row || (row.valid_to !== null && new Date(row.valid_to) <= at)) return
  await setAssignmentEnd(tx, id, at, by === 'system' ? null : by, reason)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: chainOf(row.area_code), actor: by, action: 'assignment.end', target: { kind: 'account', id: row.account_id } },
    now,
  )
}

export type Colleague = { id: string; name: string }

/** Colleagues who stand somewhere below an area now, or answer for a unit; by name, never by load. */
export async function listColleagues(db: Db, where: { area: string; unitId: string | null }, now: Date): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select distinct a.id, a.name from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null and a.kind = 'staff'
    where x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
      and ${where.unitId === null ? sql`starts_with(x.area_code, ${where.area}) and x.unit_id is null` : sql`x.unit_id = ${where.unitId}`}
    order by a.name, a.id limit 300`.execute(db)
  return rows
}

/** Posts in a subdistrict that ended since, whoever held them: the job asks which still need a handover. */
export async function listEndedPosts(db: Db, since: Date, until: Date): Promise<AssignmentRow[]> {
  const { rows } = await sql<{ id: string }>`
    select x.id from assignments x join accounts a on a.id = x.account_id and a.kind = 'staff'
    where x.valid_to > ${since} and x.valid_to <= ${until} and x.valid_to > x.valid_from and length(x.area_code) >= 9
      and x.source = 'post' order by x.valid_to, x.id limit 200`.execute(db)
  const found = await Promise.all(rows.map((row) => findAssignment(db, row.id)))
  return found.filter((row) => row !== undefined)
}

/** A role for a resident: the captain of a building. It opens nothing by itself. */
export async function appointNeighbour(tx: Tx, captain: { accountId: string; gridCode: string; until: Date | null; by: string }, now: Date): Promise<string> {
  const id = newId()
  await insertAssignment(
    tx,
    {
      id,
      accountId: captain.accountId,
      role: 'buildingCaptain',
      areaCode: captain.gridCode,
      unitId: null,
      source: 'post',
      employment: null,
      validFrom: now,
      validTo: captain.until,
      assignedBy: captain.by,
    },
    now,
  )
  return id
}

/** Staff without an administrator's post: the three of them hold nothing else (三员分立). */
export async function canStandForTrio(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const held = await lockHeldRoles(tx, accountId, now)
  return held.length > 0 && !breaksSeparation(held, 'partyInstructor')
}
