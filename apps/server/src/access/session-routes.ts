import { drawQrCode } from '../platform/qr-code.ts'
import { requireWithinRate } from '../platform/rate-limit.ts'
import { DomainError } from '../platform/domain-error.ts'
import { hashOfSecret } from '../platform/secrets.ts'
import { totpUri } from '../platform/totp.ts'
import { api, requireAccount, type ApiContext } from './api.ts'
import { demoSignIn, isDemoOpen, listDemoRoles } from './demo-sign-in.ts'
import { describeMe } from './describe-me.ts'
import { idleMinutes, wallIdleMinutes } from './load-actor.ts'
import { endAllSessions, endSession, findInvitation, listLivingSessions, markSecondFactor } from './session-store.ts'
import { acceptInvitation, askPhoneCode, changePassword, openTotp, requireSecondFactor, signInAsStaff, signInByPhone, type SignedIn } from './sign-in.ts'
import type { StaffRole } from '@ejia/contract/access.ts'

const routes = api.sessions
const done = { ok: true } as const

export const sessionRoutes = {
  me: routes.me.handler(async ({ context: { deps, actor } }) => ({
    me: actor.kind === 'account' ? await describeMe(deps.db, actor.accountId, actor.secondFactorAt, deps.clock()) : null,
    demo: isDemoOpen(deps.config),
  })),
  askPhoneCode: routes.askPhoneCode.handler(async ({ input, context }) => {
    await requireWithinRate(context.deps.db, `code:${context.meta.ip}`, context.deps.limits.phoneCode, context.deps.clock())
    return askPhoneCode(context, input.phone)
  }),
  signInByPhone: routes.signInByPhone.handler(async ({ input, context }) => {
    await countTry(context)
    return welcome(context, await signInByPhone(context, input.phone, input.code), false)
  }),
  signIn: routes.signIn.handler(async ({ input, context }) => {
    await countTry(context)
    const outcome = await signInAsStaff(context, input)
    return 'secondFactor' in outcome ? { me: null, secondFactor: true } : { me: await welcome(context, outcome.signedIn, true), secondFactor: false }
  }),
  confirmSecondFactor: routes.confirmSecondFactor.handler(async ({ input, context }) => {
    const { deps, actor } = context
    const { accountId, sessionId } = requireAccount(actor)
    await countTry(context)
    const now = deps.clock()
    await deps.db.transaction().execute(async (tx) => {
      await requireSecondFactor(context, tx, accountId, input.totp, now)
      await markSecondFactor(tx, sessionId, now)
    })
    return describeMe(deps.db, accountId, now.toISOString(), now)
  }),
  openInvitation: routes.openInvitation.handler(async ({ input, context }) => {
    await countTry(context)
    const { deps } = context
    const invitation = await findInvitation(deps.db, hashOfSecret(input.token))
    if (!invitation) throw new DomainError('not_found')
    if (invitation.used_at !== null || new Date(invitation.expires_at) <= deps.clock()) throw new DomainError('link_expired')
    const totpSecret = openTotp(context, invitation.account_id, invitation.totp_sealed)
    const uri = totpUri(totpSecret, invitation.name)
    return {
      name: invitation.name,
      role: invitation.role as StaffRole,
      area: { code: invitation.area_code, name: invitation.area_name },
      expiresAt: invitation.expires_at,
      totpSecret,
      totpUri: uri,
      totpQr: await drawQrCode(uri),
    }
  }),
  acceptInvitation: routes.acceptInvitation.handler(async ({ input, context }) => {
    await countTry(context)
    return welcome(context, await acceptInvitation(context, input), true)
  }),
  listSessions: routes.listSessions.handler(async ({ context: { deps, actor } }) => {
    const { accountId, accountKind, sessionId } = requireAccount(actor)
    const since = (minutes: number) => new Date(deps.clock().getTime() - minutes * 60_000)
    const rows = await listLivingSessions(deps.db, accountId, since(idleMinutes[accountKind]), since(wallIdleMinutes))
    return {
      rows: rows.map((row) => ({
        id: row.id,
        current: row.id === sessionId,
        device: row.device,
        wall: row.wall_area !== null,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
      })),
    }
  }),
  endSession: routes.endSession.handler(async ({ input, context: { deps, actor } }) => {
    if (!(await endSession(deps.db, requireAccount(actor).accountId, input.sessionId, deps.clock()))) throw new DomainError('not_found')
    return done
  }),
  signOut: routes.signOut.handler(async ({ context: { deps, actor, meta } }) => {
    const { accountId, sessionId } = requireAccount(actor)
    await endSession(deps.db, accountId, sessionId, deps.clock())
    meta.setSession(null)
    return done
  }),
  signOutEverywhere: routes.signOutEverywhere.handler(async ({ context: { deps, actor, meta } }) => {
    await endAllSessions(deps.db, requireAccount(actor).accountId, null, deps.clock())
    meta.setSession(null)
    return done
  }),
  changePassword: routes.changePassword.handler(async ({ input, context }) => {
    const { accountId, sessionId } = requireAccount(context.actor)
    await countTry(context)
    await changePassword(context, accountId, sessionId, input)
    return done
  }),
  listDemoRoles: routes.listDemoRoles.handler(async ({ context: { deps } }) => ({
    roles: isDemoOpen(deps.config) ? await listDemoRoles(deps.db, deps.clock()) : [],
  })),
  demoSignIn: routes.demoSignIn.handler(async ({ input, context }) => {
    if (!isDemoOpen(context.deps.config)) throw new DomainError('demo_only')
    return welcome(context, await demoSignIn(context, input.role, input.area ?? null, input.colleague ?? false), true)
  }),
}

async function countTry({ deps, meta }: ApiContext): Promise<void> {
  await requireWithinRate(deps.db, `sign-in:${meta.ip}`, deps.limits.signIn, deps.clock())
}

async function welcome({ deps, meta }: ApiContext, { accountId, token }: SignedIn, secondFactor: boolean) {
  meta.setSession(token)
  const now = deps.clock()
  return describeMe(deps.db, accountId, secondFactor ? now.toISOString() : null, now)
}
