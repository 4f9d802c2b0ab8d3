import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { AnyContractProcedure, AnyContractRouter } from '@orpc/contract'
import { isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import { ErrorBody } from '@ejia/contract/errors.ts'
import { errorResponses, idempotencyOf, refusalsOf, type RouteFacts } from './openapi-errors.ts'
import { exampleOf, type JsonSchema } from './openapi-examples.ts'

type Media = { schema?: JsonSchema; example?: unknown }
type Parameter = {
  name: string
  in: string
  required?: boolean
  schema: JsonSchema
  style?: string
  explode?: boolean
  example?: unknown
  description?: string
}
type Operation = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, Media> }
  responses: Record<string, { description?: string; content?: Record<string, Media> }>
  security?: object[]
  'x-action'?: string
}
/** Words for the examples, by the name of the field. */
export type ExampleWords = Readonly<Record<string, unknown>>

const converter = new ZodToJsonSchemaConverter()

/** OpenAPI 3.1 of every route: shapes, refusals, the ways to sign in, an example of each. */
export async function describeApi(router: AnyContractRouter, words: ExampleWords = {}): Promise<object> {
  const document = await new OpenAPIGenerator({ schemaConverters: [converter] }).generate(router, {
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
      schemas: { Error: z.toJSONSchema(ErrorBody, { target: 'draft-2020-12' }) as object },
    },
  })
  const procedures = proceduresById(router)
  for (const path of Object.values(document.paths ?? {})) {
    for (const [method, described] of Object.entries(path ?? {})) {
      const operation = described as Operation
      const procedure = procedures.get(operation.operationId)
      if (procedure) complete(operation, method, procedure, words)
    }
  }
  return document
}

function complete(operation: Operation, method: string, procedure: AnyContractProcedure, words: ExampleWords): void {
  const meta = procedure['~orpc'].meta as EndpointMeta
  const body = operation.requestBody?.content
  // A photo comes as multipart alone.
  if (body?.['multipart/form-data']) delete body['application/json']
  restoreUnion(operation, procedure)
  const route: RouteFacts = { method, meta, takesInput: procedure['~orpc'].inputSchema !== undefined }
  operation['x-action'] = meta.action ?? 'none'
  operation.security =
    meta.action === 'public' || meta.action === 'bearer' ? [] : meta.action === 'signedIn' ? [{ session: [] }] : [{ session: [] }, { apiKey: [] }]
  operation.parameters = (operation.parameters ?? []).map((parameter) => plainParameter(parameter, words))
  const idempotency = idempotencyOf(route)
  if (idempotency !== 'none') operation.parameters.push(idempotencyKey(idempotency === 'required'))
  for (const media of [...Object.values(body ?? {}), ...Object.values(operation.responses).flatMap((response) => Object.values(response.content ?? {}))])
    if (media.schema?.type === 'object' || media.schema?.oneOf) media.example = exampleOf(media.schema, '', words)
  operation.responses = { ...operation.responses, ...errorResponses(refusalsOf(route)) }
}

/** The generator flattens a choice of shapes when part of it stands in the path; each shape is said here again. */
function restoreUnion(operation: Operation, procedure: AnyContractProcedure): void {
  const media = operation.requestBody?.content['application/json']
  const input = procedure['~orpc'].inputSchema
  if (!media || !(input instanceof z.ZodDiscriminatedUnion)) return
  const inPath = new Set((operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name))
  const branches = input.options.map((option) => converter.convert(option, { strategy: 'input' })[1] as JsonSchema)
  media.schema = {
    oneOf: branches.map((branch) => ({
      ...branch,
      properties: Object.fromEntries(Object.entries(branch.properties ?? {}).filter(([field]) => !inPath.has(field))),
      required: (branch.required ?? []).filter((field) => !inPath.has(field)),
    })),
  }
}

/** Lists come as `state=filed&state=accepted`. */
function plainParameter({ name, in: where, required, schema }: Parameter, words: ExampleWords): Parameter {
  const list = schema.type === 'array' || schema.anyOf?.some(({ type }) => type === 'array') === true
  return { name, in: where, required: required ?? false, schema, ...(list ? { style: 'form', explode: true } : {}), example: exampleOf(schema, name, words) }
}

function idempotencyKey(required: boolean): Parameter {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required,
    schema: { type: 'string', format: 'uuid' },
    description: 'Made by the client; a repeat with the same key gets the first answer, for 72 hours.',
  }
}

/** `sessions.signIn` and the like, as the generator names them. */
export function proceduresById(router: AnyContractRouter, path: readonly string[] = []): Map<string, AnyContractProcedure> {
  if (isContractProcedure(router)) return new Map([[path.join('.'), router]])
  return new Map(Object.entries(router).flatMap(([name, inner]) => [...proceduresById(inner as AnyContractRouter, [...path, name])]))
}
