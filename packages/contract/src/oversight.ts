import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { RequestState } from './requests.ts'
import { Done, Id, Instant, queryInteger } from './shapes.ts'
import { eventIterator } from '@orpc/contract'

/** One line of the tamper-evident log: pseudonyms and codes, never residents' data. */
export const AuditEvent = z.object({ seq: z.number(), at: Instant, actor: z.string(), action: z.string(), target: z.string(), hash: z.string() })

export const MessageState = z.enum(['waiting', 'sent', 'failed'])

/** A message that left or will leave by SMS, WeCom or e-mail; in the demo it stays here to be seen. */
export const OutboxMessage = z.object({
  id: Id,
  channel: z.string(),
  to: z.string(),
  text: z.string(),
  state: MessageState,
  /** Why it did not leave, as a word; null while nothing went wrong. */
  fault: z.enum(['not_configured', 'refused', 'unreachable', 'timeout', 'bad_reply', 'busy', 'unknown']).nullable(),
  attempts: z.number().int(),
  /** When it is tried next; null once it left or failed. */
  nextTryAt: Instant.nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  mayRetry: z.boolean(),
})

export type OutboxMessage = z.infer<typeof OutboxMessage>

/** Something changed in a case the listener may read; the client asks again for what it shows. */
export const LiveEvent = z.object({
  kind: z.enum(['requestChanged', 'requestFiled', 'messageArrived', 'whistleChanged', 'hello']),
  requestId: Id.nullable(),
  state: RequestState.nullable(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

export const oversightContract = {
  listAudit: endpoint
    .route({ method: 'GET', path: '/audit', summary: 'The audit log of a subdistrict, newest first', tags: ['oversight'] })
    .meta({ action: 'audit.read' })
    .input(
      z.strictObject({
        subdistrict: z
          .string()
          .regex(/^\d{6}(\d{3})?$/)
          .optional(),
        before: z.coerce.number().int().min(1).optional(),
        limit: queryInteger(1, 200).optional(),
      }),
    )
    .output(z.object({ rows: z.array(AuditEvent), chainHolds: z.boolean() })),
  listMessages: endpoint
    .route({ method: 'GET', path: '/messages', summary: 'Messages of the outbox, masked', tags: ['oversight'] })
    .meta({ action: 'message.read' })
    .input(z.strictObject({ state: MessageState.optional() }))
    .output(z.object({ rows: z.array(OutboxMessage) })),
  retryMessage: endpoint
    .route({ method: 'POST', path: '/messages/{messageId}/retry', summary: 'Send a message that failed again, under its old id', tags: ['oversight'] })
    .meta({ action: 'message.retry', idempotency: 'optional' })
    .input(z.strictObject({ messageId: Id }))
    .output(Done),
  live: endpoint
    .route({ method: 'GET', path: '/live', summary: 'Server-sent events: what changed in my scope, and that a message came', tags: ['requests'] })
    .meta({ action: 'message.own' })
    .output(eventIterator(LiveEvent)),
}
