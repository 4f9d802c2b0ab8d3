import { randomInt } from 'node:crypto'
import { recordAudit } from '../history/record-audit.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { queueMessage } from '../platform/outbox.ts'
import { hashPassword, isPassword } from '../platform/passwords.ts'
import { hashOfSecret, newSecret } from '../platform/secrets.ts'
import { totpStep } from '../platform/totp.ts'
import {
  countPhoneCodeAttempt,
  dropPhoneCode,
  isLoginTaken,
  lockAccount,
  lockAccountByLogin,
  lockPhoneCode,
  recordFailure,
  recordSuccess,
  savePhoneCode,
  setCredentials,
  setPassword,
  upsertResident,
  type AccountRow,
} from './account-store.ts'
import type { ApiContext } from './api.ts'
import { endAllSessions, findInvitation, insertSession, takeInvitation } from './session-store.ts'

/** 等保三级: five wrong tries lock for 15 minutes, and twice as long for each further five. */
const triesBeforeLock = 5
const lockMinutes = 15
const codeMinutes = 5
const resendSeconds = 60
const codeTries = 5

export type SignedIn = { accountId: string; token: string }
type Outcome = { signedIn: SignedIn } | { secondFactor: true } | { refused: 'sign_in_refused' | 'locked_out'; retryAfterSeconds?: number }

/** Name and password, then the code. The reply to a wrong name is the same as to a wrong password, and takes as long. */
export async function signInAsStaff(
  context: ApiContext,
  input: { login: string; password: string; totp?: string | undefined },
): Promise<{ signedIn: SignedIn } | { secondFactor: true }> {
  const { deps, meta } = context
  const now = deps.clock()
  const outcome = await deps.db.transaction().execute(async (tx): Promise<Outcome> => {
    const account = await lockAccountByLogin(tx, input.login.toLowerCase())
    if (account?.locked_until && new Date(account.locked_until) > now)
      return { refused: 'locked_out', retryAfterSeconds: secondsUntil(account.locked_until, now) }
    const right = await isPassword(input.password, account?.password_hash ?? null)
    if (!account || !right || account.disabled_at !== null || account.totp_sealed === null)
      return account ? failed(tx, account, now) : { refused: 'sign_in_refused' }
    if (input.totp === undefined) return { secondFactor: true }
    const step = totpStep(openTotp(context, account.id, account.totp_sealed), input.totp, account.totp_last_step, now)
    if (step === null) return failed(tx, account, now)
    await recordSuccess(tx, account.id, step)
    const signedIn = await startSession(tx, account.id, meta.device, now, now)
    await auditSignIn(context, tx, account.id, 'session.start', now)
    return { signedIn }
  })
  if ('refused' in outcome)
    throw new DomainError(outcome.refused, outcome.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: outcome.retryAfterSeconds })
  return outcome
}

async function failed(tx: Tx, account: AccountRow, now: Date): Promise<Outcome> {
  const attempts = account.failed_attempts + 1
  const rounds = Math.floor(attempts / triesBeforeLock)
  const locks = attempts % triesBeforeLock === 0
  await recordFailure(tx, account.id, attempts, locks ? new Date(now.getTime() + lockMinutes * 60_000 * 2 ** Math.min(rounds - 1, 6)) : null)
  return { refused: 'sign_in_refused' }
}

export function openTotp(context: ApiContext, accountId: string, sealed: Buffer): string {
  return context.deps.crypto.open(sealed, { table: 'accounts', id: accountId, field: 'totp' })
}

export async function startSession(tx: Tx, accountId: string, device: string, secondFactorAt: Date | null, now: Date): Promise<SignedIn> {
  const token = newSecret()
  await insertSession(tx, { id: newId(), tokenHash: hashOfSecret(token), accountId, device, secondFactorAt }, now)
  return { accountId, token }
}

/** Checks the second factor of a signed-in account and spends the code. */
export async function requireSecondFactor(context: ApiContext, tx: Tx, accountId: string, code: string, now: Date): Promise<AccountRow> {
  const account = await lockAccount(tx, accountId)
  if (!account || account.totp_sealed === null) throw new DomainError('permission_denied')
  const step = totpStep(openTotp(context, accountId, account.totp_sealed), code, account.totp_last_step, now)
  if (step === null) throw new DomainError('invalid_input', { issues: [{ path: ['totp'], rule: 'wrong_format' }] })
  await recordSuccess(tx, accountId, step)
  return account
}

export async function changePassword(
  context: ApiContext,
  accountId: string,
  sessionId: string,
  input: { current: string; next: string; totp: string },
): Promise<void> {
  const now = context.deps.clock()
  requireStrong(input.next, null, 'next')
  const hash = await hashPassword(input.next)
  await context.deps.db.transaction().execute(async (tx) => {
    const account = await requireSecondFactor(context, tx, accountId, input.totp, now)
    if (!(await isPassword(input.current, account.password_hash)))
      throw new DomainError('invalid_input', { issues: [{ path: ['current'], rule: 'wrong_format' }] })
    await setPassword(tx, accountId, hash)
    await endAllSessions(tx, accountId, sessionId, now)
    await auditSignIn(context, tx, accountId, 'password.change', now)
  })
}

/** An invitation's link is good once: it sets login, password and the second factor. */
export async function acceptInvitation(context: ApiContext, input: { token: string; login: string; password: string; totp: string }): Promise<SignedIn> {
  const { deps, meta } = context
  const now = deps.clock()
  requireStrong(input.password, input.login, 'password')
  const passwordHash = await hashPassword(input.password)
  const tokenHash = hashOfSecret(input.token)
  return deps.db.transaction().execute(async (tx) => {
    const invitation = await findInvitation(tx, tokenHash)
    if (!invitation) throw new DomainError('not_found')
    if (await isLoginTaken(tx, input.login, invitation.account_id))
      throw new DomainError('invalid_input', { issues: [{ path: ['login'], rule: 'already_taken' }] })
    const secret = openTotp(context, invitation.account_id, invitation.totp_sealed)
    const step = totpStep(secret, input.totp, null, now)
    if (step === null) throw new DomainError('invalid_input', { issues: [{ path: ['totp'], rule: 'wrong_format' }] })
    if (!(await takeInvitation(tx, tokenHash, now))) throw new DomainError('link_expired')
    await setCredentials(tx, invitation.account_id, input.login, passwordHash, invitation.totp_sealed, step)
    await endAllSessions(tx, invitation.account_id, null, now)
    const signedIn = await startSession(tx, invitation.account_id, meta.device, now, now)
    await auditSignIn(context, tx, invitation.account_id, 'invitation.accept', now)
    return signedIn
  })
}

const commonest = ['password', '12345678', 'qwertyuiop', '88888888', '66666666', 'iloveyou', 'admin']

/** Length, and none of the commonest (NIST SP 800-63B §5.1.1.2). */
function requireStrong(password: string, login: string | null, field: string): void {
  const lower = password.toLowerCase()
  const weak = (login !== null && lower.includes(login)) || commonest.some((word) => lower.includes(word)) || new Set(lower).size < 5
  if (weak) throw new DomainError('invalid_input', { issues: [{ path: [field], rule: 'weak' }] })
}

/** Sends a code to a phone. The same number may ask again after a minute. */
export async function askPhoneCode(context: ApiContext, phone: string): Promise<{ expiresAt: string; resendAt: string; demoCode: string | null }> {
  const { deps } = context
  const now = deps.clock()
  const phoneIndex = deps.crypto.blindIndex(phone, { field: 'phone', subdistrict: null })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = new Date(now.getTime() + codeMinutes * 60_000)
  await deps.db.transaction().execute(async (tx) => {
    const last = await lockPhoneCode(tx, phoneIndex)
    const wait = last ? Date.parse(last.sent_at) + resendSeconds * 1000 - now.getTime() : 0
    if (wait > 0) throw new DomainError('rate_limited', { retryAfterSeconds: Math.ceil(wait / 1000) })
    await savePhoneCode(tx, phoneIndex, codeHash(phone, code), expiresAt, now)
    await queueMessage(
      tx,
      deps.crypto,
      { channel: 'sms', area: '', recipient: phone, text: `【e家】验证码 ${code}，${codeMinutes} 分钟内有效，请勿告诉他人。`, dedupeKey: `code:${newId()}` },
      now,
    )
  })
  return {
    expiresAt: expiresAt.toISOString(),
    resendAt: new Date(now.getTime() + resendSeconds * 1000).toISOString(),
    demoCode: deps.config.demo ? code : null,
  }
}

export async function signInByPhone(context: ApiContext, phone: string, code: string): Promise<SignedIn> {
  const { deps, meta } = context
  const now = deps.clock()
  const phoneIndex = deps.crypto.blindIndex(phone, { field: 'phone', subdistrict: null })
  const signedIn = await deps.db.transaction().execute(async (tx): Promise<SignedIn | null> => {
    const sent = await lockPhoneCode(tx, phoneIndex)
    if (!sent || new Date(sent.expires_at) <= now || sent.attempts >= codeTries) return null
    if (!sent.code_hash.equals(codeHash(phone, code))) {
      await countPhoneCodeAttempt(tx, phoneIndex)
      return null
    }
    await dropPhoneCode(tx, phoneIndex)
    const id = newId()
    const account = await upsertResident(
      tx,
      {
        id,
        phoneSealed: deps.crypto.seal(phone, { table: 'accounts', id: phoneIndex.toString('hex'), field: 'phone' }),
        phoneIndex,
        phoneEnding: phone.slice(-4),
      },
      now,
    )
    if (account.disabled_at !== null) return null
    return startSession(tx, account.id, meta.device, null, now)
  })
  if (!signedIn) throw new DomainError('sign_in_refused')
  return signedIn
}

function codeHash(phone: string, code: string): Buffer {
  return hashOfSecret(`${phone}:${code}`)
}

async function auditSignIn(context: ApiContext, tx: Tx, accountId: string, action: string, now: Date): Promise<void> {
  const { deps } = context
  await recordAudit(tx, deps.crypto, { subdistrict: deps.config.district.code, actor: accountId, action, target: { kind: 'account', id: accountId } }, now)
}

function secondsUntil(instant: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(instant) - now.getTime()) / 1000))
}
