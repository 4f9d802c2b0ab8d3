import { type ImportField, ImportKind } from '@ejia/contract/imports.ts'
import { guessColumns, type GuessedColumn } from '@ejia/spreadsheets/guess-columns.ts'
import { enterpriseColumns } from './enterprises/enterprise-columns.ts'
import { personColumns } from './people/person-columns.ts'

/** The names offices give their columns, by what the file holds. */
const expectedColumns: Record<ImportKind, readonly { key: ImportField; names: readonly string[] }[]> = { people: personColumns, enterprises: enterpriseColumns }

/** One column that really fits; less is chance. */
const leastScore = 0.8

/** What decides which sheet and row is the header. Where nobody said what the file holds, the names of both. */
export const columnsOf = (kind: ImportKind | undefined) => (kind === undefined ? [...personColumns, ...enterpriseColumns] : expectedColumns[kind])

/** What a header says the file holds; null where it says neither. */
export function guessKind(header: readonly string[]): ImportKind | null {
  const scores = ImportKind.options.map((kind) => ({ kind, score: sum(guessColumns(header, expectedColumns[kind])) }))
  const [best] = scores.toSorted((one, other) => other.score - one.score)
  return best!.score < leastScore ? null : best!.kind
}

const sum = (guesses: readonly GuessedColumn[]) => guesses.reduce((total, { confidence }) => total + confidence, 0)

export function guessMapping(header: readonly string[], kind: ImportKind): Partial<Record<ImportField, number>> {
  const sure = guessColumns(header, expectedColumns[kind]).filter((guess) => guess.column !== null && guess.confidence >= 0.4)
  return Object.fromEntries(sure.map((guess) => [guess.key, guess.column]))
}
