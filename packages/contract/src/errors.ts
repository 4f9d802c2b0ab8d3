import { z } from 'zod'

export const ErrorCode = z.enum([
  'invalid_input',
  'unauthenticated',
  'second_factor_required',
  'sign_in_refused',
  'locked_out',
  'permission_denied',
  'not_found',
  'move_not_allowed',
  'reopen_used_up',
  'task_open',
  'quorum_missing',
  'topic_undecided',
  'conflict',
  'stale_version',
  'in_flight',
  'idempotency_mismatch',
  'link_expired',
  'rate_limited',
  'payload_too_large',
  'unsupported_media',
  'not_readable_image',
  'demo_only',
  'unavailable',
  'internal',
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** Why one field was refused. `path` names it as the caller sent it: ['place', 'buildingId']. */
export const FieldIssue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  rule: z.enum([
    'required',
    'wrong_type',
    'too_long',
    'too_short',
    'too_many',
    'too_few',
    'too_big',
    'too_small',
    'wrong_format',
    'not_a_choice',
    'unknown_field',
    'not_found',
    'in_the_past',
    'in_the_future',
    'unsafe_character',
    'not_allowed_here',
    'weak',
    'already_taken',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type FieldIssue = z.infer<typeof FieldIssue>

/** Every refusal has this body. `message` is a full sentence in the caller's language (Accept-Language). */
export const ErrorBody = z.object({
  code: ErrorCode,
  message: z.string(),
  details: z.object({ issues: z.array(FieldIssue).optional(), retryAfterSeconds: z.number().optional() }).catchall(z.unknown()),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** The one table from code to HTTP status. */
export const statusOf: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  second_factor_required: 401,
  sign_in_refused: 401,
  locked_out: 429,
  permission_denied: 403,
  not_found: 404,
  move_not_allowed: 409,
  reopen_used_up: 409,
  task_open: 409,
  quorum_missing: 409,
  topic_undecided: 409,
  conflict: 409,
  stale_version: 409,
  in_flight: 409,
  idempotency_mismatch: 422,
  link_expired: 410,
  rate_limited: 429,
  payload_too_large: 413,
  unsupported_media: 415,
  not_readable_image: 422,
  demo_only: 403,
  unavailable: 503,
  internal: 500,
}
