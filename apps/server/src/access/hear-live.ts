import type { Actor } from './actor.ts'
import type { Deps } from './api.ts'
import { refreshActor } from './load-actor.ts'
import { withTicks } from '../platform/with-ticks.ts'

/** So often a stream asks for the rights of its listener, if nothing else makes it. */
const lookAgainMs = 20_000

/**
 * What one listener hears of the live updates, after `hello`; `heard` answers null for what is not for them.
 * Rights are looked at for every event: one that ended while the stream is open gets nothing more, and one that began
 * (a cover, a secondment) is heard from then on. `hello` says so: whoever hears it asks again for what it shows.
 */
export async function* hearLive<E>(
  deps: Pick<Deps, 'db' | 'live' | 'clock'>,
  actor: Actor,
  signal: AbortSignal | undefined,
  hello: E,
  heard: (actor: Actor, update: unknown, now: Date) => E | null,
): AsyncGenerator<E, void> {
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
    if (update === null || heard(known, update, deps.clock()) === null) continue
    const still = await refreshActor(deps.db, known, deps.clock())
    if (still.kind === 'anonymous') return
    known = still
    const event = heard(still, update, deps.clock())
    if (event !== null) yield event
  }
}

const heldBy = ({ grants }: Actor) => JSON.stringify(grants.map(({ role, areaCode, unitId }) => [role, areaCode, unitId]))
