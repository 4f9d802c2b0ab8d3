import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { languageOf, refusal } from './error-reply.ts'

export type StaticApp = { folder: string; prefix: '/' | '/console/' }

/** The built web apps: hashed assets for a year, pages never; deep links get the app's own page. */
export async function serveApps(app: FastifyInstance, apps: readonly StaticApp[]): Promise<void> {
  const present = apps.filter(({ folder }) => existsSync(join(folder, 'index.html')))
  for (const [index, { folder, prefix }] of present.entries()) {
    await app.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: index === 0,
      preCompressed: true,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  app.setNotFoundHandler((request, reply) => {
    const home = present.find(({ prefix }) => request.url.startsWith(prefix) && prefix !== '/') ?? present.find(({ prefix }) => prefix === '/')
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
    if (!home || !wantsPage) {
      const { status, ...body } = refusal('not_found', languageOf(request.headers['accept-language']))
      return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
    }
    return sendPage(reply, home.folder)
  })
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html', folder)
}
