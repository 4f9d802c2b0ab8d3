import type { MilestoneKind } from '@ejia/contract/requests.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { useWords } from '../dictionary/words.ts'
import { uiWords } from './words.ts'

type Props = { due: { kind: MilestoneKind; dueAt: string; amberAt: string } | null; withKind?: boolean }

/** Time left by word, shape and colour: ▲ red past the limit, ◆ amber near it, ● before. */
export function Due({ due, withKind = true }: Props) {
  const dates = useDates()
  const t = useWords(uiWords)
  if (!due) return null
  const at = new Date(due.dueAt)
  const tone = at < dates.now ? 'late' : new Date(due.amberAt) <= dates.now ? 'near' : 'calm'
  return (
    <span className={`due due-${tone}`}>
      <span aria-hidden="true">{{ late: '▲', near: '◆', calm: '●' }[tone]}</span>
      <span>
        {withKind && `${t(due.kind)} `}
        {dates.left(due.dueAt)}
        <span className="due-at"> · {dates.moment(due.dueAt)}</span>
      </span>
    </span>
  )
}
