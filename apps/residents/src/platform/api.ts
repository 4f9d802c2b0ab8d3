import type { Contract } from '@ejia/contract/contract.ts'
import type { ErrorBody, ErrorCode, FieldIssue } from '@ejia/contract/errors.ts'
import type { ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput, Meta, Schema } from '@orpc/contract'
import { routes } from 'virtual:contract-routes'
import { preferences } from './preferences.ts'

type Options = { idempotencyKey?: string }
type Call<I, O> = undefined extends I ? (input?: I, options?: Options) => Promise<O> : (input: I, options?: Options) => Promise<O>
type ClientOf<R> = {
  [K in keyof R]: R[K] extends ContractProcedure<infer I extends Schema<unknown, unknown>, infer O extends Schema<unknown, unknown>, ErrorMap, Meta>
    ? Call<InferSchemaInput<I>, InferSchemaOutput<O>>
    : ClientOf<R[K]>
}
type ResidentsContract = Pick<Contract, 'sessions' | 'officers' | 'areas' | 'intake' | 'notices' | 'rights' | 'ownEnterprises' | 'captains'>
export type Api = ClientOf<ResidentsContract>

/** `offline`: no answer came at all; whether the server heard us is unknown. */
export type RefusalCode = ErrorCode | 'offline'

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly issues: readonly FieldIssue[]
  readonly retryAfterSeconds: number | null
  constructor(code: RefusalCode, message: string, issues: readonly FieldIssue[] = [], retryAfterSeconds: number | null = null) {
    super(message)
    this.code = code
    this.issues = issues
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export const refusalFrom = (thrown: unknown): Refusal => (thrown instanceof Refusal ? thrown : new Refusal('internal', ''))

const patienceMs = { plain: 20_000, upload: 90_000 }

function fillPath(path: string, input: Record<string, unknown>): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  return { path: `/api${filled}`, rest }
}

function queryOf(rest: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== null) query.append(name, String(value))
  const text = query.toString()
  return text ? `?${text}` : ''
}

function bodyOf(rest: Record<string, unknown>): { body: BodyInit; json: boolean } {
  if (!Object.values(rest).some((value) => value instanceof Blob)) return { body: JSON.stringify(rest), json: true }
  const form = new FormData()
  for (const [name, value] of Object.entries(rest)) {
    if (value instanceof Blob) form.append(name, value, 'photo.jpg')
    else form.append(name, String(value))
  }
  return { body: form, json: false }
}

async function readRefusal(reply: Response): Promise<Refusal> {
  try {
    const body = (await reply.json()) as ErrorBody
    if (body.code) return new Refusal(body.code, body.message, body.details?.issues, body.details?.retryAfterSeconds ?? null)
  } catch {
    // A proxy answered in its own words; the status is all we have.
  }
  if (reply.status === 413) return new Refusal('payload_too_large', '')
  if (reply.status === 429) return new Refusal('rate_limited', '')
  return new Refusal(reply.status >= 502 ? 'unavailable' : 'internal', '')
}

async function call(route: string, input: Record<string, unknown> = {}, options: Options = {}): Promise<unknown> {
  const [method = 'GET', template = ''] = route.split(' ')
  const { path, rest } = fillPath(template, input)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': preferences.get().language === 'en' ? 'en' : 'zh-CN' }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const stop = new AbortController()
  const init: RequestInit = { method, headers, signal: stop.signal, credentials: 'same-origin' }
  let url = path
  let patience = patienceMs.plain
  if (method === 'GET' || method === 'DELETE') url += queryOf(rest)
  else {
    const { body, json } = bodyOf(rest)
    init.body = body
    if (json) headers['content-type'] = 'application/json'
    else patience = patienceMs.upload
  }
  const timer = setTimeout(() => stop.abort(), patience)
  try {
    const reply = await fetch(url, init)
    if (!reply.ok) throw await readRefusal(reply)
    return reply.status === 204 ? undefined : await reply.json()
  } catch (thrown) {
    throw thrown instanceof Refusal ? thrown : new Refusal('offline', '')
  } finally {
    clearTimeout(timer)
  }
}

type Routes = typeof routes
const clientOf = (part: Routes): unknown =>
  Object.fromEntries(
    Object.entries(part).map(([name, route]) => [
      name,
      typeof route === 'string' ? (input?: Record<string, unknown>, options?: Options) => call(route, input, options) : clientOf(route),
    ]),
  )

/** Every route a resident may call, typed by the contract. */
export const api = clientOf(routes) as Api

/** Photos are shown by address, so that the browser caches them. */
export const followedPhotoUrl = (followKey: string, photoId: string, size: 'small' | 'large') =>
  `/api/follow/${encodeURIComponent(followKey)}/photos/${photoId}?size=${size}`
export const ownPhotoUrl = (requestId: string, photoId: string, size: 'small' | 'large') => `/api/my/reports/${requestId}/photos/${photoId}?size=${size}`
