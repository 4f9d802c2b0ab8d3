import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenCells, isSmall, type CountedColumn } from './hide-small.ts'

const column = (counts: readonly number[], filter: CountedColumn['filter'] = {}): CountedColumn => ({
  source: 'cases',
  filter,
  cells: counts.map((size) => ({ size, small: isSmall(size) })),
})

test('a small cell takes the next smallest of its group with it; zero and five are told', () => {
  expect(hiddenCells([column([3, 0, 5, 90])], ['a', 'a', 'a', 'a'])).toEqual([[true, false, true, false]])
  // Another community's rows do not help: its total is known by itself.
  expect(hiddenCells([column([3, 20, 6, 90])], ['a', 'a', 'b', 'b'])).toEqual([[true, true, false, false]])
})

test('a small part cannot be had from the whole and the other parts', () => {
  const all = column([40])
  const [help, complaint] = [column([37], { caseKind: 'help' }), column([3], { caseKind: 'complaint' })]
  expect(hiddenCells([all, help, complaint], ['a'])).toEqual([[false], [true], [true]])
})

test('whatever the counts: no line has one hidden cell that the others give away', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(counts, counts, (help, complaint) => {
      const whole = help.map((count, row) => count + complaint[row]!)
      const columns = [column(whole), column(help, { caseKind: 'help' }), column(complaint, { caseKind: 'complaint' })]
      const groups = ['a', 'a', 'a', 'b', 'b', 'b']
      const hidden = hiddenCells(columns, groups)
      for (const [index, { cells }] of columns.entries()) {
        for (const [row, cell] of cells.entries()) if (cell.small) expect(hidden[index]![row]).toBe(true)
        for (const group of ['a', 'b']) {
          const rows = groups.flatMap((name, row) => (name === group ? [row] : []))
          const gone = rows.filter((row) => hidden[index]![row])
          // One alone is hidden only where nothing else could be hidden with it, and then the whole of the group is small too.
          if (gone.length === 1) expect(rows.filter((row) => row !== gone[0] && cells[row]!.size > 0)).toEqual([])
        }
      }
      for (const row of groups.keys()) {
        const gone = columns.filter((_, index) => hidden[index]![row]).length
        if (gone === 1) expect(columns.filter((one, index) => !hidden[index]![row] && one.cells[row]!.size > 0)).toEqual([])
      }
    }),
  )
})
