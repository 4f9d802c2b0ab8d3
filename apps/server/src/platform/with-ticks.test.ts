import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withTicks } from './with-ticks.ts'

test('everything comes in order, a null for each silence, and the end is the end', async () => {
  async function* slow() {
    yield 1
    yield 2
    await wait(120)
    yield 3
  }
  const heard: (number | null)[] = []
  for await (const one of withTicks(slow(), 50)) heard.push(one)
  expect(heard.filter((one) => one !== null)).toEqual([1, 2, 3])
  expect(heard.indexOf(null)).toBe(2)
})

test('whoever stops listening ends the source too', async () => {
  let ended = false
  async function* endless() {
    try {
      for (let number = 0; ; number++) yield number
    } finally {
      ended = true
    }
  }
  for await (const one of withTicks(endless(), 50)) if (one === 3) break
  await wait(5)
  expect(ended).toBe(true)
})
