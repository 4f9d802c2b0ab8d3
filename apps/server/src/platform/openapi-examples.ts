export type JsonSchema = {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  items?: JsonSchema
  prefixItems?: readonly JsonSchema[]
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  contentMediaType?: string
}

const formats: Record<string, string> = { uuid: '019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11', 'date-time': '2026-11-23T01:00:00.000Z', date: '2026-11-23' }

/** A value that fits a schema: the word known for the field's name where it fits, else the plainest one. */
export function exampleOf(schema: JsonSchema, name: string, words: Readonly<Record<string, unknown>>): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.includes(words[name]) ? words[name] : schema.enum[0]
  const branch = schema.oneOf?.[0] ?? schema.anyOf?.find(({ type }) => type !== 'null') ?? schema.anyOf?.[0]
  if (branch) return exampleOf(branch, name, words)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([field]) => schema.required?.includes(field))
          .map(([field, inner]) => [field, exampleOf(inner, field, words)]),
      )
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map((inner, index) => exampleOf(inner, `${name}${index}`, words))
      return schema.items ? [exampleOf(schema.items, name, words)] : []
    case 'string':
      return text(schema, name, words)
    case 'integer':
    case 'number': {
      const known = words[name]
      return typeof known === 'number' && known >= (schema.minimum ?? known) && known <= (schema.maximum ?? known) ? known : Math.max(schema.minimum ?? 1, 1)
    }
    case 'boolean':
      return false
    default:
      return null
  }
}

function text(schema: JsonSchema, name: string, words: Readonly<Record<string, unknown>>): string {
  if (schema.format !== undefined && formats[schema.format] !== undefined) return formats[schema.format]!
  const fits = (word: unknown): word is string =>
    typeof word === 'string' &&
    word.length >= (schema.minLength ?? 0) &&
    word.length <= (schema.maxLength ?? word.length) &&
    (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(word))
  const digits = schema.pattern === undefined ? [] : ['990101001001001', '990101001001', '990101001', '990101', '8000'].filter(fits)
  return [words[name], ...digits, 'example', 'a-longer-text-of-many-letters'].find(fits) ?? 'example'
}
