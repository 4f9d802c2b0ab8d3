import { api, write } from '../access/api.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { refreshActor } from '../access/load-actor.ts'
import { holds, holdsSomewhere, scopeOf } from '../access/permissions.ts'
import type { LiveEvent } from '@ejia/contract/oversight.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { listOutbox, retryMessage } from '../platform/outbox.ts'
import { DomainError } from '../platform/domain-error.ts'
import { chainHolds, listAuditRows } from '../history/record-audit.ts'

const routes = api.oversight
type WhistlePayload = { kind: 'whistleChanged'; areaCode: string; units: string[] }
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
  /** Rights are looked at for every event: one that ended while the stream is open gets nothing more. */
  live: routes.live.handler(async function* ({ context: { deps, actor }, signal }) {
    yield { kind: 'hello' as const, requestId: null, state: null }
    for await (const update of deps.live.listen(signal ?? new AbortController().signal)) {
      const payload = update as LivePayload | ArrivedPayload | WhistlePayload
      if (payload.kind === 'messageArrived') {
        if (!payload.accountIds.includes(accountIdOf(actor) ?? '')) continue
        if ((await refreshActor(deps.db, actor, deps.clock())).kind === 'anonymous') return
        yield { kind: payload.kind, requestId: null, state: null }
        continue
      }
      if (payload.kind === 'whistleChanged') {
        if (!hearsWhistle(actor, payload, deps.clock())) continue
        const still = await refreshActor(deps.db, actor, deps.clock())
        if (still.kind === 'anonymous') return
        if (hearsWhistle(still, payload, deps.clock())) yield { kind: payload.kind, requestId: null, state: null }
        continue
      }
      const { kind, requestId, state, areaCode, handlerArea, handlerUnit } = payload
      const resource = { areaCode, handlerArea, handlerUnit }
      if (!holds(actor, 'request.read', resource, deps.clock())) continue
      const still = await refreshActor(deps.db, actor, deps.clock())
      if (still.kind === 'anonymous') return
      if (holds(still, 'request.read', resource, deps.clock())) yield { kind, requestId, state }
    }
  }),
}

/** Its place, or a department that was called. Nothing of the whistle travels along: whoever hears asks for what they may see. */
function hearsWhistle(actor: Actor, { areaCode, units }: WhistlePayload, now: Date): boolean {
  return holds(actor, 'whistle.blow', { areaCode }, now) || units.some((handlerUnit) => holds(actor, 'whistle.answer', { areaCode, handlerUnit }, now))
}
