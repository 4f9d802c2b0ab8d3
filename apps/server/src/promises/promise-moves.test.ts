import { expect, test } from 'vitest'
import { PromiseMove, PromiseState } from '@ejia/contract/promises.ts'
import { RequestState } from '@ejia/contract/requests.ts'
import { mayBePromised, promiseMoves } from './promise-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const life: Record<PromiseState, Partial<Record<PromiseMove, PromiseState>>> = {
  open: { keep: 'kept', passOn: 'open', takeBack: 'takenBack' },
  kept: {},
  takenBack: {},
}

test.each(PromiseState.options.flatMap((state) => PromiseMove.options.map((move) => [state, move] as const)))('a promise that is %s: %s', (state, move) => {
  const rule = promiseMoves[move]
  expect(rule.from.includes(state) ? rule.to : undefined).toBe(life[state][move])
})

test('nothing is promised where nobody follows the case any more', () => {
  expect(RequestState.options.filter((state) => !mayBePromised(state))).toEqual(['declined', 'merged', 'withdrawn'])
})
