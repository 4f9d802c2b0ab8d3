import { z } from 'zod'
import { Action, AssignmentSource, Role, StaffRole } from './access.ts'
import { endpoint } from './endpoint.ts'
import { AreaRef, UnitRef } from './requests.ts'
import { Done, Id, Instant, Phone, words } from './shapes.ts'

export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/)
/** Length is what counts (NIST SP 800-63B): 12 or more, refused when it is among the commonest or holds the login name. */
export const NewPassword = z.string().min(12).max(200)
const totpCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/)

export const HeldAssignment = z.object({
  id: Id,
  role: Role,
  area: AreaRef,
  unit: UnitRef.nullable(),
  source: AssignmentSource,
  validFrom: Instant,
  validTo: Instant.nullable(),
})

/** Who is signed in. `actions` tells the console which pages to offer; every call is checked again. */
export const Me = z.object({
  accountId: Id,
  name: z.string(),
  kind: z.enum(['staff', 'resident']),
  phoneEnding: z.string().nullable(),
  assignments: z.array(HeldAssignment),
  actions: z.array(z.object({ action: Action, areas: z.array(z.string()), units: z.array(Id) })),
  /** The subdistrict whose pages open first. */
  home: AreaRef.nullable(),
  secondFactorAt: Instant.nullable(),
  idleMinutes: z.number(),
})
export type Me = z.infer<typeof Me>

export const SessionRow = z.object({ id: Id, current: z.boolean(), device: z.string(), wall: z.boolean(), createdAt: Instant, lastSeenAt: Instant })

export const DemoRole = z.object({
  /** A second person of the role, for what takes two. */
  colleague: z.boolean(),
  role: Role,
  name: z.string(),
  area: AreaRef,
  says: z.object({ zh: z.string(), en: z.string() }),
})

export const sessionsContract = {
  me: endpoint
    .route({ method: 'GET', path: '/me', summary: 'Who is signed in', tags: ['sign-in'] })
    .meta({ action: 'public' })
    .output(z.object({ me: Me.nullable(), demo: z.boolean() })),
  askPhoneCode: endpoint
    .route({ method: 'POST', path: '/sign-in/phone-code', summary: 'Send a code to a resident’s phone', tags: ['sign-in'] })
    .meta({ action: 'public', idempotency: 'none', errors: ['rate_limited'] })
    .input(z.strictObject({ phone: Phone }))
    /** `demoCode` only where demo data is loaded: it stands for the text message. */
    .output(z.object({ expiresAt: Instant, resendAt: Instant, demoCode: z.string().nullable() })),
  signInByPhone: endpoint
    .route({ method: 'POST', path: '/sign-in/phone', summary: 'Sign in as a resident with the code', tags: ['sign-in'] })
    .meta({ action: 'public', idempotency: 'none', errors: ['sign_in_refused', 'rate_limited'] })
    .input(z.strictObject({ phone: Phone, code: totpCode }))
    .output(Me),
  signIn: endpoint
    .route({ method: 'POST', path: '/sign-in', summary: 'Sign in as staff: name and password, then the second factor', tags: ['sign-in'] })
    .meta({ action: 'public', idempotency: 'none', errors: ['sign_in_refused', 'locked_out', 'rate_limited'] })
    .input(z.strictObject({ login: z.string().trim().min(1).max(80), password: z.string().min(1).max(200), totp: totpCode.optional() }))
    /** Without `totp`: `secondFactor` tells that the password was right and the code is awaited. */
    .output(z.object({ me: Me.nullable(), secondFactor: z.boolean() })),
  confirmSecondFactor: endpoint
    .route({ method: 'POST', path: '/sign-in/second-factor', summary: 'Prove the second factor again (before a sensitive act)', tags: ['sign-in'] })
    .meta({ action: 'signedIn', idempotency: 'none', errors: ['sign_in_refused', 'locked_out', 'rate_limited'] })
    .input(z.strictObject({ totp: totpCode }))
    .output(Me),
  openInvitation: endpoint
    .route({ method: 'GET', path: '/invitations/{token}', summary: 'What an invitation link offers', tags: ['sign-in'] })
    .meta({ action: 'bearer', errors: ['link_expired', 'rate_limited'] })
    .input(z.strictObject({ token: z.string().min(20).max(64) }))
    .output(
      z.object({ name: z.string(), role: StaffRole, area: AreaRef, expiresAt: Instant, totpSecret: z.string(), totpUri: z.string(), totpQr: z.string() }),
    ),
  acceptInvitation: endpoint
    .route({ method: 'POST', path: '/invitations/{token}', summary: 'Choose login and password, prove the second factor', tags: ['sign-in'] })
    .meta({ action: 'bearer', idempotency: 'none', errors: ['link_expired', 'sign_in_refused', 'rate_limited'] })
    .input(z.strictObject({ token: z.string().min(20).max(64), login: LoginName, password: NewPassword, totp: totpCode }))
    .output(Me),
  listSessions: endpoint
    .route({ method: 'GET', path: '/me/sessions', summary: 'Where I am signed in', tags: ['sign-in'] })
    .meta({ action: 'signedIn' })
    .output(z.object({ rows: z.array(SessionRow) })),
  endSession: endpoint
    .route({ method: 'DELETE', path: '/me/sessions/{sessionId}', summary: 'Sign out one device', tags: ['sign-in'] })
    .meta({ action: 'signedIn', idempotency: 'none' })
    .input(z.strictObject({ sessionId: Id }))
    .output(Done),
  signOut: endpoint
    .route({ method: 'POST', path: '/sign-out', summary: 'Sign out here', tags: ['sign-in'] })
    .meta({ action: 'signedIn', idempotency: 'none' })
    .output(Done),
  signOutEverywhere: endpoint
    .route({ method: 'POST', path: '/sign-out-everywhere', summary: 'Sign out on every device', tags: ['sign-in'] })
    .meta({ action: 'signedIn', idempotency: 'none' })
    .output(Done),
  changePassword: endpoint
    .route({ method: 'POST', path: '/me/password', summary: 'Change my password; other sessions end', tags: ['sign-in'] })
    .meta({ action: 'signedIn', idempotency: 'none', errors: ['sign_in_refused', 'locked_out', 'rate_limited'] })
    .input(z.strictObject({ current: z.string().min(1).max(200), next: NewPassword, totp: totpCode }))
    .output(Done),
  listDemoRoles: endpoint
    .route({ method: 'GET', path: '/demo/roles', summary: 'The “sign in as” cards of the demo', tags: ['demo'] })
    .meta({ action: 'public' })
    .output(z.object({ roles: z.array(DemoRole) })),
  demoSignIn: endpoint
    .route({ method: 'POST', path: '/demo/sign-in', summary: 'Sign in as a role of the demo; refused outside the demo', tags: ['demo'] })
    .meta({ action: 'public', idempotency: 'none', errors: ['demo_only'] })
    .input(z.strictObject({ role: Role, area: words(15).optional(), colleague: z.boolean().optional() }))
    .output(Me),
}
