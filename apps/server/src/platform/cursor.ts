/** Where a page ended, opaque to the client. A cursor that is not ours starts from the beginning. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const uuid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/

/** [instant or null, id]. */
export function decodeCursor(cursor: string | undefined): [string | null, string] | null {
  if (cursor === undefined) return null
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
    if (!Array.isArray(parts) || parts.length !== 2) return null
    const [at, id] = parts as unknown[]
    const wellFormed = (at === null || (typeof at === 'string' && instant.test(at))) && typeof id === 'string' && uuid.test(id)
    return wellFormed ? [at as string | null, id as string] : null
  } catch {
    return null
  }
}
