import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { RequestState } from './requests.ts'
import { Id, Instant, queryInteger } from './shapes.ts'
import { eventIterator } from '@orpc/contract'

/** One line of the tamper-evident log: pseudonyms and codes, never residents' data. */
export const AuditEvent = z.object({ seq: z.number(), at: Instant, actor: z.string(), action: z.string(), target: z.string(), hash: z.string() })

/** A message that left or will leave by SMS, WeCom or e-mail; in the demo it stays here to be seen. */
export const OutboxMessage = z.object({
  id: Id,
  channel: z.string(),
  to: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  createdAt: Instant,
  sentAt: Instant.nullable(),
})

/** Something changed in a case the listener may read; the client asks again for what it shows. */
export const LiveEvent = z.object({ kind: z.enum(['requestChanged', 'requestFiled', 'hello']), requestId: Id.nullable(), state: RequestState.nullable() })
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
    .output(z.object({ rows: z.array(OutboxMessage) })),
  live: endpoint
    .route({ method: 'GET', path: '/live', summary: 'Server-sent events: what changed in my scope', tags: ['requests'] })
    .meta({ action: 'request.read' })
    .output(eventIterator(LiveEvent)),
}
