import { expect, test } from 'vitest'
import { SecondmentMove, SecondmentState } from '@ejia/contract/secondments.ts'
import { secondmentMoves } from './secondment-moves.ts'

const confirm = 'secondment.confirm'
const manage = 'secondment.manage'
/** Every state and every move, written apart from the table: where to and by whom. */
const secondment: Record<SecondmentState, Partial<Record<SecondmentMove, string>>> = {
  nominated: { confirm: `confirmed by ${confirm}`, decline: `declined by ${confirm}`, withdraw: 'withdrawn by self' },
  confirmed: { approve: `approved by ${manage}`, refuse: `declined by ${manage}`, withdraw: 'withdrawn by self' },
  approved: { post: `posted by ${confirm}`, withdraw: 'withdrawn by self', recall: `recalled by ${manage}` },
  posted: {
    post: `posted by ${confirm}`,
    note: `posted by self ${confirm} ${manage}`,
    summarise: `posted by self ${confirm}`,
    end: `ended by ${confirm}`,
    recall: `recalled by ${manage}`,
  },
  ended: {},
  recalled: {},
  declined: {},
  withdrawn: {},
}

test.each(SecondmentState.options.flatMap((state) => SecondmentMove.options.map((move) => [state, move] as const)))('one that is %s: %s', (state, move) => {
  const rule = secondmentMoves[move]
  expect(rule.from.includes(state) ? `${rule.to === 'same' ? state : rule.to} by ${rule.by.join(' ')}` : undefined).toBe(secondment[state][move])
})
