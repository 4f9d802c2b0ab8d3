import { expect, test } from 'vitest'
import { isPassed, quorumOf } from './quorum.ts'

test.each([
  [4, 67, 3],
  [4, 50, 2],
  [3, 67, 3],
  [1, 1, 1],
  [10, 100, 10],
])('of %i invited %i%% are %i', (invited, quorumPercent, needed) => {
  expect(quorumOf({ invited }, { quorumPercent, passPercent: 50 })).toBe(needed)
})

test.each([
  [2, 4, 50, false],
  [3, 4, 50, true],
  [2, 3, 50, true],
  [2, 3, 67, false],
  [0, 0, 50, false],
])('%i of %i present, more than %i%%: %s', (yes, present, passPercent, passed) => {
  expect(isPassed({ yes, present }, { quorumPercent: 67, passPercent })).toBe(passed)
})
