import { api, write } from '../access/api.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { hearLive } from '../access/hear-live.ts'
import { holds, holdsSomewhere, scopeOf } from '../access/permissions.ts'
import type { LiveEvent } from '@ejia/contract/oversight.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { listOutbox, retryMessage } from '../platform/outbox.ts'
import { DomainError } from '../platform/domain-error.ts'
import { chainHolds, listAuditRows } from '../history/record-audit.ts'
import type { WhistlePayload } from '../whistles/tell-of-whistle.ts'

const routes = api.oversight
type ArrivedPayload = { kind: 'messageArrived'; accountIds: string[] }
type LivePayload = {
  kind: Exclude<LiveEvent['kind'], 'messageArrived' | 'whistleChanged'>
  requestId: string
  state: RequestState
  areaCode: string
  handlerArea: string
  handlerUnit: string | null
}

export const oversightRoutes = {
  listAudit: routes.listAudit.handler(async ({ input, context: { deps, actor } }) => {
    const chain = input.subdistrict ?? scopeOf(actor, 'audit.read', deps.clock()).areas[0] ?? ''
    if (!holds(actor, 'audit.read', { areaCode: chain }, deps.clock())) throw new DomainError('not_found')
    const limit = input.limit ?? 100
    const rows = await listAuditRows(deps.db, chain, input.before ?? null, limit + 1)
    const page = rows.slice(0, limit)
    return {
      rows: page.map((row) => ({ seq: row.seq, at: row.at, actor: row.actor, action: row.action, target: row.target, hash: row.hash.toString('hex') })),
      chainHolds: chainHolds(rows, chain),
    }
  }),
  listMessages: routes.listMessages.handler(async ({ input, context: { deps, actor } }) => {
    const rows = await listOutbox(deps.db, scopeOf(actor, 'message.read', deps.clock()).areas, input.state ?? null)
    const mayRetry = holdsSomewhere(actor, 'message.retry', deps.clock())
    const open = (id: string, sealed: Buffer) => deps.crypto.open(sealed, { table: 'outbox', id, field: 'text' })
    // A sign-in code is nobody else's to read.
    return {
      rows: rows.map((row) => ({
        id: row.id,
        channel: row.channel,
        to: row.recipient_mask,
        text: open(row.id, row.text_sealed).replace(/验证码 \d{6}/, '验证码 ******'),
        state: row.state,
        fault: row.fault,
        attempts: row.attempts,
        nextTryAt: row.state === 'waiting' ? row.next_try_at : null,
        createdAt: row.created_at,
        sentAt: row.sent_at,
        mayRetry: mayRetry && row.state === 'failed',
      })),
    }
  }),
  retryMessage: routes.retryMessage.handler(({ input, context }) =>
    write(context, 'oversight.retryMessage', input, async (tx, now) => {
      const { areas } = scopeOf(context.actor, 'message.retry', now)
      if (!(await retryMessage(tx, areas, input.messageId, now))) throw new DomainError('not_found')
      return { ok: true as const }
    }),
  ),
  live: routes.live.handler(async ({ context: { deps, actor }, signal }) =>
    hearLive<LiveEvent>(deps, actor, signal, { kind: 'hello', requestId: null, state: null }, (listener, update, now) => {
      const payload = update as LivePayload | ArrivedPayload | WhistlePayload
      if (!hears(listener, payload, now)) return null
      if (payload.kind === 'messageArrived' || payload.kind === 'whistleChanged') return { kind: payload.kind, requestId: null, state: null }
      return { kind: payload.kind, requestId: payload.requestId, state: payload.state }
    }),
  ),
}

function hears(actor: Actor, payload: LivePayload | ArrivedPayload | WhistlePayload, now: Date): boolean {
  if (payload.kind === 'messageArrived') return payload.accountIds.includes(accountIdOf(actor) ?? '')
  if (payload.kind === 'whistleChanged') return hearsWhistle(actor, payload, now)
  const { areaCode, handlerArea, handlerUnit } = payload
  return holds(actor, 'request.read', { areaCode, handlerArea, handlerUnit }, now)
}

/** Its place, or a department that was called. Nothing of the whistle travels along: whoever hears asks for what they may see. */
function hearsWhistle(actor: Actor, { areaCode, units }: WhistlePayload, now: Date): boolean {
  return holds(actor, 'whistle.blow', { areaCode }, now) || units.some((handlerUnit) => holds(actor, 'whistle.answer', { areaCode, handlerUnit }, now))
}
