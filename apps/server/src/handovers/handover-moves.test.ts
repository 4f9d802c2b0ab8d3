import { expect, test } from 'vitest'
import { HandoverMove, HandoverState } from '@ejia/contract/handovers.ts'
import { handoverMoves } from './handover-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const handover: Record<HandoverState, Partial<Record<HandoverMove, HandoverState>>> = {
  open: { name: 'open', note: 'open', give: 'given', receive: 'received', standIn: 'given', cancel: 'done' },
  given: { name: 'given', note: 'given', receive: 'done', cancel: 'done' },
  received: { note: 'received', give: 'done', standIn: 'done', cancel: 'done' },
  done: {},
}

test.each(HandoverState.options.flatMap((state) => HandoverMove.options.map((move) => [state, move] as const)))('a pack that is %s: %s', (state, move) => {
  expect(handoverMoves[move].to[state]).toBe(handover[state][move])
})

test('each side signs for itself, and who watches over it signs only in the place of who cannot', () => {
  const by = Object.fromEntries(HandoverMove.options.map((move) => [move, handoverMoves[move].by.join(' ')]))
  expect(by).toEqual({ name: 'overseer', note: 'giver receiver overseer', give: 'giver', receive: 'receiver', standIn: 'overseer', cancel: '' })
})
