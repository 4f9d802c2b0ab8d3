import { sql } from 'kysely'
import type { Db, Tx } from '../platform/database.ts'

export type AccountRow = {
  id: string
  kind: 'staff' | 'resident'
  name: string
  login: string | null
  password_hash: string | null
  totp_sealed: Buffer | null
  totp_last_step: number | null
  phone_ending: string | null
  duty_phone: string | null
  failed_attempts: number
  locked_until: string | null
  disabled_at: string | null
}
const columns = sql.raw(
  'id, kind, name, login, password_hash, totp_sealed, totp_last_step, phone_ending, duty_phone, failed_attempts, locked_until, disabled_at',
)

export async function lockAccountByLogin(tx: Tx, login: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from accounts where login = ${login} for update`.execute(tx)
  return rows[0]
}

export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from accounts where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from accounts where id = ${id}`.execute(db)
  return rows[0]
}

export async function recordFailure(tx: Tx, id: string, attempts: number, lockedUntil: Date | null): Promise<void> {
  await sql`update accounts set failed_attempts = ${attempts}, locked_until = ${lockedUntil} where id = ${id}`.execute(tx)
}

export async function recordSuccess(tx: Tx, id: string, totpStep: number | null): Promise<void> {
  await sql`update accounts set failed_attempts = 0, locked_until = null, totp_last_step = coalesce(${totpStep}::bigint, totp_last_step) where id = ${id}`.execute(
    tx,
  )
}

export async function setCredentials(tx: Tx, id: string, login: string, passwordHash: string, totpSealed: Buffer, totpStep: number): Promise<void> {
  await sql`
    update accounts set login = ${login}, password_hash = ${passwordHash}, totp_sealed = ${totpSealed}, totp_last_step = ${totpStep}, failed_attempts = 0, locked_until = null
    where id = ${id}`.execute(tx)
}

export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await sql`update accounts set password_hash = ${passwordHash} where id = ${id}`.execute(tx)
}

export async function isLoginTaken(db: Db, login: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from accounts where login = ${login} and id <> ${exceptId}`.execute(db)
  return rows.length > 0
}

/** The resident of a phone, made at the first sign-in. */
export async function upsertResident(
  tx: Tx,
  resident: { id: string; phoneSealed: Buffer; phoneIndex: Buffer; phoneEnding: string },
  now: Date,
): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`
    insert into accounts (id, kind, name, phone_sealed, phone_index, phone_ending, created_at)
    values (${resident.id}, 'resident', '', ${resident.phoneSealed}, ${resident.phoneIndex}, ${resident.phoneEnding}, ${now})
    on conflict (phone_index) do update set phone_ending = excluded.phone_ending returning ${columns}`.execute(tx)
  return rows[0]!
}

export type PhoneCodeRow = { code_hash: Buffer; expires_at: string; sent_at: string; attempts: number }

export async function lockPhoneCode(tx: Tx, phoneIndex: Buffer): Promise<PhoneCodeRow | undefined> {
  const { rows } =
    await sql<PhoneCodeRow>`select code_hash, expires_at, sent_at, attempts from phone_codes where phone_index = ${phoneIndex} for update`.execute(tx)
  return rows[0]
}

export async function savePhoneCode(tx: Tx, phoneIndex: Buffer, codeHash: Buffer, expiresAt: Date, now: Date): Promise<void> {
  await sql`
    insert into phone_codes (phone_index, code_hash, expires_at, sent_at, attempts) values (${phoneIndex}, ${codeHash}, ${expiresAt}, ${now}, 0)
    on conflict (phone_index) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, sent_at = excluded.sent_at, attempts = 0`.execute(
    tx,
  )
}

export async function countPhoneCodeAttempt(tx: Tx, phoneIndex: Buffer): Promise<void> {
  await sql`update phone_codes set attempts = attempts + 1 where phone_index = ${phoneIndex}`.execute(tx)
}

export async function dropPhoneCode(tx: Tx, phoneIndex: Buffer): Promise<void> {
  await sql`delete from phone_codes where phone_index = ${phoneIndex}`.execute(tx)
}
