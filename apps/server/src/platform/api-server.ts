import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import type { OpenAPIHandlerOptions } from '@orpc/openapi/fastify'
import { ORPCError, type Context } from '@orpc/server'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { ErrorCode } from '@ejia/contract/errors.ts'
import { languageOf, refusal, refusalOf, type Refusal } from './error-reply.ts'
import { describeError } from './log-errors.ts'
import { largestPhotoBytes } from './photos.ts'
import { findUnsafeText } from './unsafe-text.ts'

export type ApiServerOptions<C extends Context> = {
  /** Makes the handler of the routes with the options given here. */
  mount: (options: OpenAPIHandlerOptions<C>) => (request: FastifyRequest, reply: FastifyReply, context: C) => Promise<{ matched: boolean }>
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<C>
  logLevel: string
  trustProxy: string | false
}

/** Thrown by a handler whose reply is JSON already. */
export class ReadyReply {
  readonly json: string
  constructor(json: string) {
    this.json = json
  }
}

/** Multipart framing around the photo itself. */
const multipartSlack = 64 * 1024
const unsafeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Fastify with oRPC under /api. Bodies: JSON up to 1 MB, and multipart where a photo is put up; all else is refused with a sentence. */
export async function createApiServer<C extends Context>(options: ApiServerOptions<C>): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.logLevel,
      serializers: {
        req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
        res: (reply) => ({ status: reply.statusCode }),
        err: describeError,
      },
    },
    trustProxy: options.trustProxy === false ? false : options.trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be decoded reaches no route.
    frameworkErrors: (_error, request, reply) => {
      void send(reply, refusal('invalid_input', languageOf(request.headers['accept-language']), { issues: [{ path: ['address'], rule: 'wrong_format' }] }))
    },
  })
  await app.register(cookie)
  // Lists on a slow line: JSON alone. Pages are compressed when built; a live stream must not wait for a full block.
  await app.register(compress, { encodings: ['gzip'], threshold: 2_048, customTypes: /^application\/json/, zlibOptions: { level: 4 } })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // antd writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // TLS ends at the proxy in front; it sets HSTS.
    hsts: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('multipart/form-data', (request, _payload, done) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    if (request.routeOptions.url !== '/api/*' || !/^\/api\/(photos|imports(\/proposals)?)(\?|$)/.test(request.url)) done(httpError('unsupported_media'))
    else if (!(length <= largestPhotoBytes + multipartSlack))
      done(
        httpError('payload_too_large', {
          issues: [{ path: [request.url.startsWith('/api/photos') ? 'photo' : 'file'], rule: 'too_big', params: { megabytes: 20 } }],
        }),
      )
    else done(null, undefined)
  })
  app.setErrorHandler((error, request, reply) => {
    const answer = frameworkRefusal(error, request)
    if (answer === null) request.log.error({ err: error }, 'unexpected error')
    return send(reply, answer ?? refusal('internal', languageOf(request.headers['accept-language'])))
  })
  const ready = new WeakMap<object, string>()
  const handle = options.mount({
    customErrorResponseBodyEncoder: (error) => (error.data as { body?: unknown } | undefined)?.body,
    interceptors: [
      async ({ next, request, context }) => {
        try {
          return await next()
        } catch (error) {
          if (error instanceof ReadyReply) {
            ready.set(context, error.json)
            return { matched: false, response: undefined }
          }
          throw asApiError(error, request.headers['accept-language'], app.log)
        }
      },
    ],
  })
  app.all('/api/*', { preHandler: refuseUnsafe }, async (request, reply) => {
    const context = await options.contextOf(request, reply)
    const { matched } = await handle(request, reply, context)
    const json = ready.get(context)
    if (json !== undefined) return reply.type('application/json; charset=utf-8').send(json)
    if (!matched) return send(reply, refusal('not_found', languageOf(request.headers['accept-language'])))
    return reply
  })
  return app
}

/** A write from another site's page, or text nothing can store. */
async function refuseUnsafe(request: FastifyRequest): Promise<void> {
  const { origin } = request.headers
  if (unsafeMethods.has(request.method) && origin !== undefined && URL.parse(origin)?.host !== request.host) throw httpError('permission_denied')
  const path = findUnsafeText(request.body) ?? findUnsafeText(request.query)
  const inUrl = /%00/i.test(request.url)
  if (path || inUrl) throw httpError('invalid_input', { issues: [{ path: path ?? ['subject'], rule: 'unsafe_character' }] })
}

type HttpError = Error & { refusal: { code: ErrorCode; details: Record<string, unknown> } }
function httpError(code: ErrorCode, details: Record<string, unknown> = {}): HttpError {
  return Object.assign(new Error(code), { refusal: { code, details } })
}

function frameworkRefusal(error: unknown, request: FastifyRequest): Refusal | null {
  const language = languageOf(request.headers['accept-language'])
  if (error instanceof Error && 'refusal' in error) {
    const { code, details } = (error as HttpError).refusal
    return refusal(code, language, details)
  }
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refusal('payload_too_large', language)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusal('unsupported_media', language)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return refusal('invalid_input', language, { issues: [{ path: ['body'], rule: 'wrong_format' }] })
  return refusalOf(error, language)
}

function asApiError(error: unknown, acceptLanguage: string | string[] | undefined, log: FastifyBaseLogger): ORPCError<string, { body: unknown }> {
  const language = languageOf(Array.isArray(acceptLanguage) ? acceptLanguage[0] : acceptLanguage)
  const answer = refusalOf(error, language)
  if (answer === null) log.error({ err: error }, 'unexpected error')
  const { status, ...body } = answer ?? refusal('internal', language)
  return new ORPCError(body.code, { status, data: { body } })
}

function send(reply: FastifyReply, { status, ...body }: Refusal): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}
