import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { ErrorBody } from '@ejia/contract/errors.ts'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller, type Reply } from './test-world.ts'

const world = useWorld()
type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  $ref?: string
}
type Operation = {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
type Call = { method: string; path: string; operation: Operation }
let calls: Call[] = []
let callers: Caller[] = []
const ajv = new Ajv2020({ strict: false, formats: { uuid: true, 'date-time': true, date: true } })
const checks = new Map<string, ValidateFunction>()

beforeAll(async () => {
  const { body } = await world.anybody.get('/api/openapi.json')
  expect(body.openapi).toMatch(/^3\.1/)
  calls = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  ajv.addSchema({ $id: 'api', components: body.components })
  // A stream answers and goes on.
  calls = calls.filter((call) => !call.path.endsWith('/live'))
  expect(calls.length).toBeGreaterThan(75)
  callers = [
    world.anybody,
    await world.as('subdistrictStaff', '990101001'),
    await world.as('gridOfficer', world.places.grids[0]!.code),
    await world.as('systemAdmin', '990101'),
    await world.resident(),
  ]
})

const known = () => [world.places.grids[0]!.code, world.places.buildings[0]!.id, '990101001', 'lamp']
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    "' or 1=1 --",
    '<script>',
    '../../etc/passwd',
    '𬭎㛃䶮',
    '9'.repeat(400),
    '-1',
    'NaN',
    '1e999',
    '2026-13-45',
    'null',
    '[]',
    '%s%n',
    '\ud800',
  ),
  fc.double().map(String),
  fc.integer().map(String),
)
const anything = fc.oneof(
  nasty,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
  fc.bigInt().map(String),
)

/** Mostly what the schema asks for, so that the deep parts are reached; now and then something else. */
function valueOf(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 6) return anything
  if (schema.const !== undefined) return mostly(fc.constant(schema.const))
  if (schema.enum) return mostly(fc.constantFrom(...schema.enum))
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return fc.oneof(...variants.map((variant) => valueOf(variant, depth + 1)))
  if (schema.type === 'object')
    return mostly(
      fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, valueOf(inner, depth + 1)])), { requiredKeys: [] }),
    )
  if (schema.type === 'array') return mostly(fc.array(valueOf(schema.items, depth + 1), { maxLength: 4 }))
  if (schema.type === 'string')
    return fc.oneof(
      nasty,
      fc.constantFrom(...known()),
      fc.constant('').map(() => newId()),
    )
  if (schema.type === 'number' || schema.type === 'integer') return mostly(fc.oneof(fc.integer({ min: -5, max: 500 }), fc.double()))
  if (schema.type === 'boolean') return mostly(fc.boolean())
  return anything
}
const mostly = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: anything })

/** goals.md: malformed requests made from the OpenAPI file: never a 5xx, and every refusal in its own shape. `FUZZ_RUNS` and `FUZZ_SEED` make it longer or repeat it. */
test('malformed requests', { timeout: Math.max(600_000, Number(process.env['FUZZ_RUNS'] ?? 0) * 20) }, async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_123)
  const total = Number(process.env['FUZZ_RUNS'] ?? 5_000)
  const runs = Math.ceil(total / calls.length)
  let sent = 0
  for (const call of calls) {
    const inPath = (call.operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    const inQuery = (call.operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
    const arbitrary = fc.record({
      path: fc.record(Object.fromEntries(inPath.map((parameter) => [parameter.name, valueOf(parameter.schema)]))),
      query: fc.record(Object.fromEntries(inQuery.map((parameter) => [parameter.name, valueOf(parameter.schema)])), { requiredKeys: [] }),
      body: valueOf(call.operation.requestBody?.content['application/json']?.schema),
      who: fc.nat(),
      header: fc.oneof({ weight: 12, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: strangeHeader }),
    })
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ path, query, body, who, header }) => {
        const filled = call.path.replace(/\{(\w+)\}/g, (_, name: string) => encode((path as Record<string, unknown>)[name]))
        const search = new URLSearchParams(
          Object.entries(query as Record<string, unknown>).map(([key, value]): [string, string] => [
            key,
            typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
          ]),
        )
        const caller = callers[who % callers.length]!
        const hasBody = call.method !== 'GET' && call.operation.requestBody !== undefined
        const reply = await caller.send({
          method: call.method as 'GET',
          url: `/api${filled}?${search}`,
          headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), 'idempotency-key': newId(), ...header },
          ...(hasBody ? { payload: JSON.stringify(body) ?? '' } : {}),
        })
        sent += 1
        if (reply.status >= 500) throw new Error(`${call.method} ${call.path} answered ${reply.status} ${reply.text}`)
        // An address the fuzzer broke so far that it names another route is that route's business.
        if (isOther(filled)) return
        requireDescribed(call, reply)
      }),
      { numRuns: runs, seed },
    )
  }
  expect(sent).toBeGreaterThanOrEqual(total)
})

const isOther = (filled: string) => /\/\.{1,2}(\/|$)|%2F|%2e/i.test(filled)

/** The status stands in the description, and the body fits what it says there. */
function requireDescribed({ operation, method, path }: Call, reply: Reply): void {
  if (reply.status >= 400) ErrorBody.parse(reply.body)
  const response = operation.responses[String(reply.status)]
  if (!response) throw new Error(`${method} ${path} answered ${reply.status}, which its description does not know: ${reply.text.slice(0, 300)}`)
  const schema = response.content?.['application/json']?.schema
  if (!schema || reply.body === null) return
  const key = `${operation.operationId} ${reply.status}`
  const check = checks.get(key) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object)
  checks.set(key, check)
  if (!check(reply.body)) throw new Error(`${key} answers outside its schema: ${ajv.errorsText(check.errors)} ${reply.text.slice(0, 300)}`)
}

/** What a proxy, an old client or an attacker may send along. */
const strangeHeader = fc.constantFrom<Record<string, string>>(
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=gbk' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': ';;;' },
  { 'content-disposition': 'attachment; filename="x"' },
  { 'idempotency-key': 'not-a-uuid' },
  { 'accept-language': '\u00ff;q=x' },
  { 'x-forwarded-for': '999.1.1.1, <script>', 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'gopher' },
  { authorization: 'Bearer ' },
  { authorization: `Bearer ${'x'.repeat(4000)}` },
  { cookie: '__Host-ejia=%00%ff; ejia=; =;' },
  { origin: 'null' },
  { origin: 'https://elsewhere.example' },
)

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
  return (
    encodeURIComponent(text.toWellFormed())
      .slice(0, 150)
      .replace(/%[\dA-F]?$/i, '') || 'x'
  )
}
