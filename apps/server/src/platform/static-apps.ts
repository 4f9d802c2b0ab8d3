import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

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
    if (!home || !wantsPage)
      return reply
        .code(404)
        .type('application/json')
        .send(JSON.stringify({ code: 'not_found', message: '没有找到这个页面。', details: {} }))
    return sendPage(reply, home.folder)
  })
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html', folder)
}
