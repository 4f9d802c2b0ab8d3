import type { EscalationMove, EscalationState } from '@ejia/contract/escalations.ts'

/** `by`: the level that was asked, the level that asked, or both. `to` 'same' leaves the state alone. */
type Rule = { readonly from: readonly EscalationState[]; readonly to: EscalationState | 'same'; readonly by: 'upper' | 'lower' | 'both' }

/** The life of an escalation, field.md §2. It ends with a decision that goes down, or one level higher. */
export const escalationMoves: Record<EscalationMove, Rule> = {
  accept: { from: ['raised'], to: 'accepted', by: 'upper' },
  decide: { from: ['raised', 'accepted', 'takenOver'], to: 'decided', by: 'upper' },
  takeOver: { from: ['raised', 'accepted'], to: 'takenOver', by: 'upper' },
  giveBack: { from: ['raised', 'accepted'], to: 'returned', by: 'upper' },
  passUp: { from: ['raised', 'accepted', 'takenOver'], to: 'passedUp', by: 'upper' },
  recall: { from: ['raised', 'accepted'], to: 'recalled', by: 'lower' },
  note: { from: ['raised', 'accepted', 'takenOver'], to: 'same', by: 'both' },
}

export function stateAfter(move: EscalationMove, current: EscalationState): EscalationState {
  const { to } = escalationMoves[move]
  return to === 'same' ? current : to
}
