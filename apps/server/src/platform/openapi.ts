import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { AnyContractRouter } from '@orpc/contract'
import { ErrorCode, statusOf } from '@ejia/contract/errors.ts'

type Operation = { responses?: Record<string, unknown>; security?: object[]; operationId?: string; 'x-action'?: string; parameters?: object[] }

/** OpenAPI 3.1 of every route, with the one error body and the ways to sign in. Made once. */
export async function describeApi(
  router: AnyContractRouter,
  actionOf: (operationId: string) => string | undefined,
  idempotencyOf: (operationId: string) => string | undefined,
): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(router, {
    info: {
      title: 'e家 API',
      version: '1.0.0',
      description:
        'A subdistrict and its residents solve neighbourhood problems together. Refusals carry a code, a sentence in the language of Accept-Language, and the fields concerned.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-ejia', description: 'Set by signing in.' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key for machines, made in the console.' },
      },
      schemas: { Error: errorSchema },
    },
  })
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path ?? {}) as Operation[]) {
      if (typeof operation !== 'object' || operation === null || !('responses' in operation)) continue
      const action = actionOf(operation.operationId ?? '')
      operation.security = action === 'public' || action === 'bearer' ? [] : [{ session: [] }, { apiKey: [] }]
      if (action !== undefined) operation['x-action'] = action
      const idempotency = idempotencyOf(operation.operationId ?? '')
      if (idempotency !== undefined)
        operation.parameters = [
          ...(operation.parameters ?? []),
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: idempotency === 'required',
            schema: { type: 'string', format: 'uuid' },
            description: 'Made by the client; the second tap with the same key gets the first answer.',
          },
        ]
      const statuses = new Map<number, string[]>()
      for (const code of ErrorCode.options) statuses.set(statusOf[code], [...(statuses.get(statusOf[code]) ?? []), code])
      for (const [status, codes] of statuses) {
        if (status === 401 && operation.security.length === 0 && !/sign|second/i.test(operation.operationId ?? '')) continue
        operation.responses = {
          ...operation.responses,
          [String(status)]: {
            description: codes.join(', '),
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example: exampleOf(codes[0]!) } },
          },
        }
      }
    }
  }
  return document
}

function exampleOf(code: string): object {
  return {
    code,
    message: '有几处需要改一下，改好后再提交，已填的内容都还在。',
    details: code === 'invalid_input' ? { issues: [{ path: ['phone'], rule: 'wrong_format' }] } : {},
  }
}

const errorSchema = {
  type: 'object' as const,
  required: ['code', 'message', 'details'],
  properties: {
    code: { type: 'string' as const, enum: [...ErrorCode.options] },
    message: { type: 'string' as const, description: 'A sentence for the person.' },
    details: { type: 'object' as const, additionalProperties: true },
  },
}
