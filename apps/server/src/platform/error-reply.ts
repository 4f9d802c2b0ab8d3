import { ORPCError } from '@orpc/server'
import { ValidationError } from '@orpc/contract'
import { errorSentence } from '@ejia/dictionary/error-sentences.ts'
import { type ErrorCode, type FieldIssue, statusOf } from '@ejia/contract/errors.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { DomainError } from './domain-error.ts'
import { fieldIssues } from './field-issues.ts'

export type Refusal = { code: ErrorCode; status: number; message: string; details: Record<string, unknown> }

/** PostgreSQL's SQLSTATEs and Node's codes that mean "not now". */
const passing = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '08000',
  '08003',
  '08006',
  '08001',
  '40001',
  '40P01',
  '55P03',
  '57014',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOENT',
])
/** A text the database cannot hold. */
const unstorable = new Set(['22021', '22P05', '22P02', '22003', '22001'])

/** Any thrown thing as a refusal; null when it is a bug and must be logged. */
export function refusalOf(error: unknown, language: Language): Refusal | null {
  if (error instanceof DomainError) return refusal(error.code, language, error.details)
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return refusal('invalid_input', language, { issues: fieldIssues(error.cause.issues) })
    if (error.code === 'BAD_REQUEST') return refusal('invalid_input', language, { issues: [{ path: [], rule: 'wrong_type' }] })
    if (error.code === 'NOT_FOUND') return refusal('not_found', language)
    return null
  }
  const code = codeOf(error)
  if (code !== null && unstorable.has(code)) return refusal('invalid_input', language, { issues: [{ path: ['subject'], rule: 'unsafe_character' }] })
  if (code !== null && passing.has(code)) return refusal('unavailable', language)
  // The body of an upload that is not what its header says.
  if (error instanceof TypeError && /parse body|URI malformed/i.test(error.message))
    return refusal('invalid_input', language, { issues: [{ path: ['body'], rule: 'wrong_format' }] })
  if (error instanceof Error && /timeout|Connection terminated|Client has encountered/i.test(error.message)) return refusal('unavailable', language)
  return null
}

export function refusal(code: ErrorCode, language: Language, details: Record<string, unknown> = {}): Refusal {
  const said = details as { issues?: FieldIssue[]; retryAfterSeconds?: number }
  return { code, status: statusOf[code], message: errorSentence(code, language, said), details }
}

export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function codeOf(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}
