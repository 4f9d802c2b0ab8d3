import type { Milestone, RequestCase } from '@ejia/contract/requests.ts'
import { closureWords, outcomeWords } from '@ejia/dictionary/words.ts'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Due } from '../../../ui/due.tsx'
import { uiWords } from '../../../ui/words.ts'
import { caseWords } from '../words.ts'

/** Where the case stands: its limits, and whatever waits for a decision. */
export function CaseStanding({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const say = useShared()
  const dates = useDates()
  const { pause, deferred, extensionAsked, objection, outcome, closure, rating, master, failedCallbacks } = request
  const lines = [
    objection && t('objectionBy', { name: objection.byName, reason: objection.reason }),
    extensionAsked && t('extensionAsked', { name: extensionAsked.byName, moment: dates.moment(extensionAsked.until), reason: extensionAsked.reason }),
    pause && t('pausedSince', { moment: dates.moment(pause.since), reason: pause.reason }),
    deferred && t('deferredUntil', { day: dates.day(deferred.reviewOn), explanation: deferred.explanation }),
  ].filter((line) => line !== null)
  const results = [
    outcome && t('outcome', { outcome: say(outcomeWords, outcome) }),
    failedCallbacks > 0 && t('failedCallbacks', { count: failedCallbacks }),
    closure && t('closure', { closure: say(closureWords, closure) }),
    rating && `${t('rating', { stars: rating.stars })} ${rating.words}`,
  ].filter((line) => typeof line === 'string')
  return (
    <section className="card stack case-standing" aria-label={t('limits')}>
      {lines.map((line) => (
        <p key={line} className="attention">
          {line}
        </p>
      ))}
      {master && (
        <p className="attention">
          {t('mergedInto')}{' '}
          <Link to="/requests/$requestId" params={{ requestId: master.id }}>
            {master.receiptNumber}
          </Link>
        </p>
      )}
      <ul className="milestones">
        {request.milestones.map((milestone) => (
          <li key={milestone.kind}>
            <MilestoneLine milestone={milestone} running={request.next !== null} />
          </li>
        ))}
      </ul>
      {results.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  )
}

function MilestoneLine({ milestone, running }: { milestone: Milestone; running: boolean }) {
  const t = useWords(caseWords)
  const ui = useWords(uiWords)
  const dates = useDates()
  const extended = milestone.extended && <span className="tag tag-plain">{t('extended')}</span>
  if (milestone.metAt) {
    return (
      <span className="row">
        <span className="met">✓ {ui(milestone.kind)}</span>
        <span className="soft">{t('met', { moment: dates.moment(milestone.metAt) })}</span>
        {extended}
      </span>
    )
  }
  return (
    <span className="row">
      {running ? (
        <Due due={milestone} />
      ) : (
        <span>
          {ui(milestone.kind)} · {dates.moment(milestone.dueAt)}
        </span>
      )}
      {extended}
    </span>
  )
}
