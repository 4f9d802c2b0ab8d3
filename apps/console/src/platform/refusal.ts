import type { ErrorBody, ErrorCode, FieldIssue } from '@ejia/contract/errors.ts'

/** `offline`: no answer came at all; whether the server heard us is unknown. */
export type RefusalCode = ErrorCode | 'offline'

/** The server said no (or nothing). Every failed call ends in one of these; the sentence is the dictionary's. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly issues: readonly FieldIssue[]
  readonly retryAfterSeconds: number | undefined
  constructor(code: RefusalCode, issues: readonly FieldIssue[] = [], retryAfterSeconds?: number) {
    super(code)
    this.code = code
    this.issues = issues
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export function refusalFromBody(body: unknown, status: number): Refusal {
  const { code, details } = (body ?? {}) as Partial<ErrorBody>
  if (code) return new Refusal(code, details?.issues ?? [], details?.retryAfterSeconds)
  // A proxy answered in its own words; the status is all we have.
  if (status === 401) return new Refusal('unauthenticated')
  if (status === 413) return new Refusal('payload_too_large')
  if (status === 429) return new Refusal('rate_limited')
  return new Refusal(status >= 502 ? 'unavailable' : 'internal')
}

export const refusalOf = (thrown: unknown): Refusal => (thrown instanceof Refusal ? thrown : new Refusal('internal'))
