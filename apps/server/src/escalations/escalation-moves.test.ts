import { expect, test } from 'vitest'
import { EscalationMove, EscalationState, openEscalationStates } from '@ejia/contract/escalations.ts'
import { escalationMoves, stateAfter } from './escalation-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const expected: Record<EscalationState, Partial<Record<EscalationMove, EscalationState>>> = {
  raised: { accept: 'accepted', decide: 'decided', takeOver: 'takenOver', giveBack: 'returned', passUp: 'passedUp', recall: 'recalled', note: 'raised' },
  accepted: { decide: 'decided', takeOver: 'takenOver', giveBack: 'returned', passUp: 'passedUp', recall: 'recalled', note: 'accepted' },
  // Whoever took it over answers for it: it is not pushed back, and not taken away.
  takenOver: { decide: 'decided', passUp: 'passedUp', note: 'takenOver' },
  decided: {},
  returned: {},
  passedUp: {},
  recalled: {},
}

test.each(EscalationState.options.flatMap((state) => EscalationMove.options.map((move) => [state, move] as const)))(
  'an escalation that is %s: %s',
  (state, move) => {
    expect(escalationMoves[move].from.includes(state) ? stateAfter(move, state) : undefined).toBe(expected[state][move])
  },
)

test('an ended one has no way on, an open one has', () => {
  for (const state of EscalationState.options)
    expect(
      Object.values(escalationMoves).some((rule) => rule.from.includes(state)),
      state,
    ).toBe((openEscalationStates as readonly string[]).includes(state))
})
