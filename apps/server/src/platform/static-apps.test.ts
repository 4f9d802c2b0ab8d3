import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveApps } from './static-apps.ts'

let folder: string
let app: FastifyInstance
const page = { accept: 'text/html,*/*' }
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ejia-apps-'))
  for (const name of ['residents', 'console']) {
    mkdirSync(join(folder, name, 'assets'), { recursive: true })
    writeFileSync(join(folder, name, 'index.html'), `<!doctype html><title>${name}</title>`)
    writeFileSync(join(folder, name, 'assets', 'main-Ab12.js'), `"${name}"`)
  }
  writeFileSync(join(folder, 'residents', 'sw.js'), 'self.skipWaiting()')
  writeFileSync(join(folder, 'residents', 'assets', 'main-Ab12.js.br'), brotliCompressSync('"residents"'))
  writeFileSync(join(folder, 'secret.txt'), 'not to be served')
  app = Fastify()
  await serveApps(app, [
    { folder: join(folder, 'residents'), prefix: '/' },
    { folder: join(folder, 'console'), prefix: '/console/' },
    { folder: join(folder, 'not-built'), prefix: '/console/' },
  ])
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the two web apps', () => {
  test.each([
    ['/', 'residents'],
    ['/r/some-receipt-key', 'residents'],
    ['/report?building=X', 'residents'],
    ['/console/', 'console'],
    ['/console/requests/42', 'console'],
  ])('%s opens the page of the %s app, never from a cache', async (url, name) => {
    const reply = await get(url, page)
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toContain(`<title>${name}</title>`)
    expect(reply.headers['cache-control']).toBe('no-cache')
  })

  test('/console leads to /console/', async () => {
    expect((await get('/console', page)).headers.location).toBe('/console/')
  })

  test('files named by their content stay for a year; the service worker does not', async () => {
    for (const url of ['/assets/main-Ab12.js', '/console/assets/main-Ab12.js'])
      expect((await get(url)).headers['cache-control'], url).toBe('public, max-age=31536000, immutable')
    expect((await get('/sw.js')).headers['cache-control']).toBe('no-cache')
  })

  test('what was compressed when built goes out so, to whoever takes it', async () => {
    const small = await get('/assets/main-Ab12.js', { 'accept-encoding': 'br, gzip' })
    expect(small.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': expect.stringContaining('javascript') })
    const plain = await get('/assets/main-Ab12.js')
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, '"residents"'])
  })

  test.each(['/assets/gone-Ff00.js', '/favicon.ico', '/api'])('%s that is not there is a refusal, not a page', async (url) => {
    const reply = await get(url, { accept: '*/*', 'accept-language': 'en' })
    expect(reply.statusCode).toBe(404)
    expect(reply.json()).toMatchObject({ code: 'not_found', message: expect.stringMatching(/^Not found/) })
  })

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2f..%2fsecret.txt', '/console/..%2f..%2fsecret.txt'])(
    '%s does not leave the folder',
    async (url) => {
      expect((await get(url)).body).not.toContain('not to be served')
    },
  )
})
