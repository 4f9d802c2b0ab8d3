import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ErrorBody } from '@ejia/contract/errors.ts'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/platform/database.ts'
import { useWorld } from './test-world.ts'

const world = useWorld()
const signIn = (headers: Record<string, string>) =>
  world.app.inject({
    method: 'POST',
    url: '/api/demo/sign-in',
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    payload: '{"role":"auditor"}',
  })

describe('the server as a browser meets it', () => {
  test('runs no script but its own, sits in no other page and is guessed at by no browser', async () => {
    const { headers } = await world.app.inject({ method: 'GET', url: '/api/me', headers: { host: 'localhost:3000' } })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('unsafe-eval')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })

  test('gives a session in a cookie no script and no other site can use', async () => {
    const cookie = String((await signIn({})).headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-ejia=[\w-]{43};/)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')
  })

  test.each([
    ['its own page', 'http://localhost:3000', 200],
    ['no page at all', undefined, 200],
    ['another site', 'https://elsewhere.example', 403],
    ['another port', 'http://localhost:4000', 403],
    ['a sandboxed frame', 'null', 403],
  ])('a write from %s', async (_from, origin, status) => {
    expect((await signIn(origin === undefined ? {} : { origin })).statusCode).toBe(status)
  })

  test('what cannot be read is refused in the shape of every refusal', async () => {
    const asked = async (options: { method?: 'GET' | 'POST'; url: string; headers?: Record<string, string>; payload?: string }) => {
      const reply = await world.app.inject({ method: 'GET', ...options, headers: { host: 'localhost:3000', ...options.headers } })
      return { status: reply.statusCode, body: ErrorBody.parse(reply.json()) }
    }
    const json = { 'content-type': 'application/json' }
    expect(await asked({ url: '/api/%zz' })).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    expect(await asked({ url: `/api/${'x'.repeat(3000)}` })).toMatchObject({ status: 404 })
    expect(await asked({ url: '/api/nothing', headers: { 'accept-language': 'en-GB' } })).toMatchObject({
      status: 404,
      body: { message: expect.stringMatching(/^Not found/) },
    })
    expect(await asked({ method: 'POST', url: '/api/demo/sign-in', headers: json, payload: '' })).toMatchObject({ status: 400 })
    expect(await asked({ method: 'POST', url: '/api/demo/sign-in', headers: json, payload: '[]' })).toMatchObject({ status: 400 })
    expect(await asked({ method: 'POST', url: '/api/demo/sign-in', headers: json, payload: '{"constructor":{"prototype":{"x":1}}}' })).toMatchObject({
      status: 400,
    })
    const badKey = { ...json, 'idempotency-key': 'first' }
    expect(await asked({ method: 'POST', url: '/api/demo/sign-in', headers: badKey, payload: '{"role":"auditor"}' })).toMatchObject({
      status: 400,
      body: { details: { issues: [{ path: ['Idempotency-Key'], rule: 'wrong_format' }] } },
    })
  })

  test('a long list travels compressed to whoever takes it, and reads the same', async () => {
    const officer = await world.as('subdistrictStaff', '990101001')
    const ask = (headers: Record<string, string>) =>
      world.app.inject({
        url: '/api/configuration/990101001',
        headers: { host: 'localhost:3000', cookie: `__Host-ejia=${officer.token}`, ...headers },
      })
    const [plain, packed] = [await ask({}), await ask({ 'accept-encoding': 'gzip, br' })]
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  })

  test('a choice outside its list names the field, in lists too', async () => {
    const officer = await world.as('subdistrictStaff', '990101001')
    const { body } = await officer.get('/api/requests?state=nonsense&limit=many')
    expect(body.details.issues).toEqual([
      { path: ['state'], rule: 'not_a_choice' },
      { path: ['limit'], rule: 'wrong_type' },
    ])
  })
})

test('without its database the server says so: 503 with a sentence, and not healthy', async () => {
  const db = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1 })
  const app = await buildApp({ ...world.deps, db, logLevel: 'silent', trustProxy: false })
  expect((await world.app.inject('/healthz')).statusCode).toBe(200)
  expect((await app.inject('/healthz')).statusCode).toBe(503)
  const reply = await app.inject({ url: '/api/report-form', headers: { host: 'localhost:3000' } })
  expect(reply.statusCode).toBe(503)
  expect(ErrorBody.parse(reply.json()).code).toBe('unavailable')
  await app.close()
  await db.destroy()
})
