import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyRequest, FastifyReply } from 'fastify'
import { OpenAPIHandler, type OpenAPIHandlerOptions } from '@orpc/openapi/fastify'
import { sql } from 'kysely'
import { contract } from '@ejia/contract/contract.ts'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import { apiExamples } from './api-examples.ts'
import type { ApiContext, Deps } from './access/api.ts'
import { loadActor } from './access/load-actor.ts'
import { open311Routes } from './open311/open311-routes.ts'
import { createApiServer, ReadyReply } from './platform/api-server.ts'
import { languageOf } from './platform/error-reply.ts'
import { readIdempotencyKey } from './platform/idempotency.ts'
import { describeApi, proceduresById } from './platform/openapi.ts'
import { addressBucket } from './platform/rate-limit.ts'
import { serveApps } from './platform/static-apps.ts'
import { router } from './router.ts'

export type AppOptions = Deps & { logLevel: string; trustProxy: string | false }

function mount(options: OpenAPIHandlerOptions<ApiContext>) {
  const handler = new OpenAPIHandler(router, options)
  return (request: FastifyRequest, reply: FastifyReply, context: ApiContext) => handler.handle(request, reply, { prefix: '/api', context })
}

/** The whole server: API, health, the two web apps. */
export async function buildApp({ logLevel, trustProxy, ...deps }: AppOptions): Promise<FastifyInstance> {
  for (const [id, procedure] of proceduresById(contract))
    if ((procedure['~orpc'].meta as EndpointMeta).action === undefined) throw new Error(`The route ${id} does not say who may call it.`)
  const app = await createApiServer<ApiContext>({ mount, contextOf: (request, reply) => contextOf(deps, request, reply), logLevel, trustProxy })
  app.get('/healthz', async (_request, reply) => {
    try {
      await sql`select 1`.execute(deps.db)
      return { ok: true }
    } catch {
      return reply.code(503).send({ ok: false })
    }
  })
  let document: Promise<object> | null = null
  app.get('/api/openapi.json', () => (document ??= describeApi(contract, apiExamples)))
  await app.register((scope) => open311Routes(scope, deps))
  await serveApps(app, [
    { folder: fileURLToPath(new URL('../../residents/dist', import.meta.url)), prefix: '/' },
    { folder: fileURLToPath(new URL('../../console/dist', import.meta.url)), prefix: '/console/' },
  ])
  return app
}

const monthSeconds = 180 * 24 * 3600

async function contextOf(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<ApiContext> {
  const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
  const secure = origin.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin)
  // Browsers take a __Host- cookie over https and from this machine; a demo shown in a plain local network needs the bare name.
  const cookieName = secure ? '__Host-ejia' : 'ejia'
  const authorization = request.headers.authorization
  const apiKey = authorization?.startsWith('Bearer ') ? authorization.slice(7) : null
  return {
    deps,
    actor: await loadActor(deps.db, { sessionToken: request.cookies[cookieName] ?? null, apiKey }, deps.clock()),
    meta: {
      ip: addressBucket(request.ip),
      device: request.headers['user-agent']?.slice(0, 200) ?? '',
      language: languageOf(request.headers['accept-language']),
      origin,
      idempotencyKey: request.method === 'GET' ? null : readIdempotencyKey(request.headers['idempotency-key']),
      passThrough: (json) => {
        throw new ReadyReply(json)
      },
      setSession: (token) => {
        const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
        if (token === null) void reply.clearCookie(cookieName, options)
        else void reply.setCookie(cookieName, token, { ...options, maxAge: monthSeconds })
      },
    },
  }
}
