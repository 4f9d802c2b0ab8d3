import { sql, type RawBuilder } from 'kysely'
import { endOfShanghaiDay, shanghaiDay } from '../platform/clock.ts'
import { isOpen, isOverdue } from '../requests/inbox/inbox-conditions.ts'
import { figureIs } from '../requests/inbox/request-figures.ts'

/** Of a finished case these stay as they are until somebody moves it: they are kept by day. */
export const keptFigures = [
  'filed',
  'solved',
  'staffDeclared',
  'residentVerified',
  'responded',
  'notResponded',
  'resolved',
  'notResolved',
  'satisfied',
  'rated',
  'withdrawn',
  'declined',
  'merged',
  'finishedUnrated',
] as const
/** Only open cases have them. */
export const runningFigures = ['open', 'overdue', 'stillOpen', 'contactNotDue'] as const
export type Figure = (typeof keptFigures)[number] | (typeof runningFigures)[number]
export type Figures = Record<Figure, number>

/** What each number of the dashboard counts, as a condition on `requests r`. What can be clicked has the words of `figureIs`. */
function conditionOf(figure: Figure, now: Date): RawBuilder<boolean> {
  switch (figure) {
    case 'filed':
      return sql`true`
    case 'open':
      return isOpen
    case 'overdue':
      return isOverdue(now)
    default:
      return figureIs(figure, now, endOfShanghaiDay(shanghaiDay(now)))
  }
}

/** `count(...) as "figure"` for each. */
export function countFigures(figures: readonly Figure[], now: Date): RawBuilder<unknown> {
  return sql.join(figures.map((figure) => sql`(count(*) filter (where ${conditionOf(figure, now)}))::int as ${sql.id(figure)}`))
}

/** The column a kept figure stands in. */
export function columnOf(figure: Figure): RawBuilder<unknown> {
  return sql.id(figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

export function addFigures(all: readonly Figures[]): Figures {
  const sum = Object.fromEntries([...keptFigures, ...runningFigures].map((figure) => [figure, 0])) as Figures
  for (const one of all) for (const figure of [...keptFigures, ...runningFigures]) sum[figure] += one[figure]
  return sum
}
