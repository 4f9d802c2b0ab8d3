import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { contract } from '@ejia/contract/contract.ts'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import { statusOf } from '@ejia/contract/errors.ts'
import { apiExamples } from '../src/api-examples.ts'
import { describeApi, proceduresById } from '../src/platform/openapi.ts'

type Media = { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }
type Parameter = { name: string; in: string; required: boolean; schema: object; style?: string; example?: unknown }
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security: object[]
  parameters: Parameter[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, { type: string }> }
}

let document: Document
let operations: (Operation & { method: string; path: string })[]
const ajv = new Ajv2020({ strict: false, formats: { uuid: true, 'date-time': true, date: true } })
const checks = new Map<string, ReturnType<typeof ajv.compile>>()
const find = (id: string) => operations.find(({ operationId }) => operationId === id)!

beforeAll(async () => {
  document = (await describeApi(contract, apiExamples)) as Document
  ajv.addSchema({ $id: 'api', components: document.components })
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  )
})

/** Schemas point into the document: `#/components/…`. */
function validate(schema: object, value: unknown): string | null {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')
  const check = checks.get(text) ?? ajv.compile(JSON.parse(text))
  checks.set(text, check)
  return check(value) ? null : ajv.errorsText(check.errors)
}

describe('the description of the API', () => {
  test('is OpenAPI 3.1 and names every route of the contract once', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    const ids = operations.map(({ operationId }) => operationId)
    expect(ids.toSorted()).toEqual([...proceduresById(contract).keys()].toSorted())
    for (const { operationId, summary, tags } of operations) {
      expect(summary.length, operationId).toBeGreaterThan(5)
      expect(tags.length, operationId).toBe(1)
    }
  })

  test('says of every route who may call it', () => {
    const schemes = Object.keys(document.components.securitySchemes)
    for (const [id, procedure] of proceduresById(contract)) {
      const { action } = procedure['~orpc'].meta as EndpointMeta
      const { security } = find(id)
      expect(security.length === 0, id).toBe(action === 'public' || action === 'bearer')
      for (const way of security) expect(schemes).toContain(Object.keys(way)[0])
    }
  })

  test('gives every path its parameters, and lists as the server reads them', () => {
    for (const { operationId, path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name).toSorted(), operationId).toEqual(named.toSorted())
      expect(
        inPath.every(({ required }) => required),
        operationId,
      ).toBe(true)
      expect(
        parameters.filter(({ style }) => style !== undefined && style !== 'form'),
        operationId,
      ).toEqual([])
    }
    expect(find('requests.list').parameters.find(({ name }) => name === 'state')?.style).toBe('form')
  })

  test('gives examples that fit their shapes', () => {
    for (const { operationId, parameters, requestBody, responses } of operations) {
      for (const { name, schema, example } of parameters.filter((parameter) => parameter.example !== undefined))
        expect(validate(schema, example), `${operationId} ${name} = ${JSON.stringify(example)}`).toBeNull()
      const media = [requestBody, ...Object.values(responses)].flatMap((one) => Object.values(one?.content ?? {}))
      for (const { schema, example, examples } of media)
        for (const value of [...(example === undefined ? [] : [example]), ...Object.values(examples ?? {}).map((one) => one.value)])
          expect(validate(schema, value), `${operationId} ${JSON.stringify(value)}`).toBeNull()
      if (requestBody?.content['application/json']) expect(requestBody.content['application/json'].example, operationId).toBeDefined()
    }
  })

  test('lists the refusals of each route under their status, each with a sentence', () => {
    for (const { operationId, method, responses, security } of operations) {
      for (const [status, response] of Object.entries(responses).filter(([status]) => Number(status) >= 400)) {
        const codes = Object.keys(response.content?.['application/json']?.examples ?? {}) as (keyof typeof statusOf)[]
        expect(codes.length, `${operationId} ${status}`).toBeGreaterThan(0)
        for (const code of codes) expect(statusOf[code], `${operationId} ${code}`).toBe(Number(status))
      }
      expect(Object.keys(responses).includes('401') || security.length === 0, operationId).toBe(true)
      if (method === 'get') expect(Object.keys(responses), operationId).not.toContain('415')
    }
    expect(Object.keys(find('sessions.signIn').responses['429']?.content?.['application/json']?.examples ?? {})).toEqual(['locked_out', 'rate_limited'])
  })

  test('keeps a choice of shapes as a choice, and a photo as multipart alone', () => {
    const shapes = (find('intake.followMove').requestBody!.content['application/json']!.schema as { oneOf: { properties: { move: { const: string } } }[] })
      .oneOf
    expect(shapes.map(({ properties }) => properties.move.const)).toEqual(['comment', 'correctText', 'withdraw', 'confirmSolved', 'notSolved', 'rate'])
    expect(Object.keys(find('intake.uploadPhoto').requestBody?.content ?? {})).toEqual(['multipart/form-data'])
  })

  test('asks for an Idempotency-Key where a second tap would hurt', () => {
    const keyOf = (id: string) => find(id).parameters.find(({ name }) => name === 'Idempotency-Key')
    expect(keyOf('intake.file')?.required).toBe(true)
    expect(keyOf('requests.move')?.required).toBe(false)
    expect(keyOf('sessions.signIn')).toBeUndefined()
    expect(keyOf('requests.list')).toBeUndefined()
  })
})
