import { expect, test } from 'vitest'
import { CaptainMove, CaptainState, CaptainTaskMove, CaptainTaskState } from '@ejia/contract/captains.ts'
import { captainMoves, captainTaskMoves } from './captain-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const captain: Record<CaptainState, Partial<Record<CaptainMove, string>>> = {
  invited: { accept: 'active by neighbour', inviteAgain: 'invited by captain.manage', end: 'ended by captain.manage' },
  active: { end: 'ended by captain.manage', ask: 'active by captain.manage' },
  ended: {},
}
const task: Record<CaptainTaskState, Partial<Record<CaptainTaskMove, string>>> = {
  open: { answer: 'answered by captain', withdrawTask: 'withdrawn by captain.manage' },
  answered: {},
  withdrawn: {},
}

test.each(CaptainState.options.flatMap((state) => CaptainMove.options.map((move) => [state, move] as const)))('a captain who is %s: %s', (state, move) => {
  const rule = captainMoves[move]
  expect(rule.from.includes(state) ? `${rule.to === 'same' ? state : rule.to} by ${rule.by}` : undefined).toBe(captain[state][move])
})

test.each(CaptainTaskState.options.flatMap((state) => CaptainTaskMove.options.map((move) => [state, move] as const)))(
  'a task that is %s: %s',
  (state, move) => {
    const rule = captainTaskMoves[move]
    expect(rule.from.includes(state) ? `${rule.to} by ${rule.by}` : undefined).toBe(task[state][move])
  },
)
