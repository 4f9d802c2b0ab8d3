/** The path of the first text PostgreSQL or JSON cannot hold (NUL, half a surrogate pair), or of a key that would reach a prototype. */
export function findUnsafeText(value: unknown, path: (string | number)[] = []): (string | number)[] | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : null
  if (Array.isArray(value))
    return first(
      value.map((item, index) => [index, item]),
      path,
    )
  if (typeof value === 'object' && value !== null) return first(Object.entries(value), path)
  return null
}

function first(entries: (readonly [string | number, unknown])[], path: (string | number)[]): (string | number)[] | null {
  for (const [key, item] of entries) {
    if (typeof key === 'string' && (key === '__proto__' || findUnsafeText(key) !== null)) return [...path, 'body']
    const found = findUnsafeText(item, [...path, key])
    if (found) return found
  }
  return null
}
