import { expect, test } from 'vitest'
import { EndingMove, EndingState } from '@ejia/contract/purposes.ts'
import { endingMoves } from './ending-moves.ts'

/** Every state × every move, written apart from the code. Absent: not possible. */
const expected: Record<EndingState, Partial<Record<EndingMove, EndingState>>> = {
  asked: { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' },
  approved: {},
  ended: { restart: 'ended' },
  declined: {},
  withdrawn: {},
}

test.each(EndingState.options)('%s: what may follow', (state) => {
  const possible = EndingMove.options.filter((move) => endingMoves[move].from === state).map((move) => [move, endingMoves[move].to])
  expect(Object.fromEntries(possible)).toEqual(expected[state])
})

test('whoever asked does not decide, and nobody but them takes it back', () => {
  expect(endingMoves.approve.who).toBe('another')
  expect(endingMoves.decline.who).toBe('another')
  expect(endingMoves.withdraw.who).toBe('asker')
})
