import { sql } from 'kysely'
import type { Role } from '@ejia/contract/access.ts'
import type { AssignmentSource } from '@ejia/contract/access.ts'
import type { Db, Tx } from '../platform/database.ts'

export async function insertSession(
  tx: Tx,
  session: { id: string; tokenHash: Buffer; accountId: string; device: string; secondFactorAt: Date | null; wallArea?: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into sessions (id, token_hash, account_id, device, created_at, last_seen_at, second_factor_at, wall_area)
    values (${session.id}, ${session.tokenHash}, ${session.accountId}, ${session.device}, ${now}, ${now}, ${session.secondFactorAt}, ${session.wallArea ?? null})`.execute(
    tx,
  )
}

export type ListedSession = { id: string; device: string; created_at: string; last_seen_at: string; wall_area: string | null }

export async function listLivingSessions(db: Db, accountId: string, since: Date, wallsSince: Date): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select id, device, created_at, last_seen_at, wall_area from sessions
    where account_id = ${accountId} and ended_at is null and last_seen_at > case when wall_area is null then ${since}::timestamptz else ${wallsSince}::timestamptz end order by last_seen_at desc limit 50`.execute(
    db,
  )
  return rows
}

export async function endSession(tx: Db, accountId: string, sessionId: string, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update sessions set ended_at = ${now} where id = ${sessionId} and account_id = ${accountId} and ended_at is null returning id`.execute(tx)
  return rows.length === 1
}

export async function endAllSessions(tx: Db, accountId: string, exceptId: string | null, now: Date): Promise<void> {
  await sql`update sessions set ended_at = ${now} where account_id = ${accountId} and ended_at is null and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)`.execute(
    tx,
  )
}

export async function markSecondFactor(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await sql`update sessions set second_factor_at = ${now} where id = ${sessionId}`.execute(tx)
}

export type HeldRow = {
  id: string
  role: Role
  area_code: string
  area_name: string
  unit_id: string | null
  unit_name: string | null
  source: AssignmentSource
  valid_from: string
  valid_to: string | null
}

/** What an account holds now. */
export async function listHeld(db: Db, accountId: string, now: Date): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select x.id, x.role, x.area_code, ar.name as area_name, x.unit_id, u.name as unit_name, x.source, x.valid_from, x.valid_to
    from assignments x join areas ar on ar.code = x.area_code left join units u on u.id = x.unit_id
    where x.account_id = ${accountId} and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now}) order by x.area_code, x.role limit 100`.execute(
    db,
  )
  return rows
}

export type InvitationRow = {
  account_id: string
  totp_sealed: Buffer
  expires_at: string
  used_at: string | null
  name: string
  role: Role
  area_code: string
  area_name: string
}

export async function findInvitation(db: Db, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select i.account_id, i.totp_sealed, i.expires_at, i.used_at, a.name, x.role, x.area_code, ar.name as area_name
    from invitations i join accounts a on a.id = i.account_id and a.disabled_at is null
    join lateral (select role, area_code from assignments where account_id = a.id order by valid_to nulls first, valid_from desc limit 1) x on true
    join areas ar on ar.code = x.area_code
    where i.token_hash = ${tokenHash}`.execute(db)
  return rows[0]
}

/** True for the first caller only. */
export async function takeInvitation(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { rows } =
    await sql`update invitations set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} returning account_id`.execute(
      tx,
    )
  return rows.length === 1
}

export async function insertInvitation(
  tx: Tx,
  invitation: { tokenHash: Buffer; accountId: string; totpSealed: Buffer; expiresAt: Date; createdBy: string | null },
  now: Date,
): Promise<void> {
  await sql`update invitations set used_at = ${now} where account_id = ${invitation.accountId} and used_at is null`.execute(tx)
  await sql`
    insert into invitations (token_hash, account_id, totp_sealed, expires_at, created_by, created_at)
    values (${invitation.tokenHash}, ${invitation.accountId}, ${invitation.totpSealed}, ${invitation.expiresAt}, ${invitation.createdBy}, ${now})`.execute(tx)
}
