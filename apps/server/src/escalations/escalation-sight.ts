import type { EscalationMove } from '@ejia/contract/escalations.ts'
import type { Actor } from '../access/actor.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import { escalationMoves } from './escalation-moves.ts'
import type { EscalationRow, Sight } from './escalation-store.ts'

/**
 * Who sees an escalation: whoever may raise in its place or speaks with the resident, and the level that was asked. The district thus sees what was
 * asked of it and nothing else. One rule with `listEscalations` of the store.
 */
export function maySee(actor: Actor, row: EscalationRow, now: Date): boolean {
  const place = { areaCode: row.origin_area, handlerArea: row.contact_area }
  return holds(actor, 'escalation.raise', place, now) || decides(actor, row, now)
}

/** A level decides what was asked of it; one above it does not decide in its stead. */
export function decides(actor: Actor, row: Pick<EscalationRow, 'to_area'>, now: Date): boolean {
  return scopeOf(actor, 'escalation.decide', now).areas.includes(row.to_area)
}

export function hasRight(actor: Actor, row: EscalationRow, move: EscalationMove, now: Date): boolean {
  const upper = decides(actor, row, now)
  // What goes higher is raised by the level itself.
  if (move === 'passUp') return upper && row.to_area.length > 6 && holds(actor, 'escalation.raise', { areaCode: row.to_area }, now)
  const lower = holds(actor, 'escalation.raise', { areaCode: row.from_area }, now)
  switch (escalationMoves[move].by) {
    case 'upper':
      return upper
    case 'lower':
      return lower
    case 'both':
      return upper || lower
  }
}

export function allowedMoves(actor: Actor, row: EscalationRow, now: Date): EscalationMove[] {
  return (Object.keys(escalationMoves) as EscalationMove[]).filter((move) => escalationMoves[move].from.includes(row.state) && hasRight(actor, row, move, now))
}

export function sightOf(actor: Actor, now: Date): Sight {
  return { tenants: actor.tenants, areas: scopeOf(actor, 'escalation.raise', now).areas, levels: scopeOf(actor, 'escalation.decide', now).areas }
}
