import type { EscalationSummary } from '@ejia/contract/escalations.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { escalationWords } from './words.ts'

/** Amber before its time ends, red after; by word as well as by colour. */
export function DueTag({ row }: { row: Pick<EscalationSummary, 'dueAt' | 'amberAt' | 'endedAt'> }) {
  const t = useWords(escalationWords)
  const dates = useDates()
  const now = dates.now.toISOString()
  if (row.endedAt) return null
  const late = row.dueAt < now
  return (
    <span className={late ? 'tag tag-danger' : row.amberAt < now ? 'tag tag-wait' : 'soft'}>
      {t('due', { moment: dates.moment(row.dueAt) })}
      {late && ` · ${t('late')}`}
    </span>
  )
}
