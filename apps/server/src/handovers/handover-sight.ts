import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import type { HandoverSide } from './handover-moves.ts'
import type { HandoverPostRow, HandoverRow, HandoverSight } from './handover-store.ts'

/** As whom this reader stands before a pack; none: out of sight. One rule with `listHandovers` of the store. */
export function sidesOf(actor: Actor, row: HandoverRow, posts: readonly HandoverPostRow[], now: Date): HandoverSide[] {
  const id = accountIdOf(actor)
  const sides: HandoverSide[] = []
  if (id !== null && id === row.from_account) sides.push('giver')
  if (id !== null && id === row.to_account) sides.push('receiver')
  // Who hands over or takes over does not also watch over it.
  if (posts.some((post) => holds(actor, 'handover.oversee', { areaCode: post.area_code }, now)) && sides.length === 0) sides.push('overseer')
  return sides
}

export function sightOf(actor: Actor, now: Date): HandoverSight {
  return { accountId: accountIdOf(actor) ?? '', areas: scopeOf(actor, 'handover.oversee', now).areas }
}
