import { expect, test } from 'vitest'
import { drawBytes } from './random-bytes.ts'

test('draws are as long as asked, all different, and stay what they were', () => {
  const drawn = Array.from({ length: 2_000 }, (_, index) => drawBytes(index % 2 === 0 ? 12 : 32))
  const before = drawn.map((bytes) => bytes.toString('hex'))
  drawBytes(4096)
  expect(drawn.map((bytes) => bytes.length)).toEqual(Array.from({ length: 2_000 }, (_, index) => (index % 2 === 0 ? 12 : 32)))
  expect(drawn.map((bytes) => bytes.toString('hex'))).toEqual(before)
  expect(new Set(before).size).toBe(2_000)
})
