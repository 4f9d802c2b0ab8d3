import { expect, test } from 'vitest'
import { SummonsMove, SummonsState, WhistleMove, WhistleState } from '@ejia/contract/whistles.ts'
import { summonsMoves, whistleMoves } from './whistle-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const whistle: Record<WhistleState, Partial<Record<WhistleMove, string>>> = {
  blown: { approve: 'approved', decline: 'declined', recall: 'recalled', note: 'blown' },
  approved: { summon: 'summoned handling', recall: 'recalled', note: 'approved' },
  summoned: {
    summon: 'summoned handling',
    plan: 'handling',
    addTask: 'summoned',
    supervise: 'summoned',
    recall: 'recalled',
    note: 'summoned',
  },
  handling: { summon: 'summoned handling', plan: 'handling', addTask: 'handling', supervise: 'handling', finish: 'done', note: 'handling' },
  done: { note: 'done' },
  declined: {},
  rated: {},
  recalled: {},
}
const summons: Record<SummonsState, Partial<Record<SummonsMove, string>>> = {
  summoned: { checkIn: 'checkedIn', object: 'objected appealed', remind: 'summoned', rate: 'summoned' },
  checkedIn: { remind: 'checkedIn', rate: 'checkedIn' },
  objected: { settleObjection: 'summoned released' },
  appealed: { settleAppeal: 'summoned released' },
  released: {},
}

test.each(WhistleState.options.flatMap((state) => WhistleMove.options.map((move) => [state, move] as const)))('a whistle that is %s: %s', (state, move) => {
  const rule = whistleMoves[move]
  const result = rule.from.includes(state) ? (rule.to === 'same' ? state : rule.to.join(' ')) : undefined
  expect(result).toBe(whistle[state][move])
})

test.each(SummonsState.options.flatMap((state) => SummonsMove.options.map((move) => [state, move] as const)))('a department that is %s: %s', (state, move) => {
  const rule = summonsMoves[move]
  const result = rule.from.includes(state) ? (rule.to === 'same' ? state : rule.to.join(' ')) : undefined
  expect(result).toBe(summons[state][move])
})

test('only a whistle that is over is rated, and nobody is summoned to one that is', () => {
  expect(summonsMoves.rate.whistle).toEqual(['done'])
  for (const move of SummonsMove.options.filter((name) => name !== 'rate')) expect(summonsMoves[move].whistle).toEqual(['summoned', 'handling'])
})
