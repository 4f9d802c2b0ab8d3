import type { RequestCase, TimelineEntry } from '@ejia/contract/requests.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { StateTag } from '../../../ui/state-tag.tsx'
import { CasePhotos } from './case-photos.tsx'
import { stepWords } from '../step-words.ts'
import { useDetails } from './timeline-details.ts'
import { caseWords } from '../words.ts'

/** Newest first. What the resident reads and what stays inside differ by word, frame and ground, not by colour alone. */
export function CaseTimeline({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  return (
    <section className="card stack" aria-labelledby="case-timeline">
      <h2 id="case-timeline">{t('timeline')}</h2>
      <ol className="timeline">
        {request.timeline.toReversed().map((entry) => (
          <Entry key={entry.id} entry={entry} requestId={request.id} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, requestId }: { entry: TimelineEntry; requestId: string }) {
  const t = useWords(caseWords)
  const say = useShared()
  const dates = useDates()
  const detailsOf = useDetails()
  const { by, told, internal, from, to, at, step } = entry
  const role = by.role && by.role in roleWords ? say(roleWords, by.role as keyof typeof roleWords) : null
  const name = by.kind === 'reporter' ? t('byReporter') : by.kind === 'system' ? t('bySystem') : [by.name, role].filter(Boolean).join(' · ')
  return (
    <li>
      <p className="row">
        <strong>{say(stepWords, step)}</strong>
        {to && to !== from && <StateTag state={to} />}
        <span className="soft small">
          {name} · <time dateTime={at}>{dates.moment(at)}</time>
        </span>
      </p>
      {detailsOf(entry.details).map((line) => (
        <p key={line} className="small">
          {line}
        </p>
      ))}
      {told && (
        <div className="told">
          <span className="tag tag-new">{t('public')}</span>
          <p className="said" dir="auto">
            {told}
          </p>
        </div>
      )}
      {internal && (
        <div className="internal">
          <span className="tag tag-wait">{t('internal')}</span>
          <p className="said" dir="auto">
            {internal}
          </p>
        </div>
      )}
      {step !== 'filed' && <CasePhotos owner={{ of: 'requests', id: requestId }} photos={entry.photos} />}
    </li>
  )
}
