import { expect, test } from 'vitest'
import { LeaveMove, LeaveState } from '@ejia/contract/leaves.ts'
import { isTime, leaveMoves } from './leave-moves.ts'

/** Every state and every move, written apart from the table: where to, by whom, when. */
const leave: Record<LeaveState, Partial<Record<LeaveMove, string>>> = {
  asked: { agree: 'agreed by leave.approve until', decline: 'declined by leave.approve any', withdraw: 'withdrawn by self before' },
  agreed: {
    withdraw: 'withdrawn by self before',
    replace: 'agreed by leave.approve until',
    back: 'ended by self leave.approve during',
    expire: 'ended by clock after',
  },
  declined: {},
  withdrawn: {},
  ended: {},
}

test.each(LeaveState.options.flatMap((state) => LeaveMove.options.map((move) => [state, move] as const)))('a leave that is %s: %s', (state, move) => {
  const rule = leaveMoves[move]
  expect(rule.from.includes(state) ? `${rule.to === 'same' ? state : rule.to} by ${rule.by.join(' ')} ${rule.when}` : undefined).toBe(leave[state][move])
})

test.each([
  ['before', [true, false, false, false]],
  ['until', [true, true, true, false]],
  ['during', [false, true, true, false]],
  ['after', [false, false, false, true]],
  ['any', [true, true, true, true]],
] as const)('%s: a millisecond before, at the first, at the last, at the end', (when, expected) => {
  const time = { from: new Date(1_000), to: new Date(2_000) }
  expect([999, 1_000, 1_999, 2_000].map((at) => isTime(when, time, new Date(at)))).toEqual(expected)
})
