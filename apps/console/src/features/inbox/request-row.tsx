import type { RequestSummary } from '@ejia/contract/requests.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useBilingual, useShared, useWords } from '../../dictionary/words.ts'
import { Due } from '../../ui/due.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { inboxWords } from './words.ts'

type Props = { row: RequestSummary; chosen?: boolean; onChoose?: (on: boolean) => void }

/** One request: a card on a phone, a line on a desk. The words of the person come first. */
export function RequestRow({ row, chosen = false, onChoose }: Props) {
  const t = useWords(inboxWords)
  const say = useShared()
  const both = useBilingual()
  const dates = useDates()
  const { areaName, unitName, personName } = row.responsible
  return (
    <li className={chosen ? 'inbox-row inbox-row-chosen' : 'inbox-row'}>
      {onChoose && (
        <label className="inbox-choose">
          <input type="checkbox" checked={chosen} onChange={(event) => onChoose(event.target.checked)} />
          <span className="hidden-words">{t('select', { receipt: row.receiptNumber })}</span>
        </label>
      )}
      <div className="inbox-what">
        <Link to="/requests/$requestId" params={{ requestId: row.id }} className="inbox-link">
          {row.excerpt}
        </Link>
        <p className="soft small">
          {both(row.category.name)} · {say(kindWords, row.kind)} · {row.place.text || row.place.areaName} · {row.receiptNumber}
        </p>
      </div>
      <div className="inbox-stand">
        <p className="row">
          <StateTag state={row.state} />
          <Marks row={row} />
        </p>
        <p>{row.next ? <Due due={row.next} /> : <span className="soft small">{t('filedAt', { moment: dates.moment(row.filedAt) })}</span>}</p>
        <p className="soft small">{t('responsible', { name: [unitName ?? areaName, personName].filter(Boolean).join(' · ') })}</p>
      </div>
    </li>
  )
}

function Marks({ row }: { row: RequestSummary }) {
  const t = useWords(inboxWords)
  const marks = [
    row.paused && t('paused'),
    row.reopenedTimes > 0 && t('reopened'),
    row.assisted && t('assisted'),
    row.anonymous && !row.assisted && t('anonymous'),
    row.photoCount > 0 && t('photos', { count: row.photoCount }),
    row.duplicateCount > 0 && t('duplicates', { count: row.duplicateCount }),
  ]
  return marks.map(
    (mark) =>
      mark && (
        <span key={mark} className="tag tag-plain">
          {mark}
        </span>
      ),
  )
}
