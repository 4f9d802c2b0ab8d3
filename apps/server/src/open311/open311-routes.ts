import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ApiKeyScope } from '@ejia/contract/accounts.ts'
import type { Deps } from '../access/api.ts'
import type { MachineActor } from '../access/actor.ts'
import { loadActor } from '../access/load-actor.ts'
import { theSubdistrict } from '../areas/find-place.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { DomainError } from '../platform/domain-error.ts'
import { languageOf, refusal, refusalOf } from '../platform/error-reply.ts'
import { fieldIssues } from '../platform/field-issues.ts'
import { findUnsafeText } from '../platform/unsafe-text.ts'
import { fileRequest } from '../requests/filing/file-request.ts'
import { NewServiceRequest, RequestsQuery, ServiceQuery } from './open311-shapes.ts'
import { listServiceRequests } from './open311-store.ts'
import { presentServiceRequest, presentServices, render, type Format } from './open311-view.ts'

type Params = { Params: { format: string; id: string } }
const prefix = '/open311/v2'

/** Open311 GeoReport v2 (wiki.open311.org). Services are public; cases need a key, since their words may name people. */
export async function open311Routes(app: FastifyInstance, deps: Deps): Promise<void> {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  app.setErrorHandler((error, request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const status = (error as { statusCode?: number }).statusCode
    const answer =
      refusalOf(error, language) ?? (status !== undefined && status < 500 ? refusal(status === 415 ? 'unsupported_media' : 'invalid_input', language) : null)
    if (answer === null) request.log.error({ err: error }, 'unexpected error')
    const said = answer ?? refusal('internal', language)
    const format: Format = request.url.split('?')[0]!.endsWith('.xml') ? 'xml' : 'json'
    return send(reply.code(said.status), format, 'errors', 'error', [{ code: said.status, description: said.message }])
  })

  app.get<Params>(`${prefix}/discovery.:format`, (request, reply) => {
    const url = `${deps.config.publicUrl ?? `${request.protocol}://${request.host}`}${prefix}`
    const endpoints = (['json', 'xml'] as const).map((format) => ({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url,
      changeset: '2026-11-23T00:00:00Z',
      type: 'production',
      formats: [format === 'json' ? 'application/json' : 'text/xml'],
    }))
    return send(reply, formatOf(request), 'discovery', null, {
      changeset: '2026-11-23T00:00:00Z',
      contact: 'docs/OPEN311.md',
      key_service: '/console/api-keys',
      endpoints,
    })
  })
  app.get<Params>(`${prefix}/services.:format`, async (request, reply) => {
    const { configuration, language } = await inForce(deps, request, valid(ServiceQuery, request.query).jurisdiction_id)
    return send(reply, formatOf(request), 'services', 'service', presentServices(configuration.categories, language))
  })
  app.get<Params>(`${prefix}/services/:id.:format`, async (request, reply) => {
    const { configuration, language } = await inForce(deps, request, valid(ServiceQuery, request.query).jurisdiction_id)
    const service = presentServices(configuration.categories, language).find((candidate) => candidate.service_code === request.params.id)
    if (!service) throw new DomainError('not_found')
    return send(reply, formatOf(request), 'service_definition', null, { service_code: service.service_code, attributes: [] })
  })
  app.post<Params>(`${prefix}/requests.:format`, async (request, reply) => {
    const machine = await requireKey(deps, request, 'open311.write')
    const input = valid(NewServiceRequest, request.body)
    const name = [input.last_name, input.first_name].filter(Boolean).join('')
    const now = deps.clock()
    const filed = await deps.db.transaction().execute(async (tx) => {
      const { configuration, subdistrict } = await inForce(
        deps,
        request,
        input.jurisdiction_id ?? (machine.areaCode.length === 9 ? machine.areaCode : undefined),
      )
      const category = configuration.categories.categories.find((candidate) => candidate.id === input.service_code)
      if (!category) throw new DomainError('invalid_input', { issues: [{ path: ['service_code'], rule: 'not_a_choice' }] })
      const point = input.lat !== undefined && input.long !== undefined ? { point: { latitude: input.lat, longitude: input.long } } : {}
      const result = await fileRequest(
        tx,
        deps.crypto,
        machine,
        {
          kind: category.kind,
          category: category.id,
          text: input.description,
          place: {
            ...point,
            ...(input.address_id === undefined ? {} : { buildingId: input.address_id }),
            ...(input.address_string === undefined ? {} : { detail: input.address_string }),
          },
          channel: 'api',
          photoIds: [],
          subdistrict,
          externalNumber: null,
          reporter: {
            anonymous: name === '' && input.phone === undefined,
            name: name === '' ? null : name,
            phone: input.phone ?? null,
            accountId: null,
            onBehalf: false,
            consent: null,
          },
        },
        now,
      )
      // A place outside the key's area takes the filing back.
      if (!result.placeArea.startsWith(machine.areaCode)) throw new DomainError('permission_denied')
      return result
    })
    const [receipt] = await filed.receipt.read()
    return send(reply.code(201), formatOf(request), 'service_requests', 'request', [
      { service_request_id: receipt!.receipt_number, service_notice: '', account_id: '' },
    ])
  })
  app.get<Params>(`${prefix}/requests.:format`, async (request, reply) => {
    const machine = await requireKey(deps, request, 'open311.read')
    const query = valid(RequestsQuery, request.query)
    const { configuration, language } = await inForce(deps, request, query.jurisdiction_id)
    const rows = await listServiceRequests(deps.db, machine.tenants, machine.areaCode, filterOf(query, deps.clock()))
    return send(
      reply,
      formatOf(request),
      'service_requests',
      'request',
      rows.map((row) => presentServiceRequest(row, configuration, language)),
    )
  })
  app.get<Params>(`${prefix}/requests/:id.:format`, async (request, reply) => {
    const machine = await requireKey(deps, request, 'open311.read')
    const { configuration, language } = await inForce(deps, request, valid(ServiceQuery, request.query).jurisdiction_id)
    const rows = await listServiceRequests(deps.db, machine.tenants, machine.areaCode, { ...everything, receiptNumbers: [request.params.id] })
    if (rows.length === 0) throw new DomainError('not_found')
    return send(
      reply,
      formatOf(request),
      'service_requests',
      'request',
      rows.map((row) => presentServiceRequest(row, configuration, language)),
    )
  })
  // We never hand out tokens: a filing is answered with its number at once. The number is its own token.
  app.get<Params>(`${prefix}/tokens/:id.:format`, async (request, reply) => {
    const machine = await requireKey(deps, request, 'open311.read')
    const rows = await listServiceRequests(deps.db, machine.tenants, machine.areaCode, { ...everything, receiptNumbers: [request.params.id] })
    if (rows.length === 0) throw new DomainError('not_found')
    return send(
      reply,
      formatOf(request),
      'service_requests',
      'request',
      rows.map((row) => ({ service_request_id: row.receipt_number, token: row.receipt_number })),
    )
  })
}

const everything = { receiptNumbers: null, categories: null, from: null, to: null, open: null, limit: 100, offset: 0 }
const mostDays = 90

/** Without numbers: the last 90 days at most, as the standard says. */
function filterOf(query: RequestsQuery, now: Date) {
  const limit = query.page_size ?? 100
  const paging = { limit, offset: ((query.page ?? 1) - 1) * limit }
  if (query.service_request_id) return { ...everything, ...paging, receiptNumbers: query.service_request_id.split(',').map((number) => number.trim()) }
  const to = query.end_date === undefined ? now : new Date(query.end_date)
  const earliest = new Date(to.getTime() - mostDays * 86_400_000)
  const from = query.start_date === undefined || new Date(query.start_date) < earliest ? earliest : new Date(query.start_date)
  return {
    ...everything,
    ...paging,
    from,
    to,
    categories: query.service_code ? query.service_code.split(',') : null,
    open: query.status === 'open' ? true : query.status === 'closed' ? false : null,
  }
}

async function inForce(deps: Deps, request: FastifyRequest, jurisdiction: string | undefined) {
  const subdistrict = (await theSubdistrict(deps.db, jurisdiction ?? null)).code
  return { subdistrict, configuration: await getConfiguration(deps.db, subdistrict), language: languageOf(request.headers['accept-language']) }
}

/** The key comes as `api_key`, as the standard says, or as a bearer token. */
async function requireKey(deps: Deps, request: FastifyRequest, scope: ApiKeyScope): Promise<MachineActor> {
  const bearer = request.headers.authorization?.startsWith('Bearer ') ? request.headers.authorization.slice(7) : null
  const given = bearer ?? keyIn(request.body) ?? keyIn(request.query)
  const actor = given === null ? null : await loadActor(deps.db, { sessionToken: null, apiKey: given }, deps.clock())
  if (actor?.kind !== 'machine') throw new DomainError('unauthenticated')
  if (!actor.scopes.includes(scope)) throw new DomainError('permission_denied')
  return actor
}

function keyIn(values: unknown): string | null {
  const key = typeof values === 'object' && values !== null && 'api_key' in values ? values.api_key : null
  return typeof key === 'string' ? key : null
}

function valid<S extends z.ZodType>(shape: S, values: unknown): z.output<S> {
  const unsafe = findUnsafeText(values)
  if (unsafe) throw new DomainError('invalid_input', { issues: [{ path: unsafe, rule: 'unsafe_character' }] })
  const parsed = shape.safeParse(values ?? {})
  if (!parsed.success) throw new DomainError('invalid_input', { issues: fieldIssues(parsed.error.issues) })
  return parsed.data
}

function formatOf(request: FastifyRequest<Params>): Format {
  const { format } = request.params
  if (format !== 'json' && format !== 'xml') throw new DomainError('not_found')
  return format
}

async function send(reply: FastifyReply, format: Format, root: string, item: string | null, body: object): Promise<FastifyReply> {
  const text = await render(format, root, item, body)
  return reply.type(format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8').send(text)
}
