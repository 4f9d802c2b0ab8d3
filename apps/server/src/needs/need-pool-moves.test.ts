import { expect, test } from 'vitest'
import { NeedPoolMove, NeedPoolState } from '@ejia/contract/needs.ts'
import { needPoolMoves } from './need-pool-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const pool: Record<NeedPoolState, Partial<Record<NeedPoolMove, string>>> = {
  gathering: { note: 'gathering', merge: 'merged', end: 'met dropped' },
  met: {},
  dropped: {},
  merged: {},
}

test.each(NeedPoolState.options.flatMap((state) => NeedPoolMove.options.map((move) => [state, move] as const)))('a pool that is %s: %s', (state, move) => {
  const rule = needPoolMoves[move]
  expect(rule.from.includes(state) ? (rule.to === 'same' ? state : rule.to.join(' ')) : undefined).toBe(pool[state][move])
})
