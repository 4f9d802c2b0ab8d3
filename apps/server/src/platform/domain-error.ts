import type { ErrorCode } from '@ejia/contract/errors.ts'

/** A refusal the caller can act on. Anything else that is thrown is a bug. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown>
  constructor(code: ErrorCode, details: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}
