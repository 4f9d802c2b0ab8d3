import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf, problemsOf, staleLines } from './only-writers.ts'

describe('one writer a state', () => {
  it.each([
    ['whistles/blow-whistle.ts', 'await sql`update whistles set state = ${state}`', 'writes whistles'],
    ['leaves/ask-leave.ts', "import { updateLeave } from './leave-store.ts'", 'names updateLeave'],
    ['requests/effects/answering.ts', 'await writeStep(tx, row, entry, {}, now)', 'names writeStep'],
    ['secondments/open-call.ts', 'Update\n  secondments set state = 1', 'writes secondments'],
  ])('%s may not', (file, text, problem) => expect(problemsOf(file, text).join()).toContain(problem))

  it.each([
    ['whistles/move-whistle.ts', 'await updateWhistle(tx, row, {}, now)'],
    ['whistles/whistle-store.ts', 'sql`update whistles set state = 1`'],
    ['demo/demo-whistles.ts', 'sql`update whistles set state = 1`'],
    ['reports/day-figures.ts', 'select state from whistles'],
  ])('%s may', (file, text) => expect(problemsOf(file, text)).toEqual([]))

  it('is so in the code, and no line speaks of a file that is no more', () => {
    const files = filesOf(join(import.meta.dirname, '..'))
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap(({ file, text }) => problemsOf(file, text))).toEqual([])
    expect(staleLines(files)).toEqual([])
  })
})
