import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenAreas, hiddenCells, suppressSmall } from './small-cells.ts'

test('a small count is hidden, and one more with it', () => {
  expect(suppressSmall([12, 3, 40])).toEqual([null, null, 40])
  expect(suppressSmall([4, 4, 9, 20])).toEqual([null, null, null, 20])
  expect(suppressSmall([0, 7, 8])).toEqual([0, 7, 8])
})

/** Every column with the same total that this rule would show in the same way. */
function worlds(shown: readonly (number | null)[], hiddenTotal: number): number[][] {
  const places = shown.flatMap((count, index) => (count === null ? [index] : []))
  const found: number[][] = []
  const fill = (at: number, left: number, guess: number[]) => {
    if (at === places.length) {
      if (left === 0 && JSON.stringify(suppressSmall(guess)) === JSON.stringify(shown)) found.push([...guess])
      return
    }
    for (let count = 0; count <= left; count++) {
      guess[places[at]!] = count
      fill(at + 1, left - count, guess)
    }
  }
  fill(
    0,
    hiddenTotal,
    shown.map((count) => count ?? 0),
  )
  return found
}

test('whoever knows the total, what is shown and the rule itself cannot compute a hidden count', () => {
  const column = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 14 })), { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(column, (counts) => {
      const hidden = hiddenCells(counts)
      if (hidden.size === 0) return
      const total = [...hidden].reduce((sum, index) => sum + counts[index]!, 0)
      // Where all are hidden and each is one, or all together are too few, the total itself is hidden: `hiddenAreas` below.
      const positive = counts.filter((count) => count > 0)
      if (positive.every((count) => count === 1) || positive.length === 1) return
      const possible = worlds(suppressSmall(counts), total)
      for (const index of hidden) expect(new Set(possible.map((world) => world[index])).size, `${counts.join()} at ${index}`).toBeGreaterThan(1)
    }),
    { numRuns: 300 },
  )
})

const codes = (area: string, counts: readonly number[]) =>
  counts.map((count, index): [string, number] => [`${area}${String(index + 1).padStart(3, '0')}`, count])
const tenant = '990101001'

test('a total above and parts below do not give a hidden area away', () => {
  const byGrid = new Map([...codes(`${tenant}001`, [30, 2, 25]), ...codes(`${tenant}002`, [1, 2]), ...codes(`${tenant}003`, [50, 60])])
  const hidden = hiddenAreas(byGrid, tenant)
  // The second community has three people; with it goes the next smallest, and in that one of its grids at the least.
  expect(hidden.has(`${tenant}002`)).toBe(true)
  expect(hidden.has(`${tenant}001`)).toBe(true)
  expect(hidden.has(tenant)).toBe(false)
  expect([...hidden].filter((code) => code.startsWith(`${tenant}001`) && code.length === 15).toSorted()).toEqual([`${tenant}001002`, `${tenant}001003`])
  expect([...hidden].some((code) => code.startsWith(`${tenant}003`))).toBe(false)
})

test('where each grid holds one person the total is hidden too', () => {
  const hidden = hiddenAreas(
    new Map([...codes(`${tenant}001`, [1, 1, 1, 1, 1]), ...codes(`${tenant}002`, [70, 80]), ...codes(`${tenant}003`, [90, 95])]),
    tenant,
  )
  expect(hidden.has(`${tenant}001`)).toBe(true)
})

/** What anybody can add up and take off from what is shown, over and over. */
function derivable(byGrid: ReadonlyMap<string, number>, hidden: ReadonlySet<string>): Map<string, number> {
  const totals = new Map<string, number>()
  for (const [grid, count] of byGrid)
    for (let length = tenant.length; length <= 15; length += 3) totals.set(grid.slice(0, length), (totals.get(grid.slice(0, length)) ?? 0) + count)
  const known = new Map([...totals].filter(([code]) => !hidden.has(code)))
  const parents = [...totals.keys()].filter((code) => code.length < 15)
  for (let before = -1; before !== known.size;) {
    before = known.size
    for (const parent of parents) {
      const parts = [...totals.keys()].filter((code) => code.length === parent.length + 3 && code.startsWith(parent))
      const unknown = parts.filter((part) => !known.has(part))
      const sum = parts.reduce((total, part) => total + (known.get(part) ?? 0), 0)
      if (unknown.length === 0 && !known.has(parent)) known.set(parent, sum)
      else if (unknown.length === 1 && known.has(parent)) known.set(unknown[0]!, known.get(parent)! - sum)
    }
  }
  return known
}

test('no small count of any level can be had by adding and subtracting what is shown', () => {
  const counts = fc.array(fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 80 })), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 5,
  })
  fc.assert(
    fc.property(counts, (communities) => {
      const byGrid = new Map(communities.flatMap((grids, index) => codes(`${tenant}${String(index + 1).padStart(3, '0')}`, grids)))
      const hidden = hiddenAreas(byGrid, tenant)
      for (const [code, count] of derivable(byGrid, hidden)) expect(count > 0 && count < 5, `${code} of ${JSON.stringify(communities)}`).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
