import { type ErrorCode, statusOf } from '@ejia/contract/errors.ts'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import { errorSentence } from '@ejia/dictionary/error-sentences.ts'

export type RouteFacts = { method: string; meta: EndpointMeta; takesInput: boolean }

/** Reading needs no key of its own; a write takes one unless it says it does not. */
export function idempotencyOf({ method, meta }: RouteFacts): 'required' | 'optional' | 'none' {
  return method === 'get' || method === 'delete' ? 'none' : (meta.idempotency ?? 'optional')
}

/** Every refusal a route can give: what follows from its method, action and shape, and what its meta adds. */
export function refusalsOf(route: RouteFacts): ErrorCode[] {
  const { meta, method, takesInput } = route
  const open = meta.action === 'public' || meta.action === 'bearer'
  const keyed = idempotencyOf(route) !== 'none'
  const codes: [ErrorCode, boolean][] = [
    ['invalid_input', takesInput || method !== 'get'],
    ['unauthenticated', !open],
    // A write from another site's page is refused on open routes too.
    ['permission_denied', !open || method !== 'get'],
    ['not_found', takesInput],
    ['in_flight', keyed],
    ['idempotency_mismatch', keyed],
    ['payload_too_large', method !== 'get'],
    ['unsupported_media', method !== 'get'],
    ['unavailable', true],
    ['internal', true],
  ]
  return [...new Set([...codes.filter(([, applies]) => applies).map(([code]) => code), ...(meta.errors ?? [])])]
}

export function errorResponses(codes: readonly ErrorCode[]): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => statusOf[code]))].toSorted((one, other) => one - other)
  return Object.fromEntries(statuses.map((status) => [String(status), errorResponse(codes.filter((code) => statusOf[code] === status))]))
}

function errorResponse(codes: readonly ErrorCode[]): object {
  return {
    description: codes.join(', '),
    content: {
      'application/json': {
        schema: { allOf: [{ $ref: '#/components/schemas/Error' }, { type: 'object', properties: { code: { enum: codes } } }] },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  }
}

function exampleOf(code: ErrorCode): object {
  const details =
    code === 'invalid_input' ? { issues: [{ path: ['phone'], rule: 'wrong_format' as const }] } : statusOf[code] === 429 ? { retryAfterSeconds: 300 } : {}
  return { code, message: errorSentence(code, 'en', details), details }
}
