import { expect, test } from 'vitest'
import { ExportState } from '@ejia/contract/exports.ts'
import { exportMoves } from './export-moves.ts'

/** Every state × every step, written apart from the code. */
const expected: Record<ExportState, Record<string, ExportState>> = {
  asked: { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' },
  approved: { make: 'ready', withdraw: 'withdrawn', expire: 'expired' },
  ready: { take: 'taken', withdraw: 'withdrawn', expire: 'expired' },
  taken: {},
  expired: {},
  declined: {},
  withdrawn: {},
}

test.each(ExportState.options)('%s: what may follow', (state) => {
  const possible = Object.entries(exportMoves).filter(([, rule]) => rule.from.includes(state))
  expect(Object.fromEntries(possible.map(([step, rule]) => [step, rule.to]))).toEqual(expected[state])
})

test('another person decides, the asker alone takes', () => {
  expect([exportMoves.approve.who, exportMoves.decline.who, exportMoves.take.who, exportMoves.withdraw.who]).toEqual(['another', 'another', 'asker', 'asker'])
})
