import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { may, useMe } from '../sessions/session.ts'
import { meetingWords } from './words.ts'

type Props = { of: { requestId?: string; whistleId?: string; poolId?: string }; areaCode: string; title: string }

/** On a case, a whistle or a need: what was brought to the joint meeting, and the way to bring it. */
export function SourceTopics({ of, areaCode, title }: Props) {
  const t = useWords(meetingWords)
  const dates = useDates()
  const allowed = may(useMe(), 'meeting.raise')
  const query = useQuery({ queryKey: ['topics', 'of', of], queryFn: () => api.topics.ofSource(of), enabled: allowed })
  if (!query.data || (query.data.rows.length === 0 && !query.data.mayRaise)) return null
  const search = {
    ...(of.requestId && { request: of.requestId }),
    ...(of.whistleId && { whistle: of.whistleId }),
    ...(of.poolId && { pool: of.poolId }),
    area: areaCode,
    ...(title && { title }),
  }
  return (
    <section className="card stack" aria-labelledby="source-topics">
      <h2 id="source-topics">{t('title')}</h2>
      {query.data.rows.map((topic) => (
        <p key={topic.id} className="row">
          <strong>{topic.title}</strong>
          <span className="tag tag-new">{t(`state_${topic.state}`)}</span>
          {topic.meeting && (
            <Link to="/meetings/$meetingId" params={{ meetingId: topic.meeting.id }} className="target">
              {topic.meeting.title} · {dates.moment(topic.meeting.startsAt)}
            </Link>
          )}
          {topic.reason && <span className="soft">{t('why', { words: topic.reason })}</span>}
        </p>
      ))}
      {query.data.mayRaise && (
        <p>
          <Link to="/topics/new" search={search} className="link-button">
            {t('raiseFrom')} ›
          </Link>
        </p>
      )}
    </section>
  )
}
