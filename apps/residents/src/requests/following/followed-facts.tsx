import type { FollowedRequest } from '@ejia/contract/intake.ts'
import { sayTimeLeft } from '@ejia/calendar/people-dates.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { useBilingual, useWords } from '../../dictionary/words.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { usePreferences } from '../../platform/preferences.ts'
import { Banner } from '../../ui/banner.tsx'
import { CallLink } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { StarsShown } from '../../ui/stars.tsx'
import type { FollowSource } from './follow-source.ts'
import { SentPhotos } from './sent-photos.tsx'
import { requestWords } from '../words.ts'

const stillUnanswered = ['filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling']

export function FollowedFacts({ request }: { request: FollowedRequest }) {
  const t = useWords(requestWords)
  const say = useBilingual()
  const { language } = usePreferences()
  const dates = useDates()
  const waits = stillUnanswered.includes(request.state)
  const late = waits && request.expectedBy !== null && new Date(request.expectedBy) < dates.now
  return (
    <div className="card stack">
      <dl className="facts">
        {waits && request.expectedBy && (
          <>
            <dt>{t('expectedBy')}</dt>
            <dd className={late ? 'late' : ''}>
              {dates.moment(request.expectedBy)}
              <span className={late ? 'late-note' : 'field-hint'}>
                {sayTimeLeft(request.expectedBy, dates.now, language)}
                {late && ` · ${t('overdue')}`}
              </span>
            </dd>
          </>
        )}
        <dt>{t('kindAndCategory')}</dt>
        <dd>
          {say(request.category.name)} · {kindWords[request.kind][language]}
        </dd>
        {request.placeText && (
          <>
            <dt>{t('place')}</dt>
            <dd>{request.placeText}</dd>
          </>
        )}
        <dt>{t('filedAt')}</dt>
        <dd>{dates.moment(request.filedAt)}</dd>
        <dt>{t('responsible')}</dt>
        <dd>
          {request.responsible.areaName}
          {request.responsible.officers.map((officer) => (
            <span key={officer.name} className="responsible">
              {officer.name}
              {officer.dutyPhone && <CallLink number={officer.dutyPhone} weight="quiet" />}
            </span>
          ))}
        </dd>
      </dl>
      {request.deferred && (
        <Banner tone="warning" title={t('deferredTitle')}>
          <p className="typed">{request.deferred.explanation}</p>
          <p>{t('deferredReview', { day: dates.day(request.deferred.reviewOn) })}</p>
        </Banner>
      )}
      {request.closure === 'callbackFailed' && <p>{t('closureCallback')}</p>}
      {request.rating && (
        <div>
          <p className="field-label">{t('rated2')}</p>
          <StarsShown count={request.rating.stars} />
          {request.rating.words && <p className="typed">{request.rating.words}</p>}
        </div>
      )}
    </div>
  )
}

export function FollowedText({ request, source }: { request: FollowedRequest; source: FollowSource }) {
  const t = useWords(requestWords)
  const dates = useDates()
  return (
    <Section title={t('whatYouSaid')}>
      <div className="card stack">
        <p className="typed">{request.text}</p>
        <SentPhotos photos={request.photos} source={source} />
        {request.textHistory.map((earlier) => (
          <details key={earlier.until}>
            <summary>{t('earlierText', { when: dates.moment(earlier.until) })}</summary>
            <p className="typed">{earlier.text}</p>
          </details>
        ))}
      </div>
    </Section>
  )
}
