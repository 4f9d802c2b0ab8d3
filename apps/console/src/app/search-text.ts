/** Search parameters as people can read and send them: `state=filed&state=accepted&overdue=true`. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  const query = new URLSearchParams(text)
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    found[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** What stands in the address, if it is one of the words that may stand there. */
export function keyOf<V extends string>(allowed: Record<V, unknown>, value: unknown): V | undefined {
  return typeof value === 'string' && Object.hasOwn(allowed, value) ? (value as V) : undefined
}
