import { api, write } from '../access/api.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { refreshActor } from '../access/load-actor.ts'
import { holds, holdsSomewhere, scopeOf } from '../access/permissions.ts'
import type { LiveEvent } from '@ejia/contract/oversight.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { withTicks } from '../platform/with-ticks.ts'
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
  /**
   * Rights are looked at for every event: one that ended while the stream is open gets nothing more, and one that began
   * (a cover, a secondment) is heard from then on. `hello` says so: whoever hears it asks again for what it shows.
   */
  live: routes.live.handler(async function* ({ context: { deps, actor }, signal }) {
    const hello = { kind: 'hello' as const, requestId: null, state: null }
    let known = actor
    let lookedAt = deps.clock().getTime()
    yield hello
    for await (const update of withTicks(deps.live.listen(signal ?? new AbortController().signal), lookAgainMs)) {
      if (update === null || deps.clock().getTime() - lookedAt >= lookAgainMs) {
        const now = await refreshActor(deps.db, known, deps.clock())
        if (now.kind === 'anonymous') return
        const changed = heldBy(now) !== heldBy(known)
        known = now
        lookedAt = deps.clock().getTime()
        if (changed) yield hello
      }
      if (update === null) continue
      const payload = update as LivePayload | ArrivedPayload | WhistlePayload
      if (!hears(known, payload, deps.clock())) continue
      const still = await refreshActor(deps.db, known, deps.clock())
      if (still.kind === 'anonymous') return
      known = still
      if (!hears(still, payload, deps.clock())) continue
      if (payload.kind === 'messageArrived' || payload.kind === 'whistleChanged') yield { kind: payload.kind, requestId: null, state: null }
      else yield { kind: payload.kind, requestId: payload.requestId, state: payload.state }
    }
  }),
}

/** So often a stream asks for the rights of its listener, if nothing else makes it. */
const lookAgainMs = 20_000

const heldBy = ({ grants }: Actor) => JSON.stringify(grants.map(({ role, areaCode, unitId }) => [role, areaCode, unitId]))

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
