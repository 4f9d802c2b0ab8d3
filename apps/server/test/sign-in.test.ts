import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { isDemoOpen } from '../src/access/demo-sign-in.ts'
import { createBootstrapInvitation } from '../src/people/invite-staff.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const password = '春天的梧桐树在河边 29'

async function invited(role = 'gridOfficer'): Promise<{ token: string; accountId: string }> {
  const office = await world.as('subdistrictStaff', '990101001')
  const reply = await office.post('/api/accounts', { name: '新网格员', role, areaCode: world.places.grids[0]!.code })
  expect(reply.status, reply.text).toBe(201)
  return { token: reply.body.url.split('/').at(-1), accountId: reply.body.accountId }
}

const code = (secret: string) => generateSync({ secret, epoch: Math.floor(world.clock.now.getTime() / 1000) })
let made = 0
async function enrolled(): Promise<{ login: string; secret: string; accountId: string; token: string }> {
  const { token, accountId } = await invited()
  const { body } = await world.anybody.get(`/api/invitations/${token}`)
  const login = `officer${made++}`
  const accepted = await world.anybody.post(`/api/invitations/${token}`, { login, password, totp: code(body.totpSecret) })
  expect(accepted.status, accepted.text).toBe(200)
  world.clock.minutes(1)
  return { login, secret: body.totpSecret, accountId, token }
}

function cookieOf(reply: { headers: Record<string, unknown> }): string {
  return /__Host-ejia=([^;]+)/.exec(String(reply.headers['set-cookie']))?.[1] ?? ''
}

test('an invitation is good once; a second factor is needed; a code is good once', async () => {
  const { login, secret, token } = await enrolled()
  expect((await world.anybody.get(`/api/invitations/${token}`)).body.code).toBe('link_expired')
  expect((await world.anybody.post(`/api/invitations/${token}`, { login: 'other-login', password, totp: code(secret) })).body.code).toBe('link_expired')
  expect((await world.anybody.post('/api/sign-in', { login, password })).body).toEqual({ me: null, secondFactor: true })
  const totp = code(secret)
  const signedIn = await world.anybody.post('/api/sign-in', { login, password, totp })
  expect(signedIn.body.me.name).toBe('新网格员')
  expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly.*Secure.*SameSite=Lax/i)
  expect((await world.anybody.post('/api/sign-in', { login, password, totp })).body.code).toBe('sign_in_refused')
})

test('five wrong tries lock; the right password then waits; an unknown name is answered alike', async () => {
  const { login, secret } = await enrolled()
  for (let index = 0; index < 5; index++) expect((await world.anybody.post('/api/sign-in', { login, password: 'wrong' })).body.code).toBe('sign_in_refused')
  const locked = await world.anybody.post('/api/sign-in', { login, password, totp: code(secret) })
  expect(locked.body).toMatchObject({ code: 'locked_out', details: { retryAfterSeconds: 900 } })
  const unknown = await world.anybody.post('/api/sign-in', { login: 'nobody-here', password: 'wrong' })
  expect(unknown.body).toMatchObject({ code: 'sign_in_refused', details: {} })
  world.clock.minutes(16)
  expect((await world.anybody.post('/api/sign-in', { login, password, totp: code(secret) })).status).toBe(200)
})

test('signing out everywhere ends every session; an idle one ends by itself; a disabled account has none', async () => {
  const { login, secret, accountId } = await enrolled()
  const tokens: string[] = []
  for (let index = 0; index < 2; index++) {
    tokens.push(cookieOf(await world.anybody.post('/api/sign-in', { login, password, totp: code(secret) })))
    world.clock.minutes(1)
  }
  const [one, two] = tokens.map(
    (token) =>
      (path: string, method: 'GET' | 'POST' = 'GET') =>
        world.anybody.send({ method, url: path, headers: { cookie: `__Host-ejia=${token}` } }),
  )
  expect((await one!('/api/me/sessions')).body.rows).toHaveLength(3)
  expect((await one!('/api/sign-out-everywhere', 'POST')).status).toBe(200)
  expect((await two!('/api/me/sessions')).status).toBe(401)
  const third = cookieOf(await world.anybody.post('/api/sign-in', { login, password, totp: code(secret) }))
  const third_ = (path: string) => world.anybody.send({ method: 'GET', url: path, headers: { cookie: `__Host-ejia=${third}` } })
  expect((await third_('/api/me/sessions')).status).toBe(200)
  const office = await world.as('subdistrictStaff', '990101001')
  expect((await office.post(`/api/accounts/${accountId}/disable`, { reason: '离岗' })).body.state).toBe('disabled')
  expect((await third_('/api/me/sessions')).status).toBe(401)
  const idle = await world.as('gridOfficer', world.places.grids[2]!.code)
  expect((await idle.get('/api/me/sessions')).status).toBe(200)
  world.clock.minutes(31)
  expect((await idle.get('/api/me/sessions')).status).toBe(401)
})

test('weak passwords, taken logins and wrong codes are told at their field', async () => {
  const { login } = await enrolled()
  const { token } = await invited()
  const { body } = await world.anybody.get(`/api/invitations/${token}`)
  const attempt = async (change: object) =>
    (await world.anybody.post(`/api/invitations/${token}`, { login: 'fresh-login', password, totp: code(body.totpSecret), ...change })).body.details.issues[0]
  expect(await attempt({ password: 'password1234' })).toMatchObject({ path: ['password'], rule: 'weak' })
  expect(await attempt({ password: '短' })).toMatchObject({ path: ['password'], rule: 'too_short' })
  expect(await attempt({ login })).toMatchObject({ path: ['login'], rule: 'already_taken' })
  expect(await attempt({ totp: '000000' })).toMatchObject({ path: ['totp'] })
})

test('a resident signs in with a code that works once, five tries at most', async () => {
  const ask = await world.anybody.post('/api/sign-in/phone-code', { phone: '139 0000 7777' })
  expect(ask.body.demoCode).toMatch(/^\d{6}$/)
  expect((await world.anybody.post('/api/sign-in/phone-code', { phone: '13900007777' })).body.code).toBe('rate_limited')
  const right = { phone: '13900007777', code: ask.body.demoCode }
  expect((await world.anybody.post('/api/sign-in/phone', { ...right, code: right.code === '000000' ? '000001' : '000000' })).body.code).toBe('sign_in_refused')
  const first = await world.anybody.post('/api/sign-in/phone', right)
  expect(first.body).toMatchObject({ kind: 'resident', phoneEnding: '7777' })
  expect((await world.anybody.post('/api/sign-in/phone', right)).body.code).toBe('sign_in_refused')
  world.clock.minutes(2)
  const again = await world.anybody.post('/api/sign-in/phone-code', { phone: '13900007777' })
  for (let index = 0; index < 5; index++)
    await world.anybody.post('/api/sign-in/phone', { phone: '13900007777', code: again.body.demoCode === '111111' ? '222222' : '111111' })
  expect((await world.anybody.post('/api/sign-in/phone', { phone: '13900007777', code: again.body.demoCode })).body.code).toBe('sign_in_refused')
})

test('nobody holds two administrators’ posts, nor one and a post that reads residents’ data', async () => {
  const security = await world.as('securityAdmin', '990101')
  const auditor = await world.hire('auditor', '990101')
  const staff = await world.hire('subdistrictStaff', '990101001')
  const assign = (caller: Caller, accountId: string, role: string, areaCode: string) => caller.post('/api/assignments', { accountId, role, areaCode })
  expect((await assign(security, auditor.accountId!, 'systemAdmin', '990101')).body.details.issues[0]).toMatchObject({
    path: ['role'],
    rule: 'not_allowed_here',
  })
  expect((await assign(security, auditor.accountId!, 'subdistrictStaff', '990101001')).body.details.issues[0]).toMatchObject({ path: ['role'] })
  expect((await assign(security, staff.accountId!, 'auditor', '990101')).body.details.issues[0]).toMatchObject({ path: ['role'] })
  expect((await assign(security, security.accountId!, 'auditor', '990101')).body.code).toBe('permission_denied')
  expect((await assign(await world.as('subdistrictStaff', '990101001'), staff.accountId!, 'subdistrictStaff', '990101001')).body.code).toBe('permission_denied')
})

test('the demo’s cards are closed outside the demo, and on a public listener unless allowed', () => {
  expect(isDemoOpen({ demo: false, demoPublic: true, host: '127.0.0.1' })).toBe(false)
  expect(isDemoOpen({ demo: true, demoPublic: false, host: '0.0.0.0' })).toBe(false)
  expect(isDemoOpen({ demo: true, demoPublic: true, host: '0.0.0.0' })).toBe(true)
  expect(isDemoOpen({ demo: true, demoPublic: false, host: '127.0.0.1' })).toBe(true)
})

test('once somebody was invited, no start makes another first link', async () => {
  const { db, crypto } = world.deps
  await expect(db.transaction().execute((tx) => createBootstrapInvitation(tx, crypto, { code: '990101', name: '示范区' }, world.clock.now))).resolves.toBeNull()
})
