import { FillMove, FillState } from '@ejia/contract/report-forge.ts'
import { expect, test } from 'vitest'
import { fillMoves, stateWith } from './fill-moves.ts'

/** Written apart from the table: state, then the moves it allows. */
const life: Record<FillState, FillMove[]> = {
  draft: ['recount', 'collect', 'cancel'],
  collecting: ['recount', 'cancel'],
  complete: ['recount', 'seal', 'cancel'],
  sealed: ['send', 'reopen'],
  sent: ['reopen'],
  cancelled: [],
}

test.each(FillState.options)('%s allows what it should and nothing else', (state) => {
  expect(FillMove.options.filter((move) => fillMoves[move].from.includes(state)).toSorted()).toEqual(life[state].toSorted())
})

test('complete means that no cell is missing, and only an open filling moves by it', () => {
  expect(FillState.options.map((state) => [stateWith(state, 0), stateWith(state, 2)])).toEqual([
    ['draft', 'draft'],
    ['complete', 'collecting'],
    ['complete', 'collecting'],
    ['sealed', 'sealed'],
    ['sent', 'sent'],
    ['cancelled', 'cancelled'],
  ])
})
