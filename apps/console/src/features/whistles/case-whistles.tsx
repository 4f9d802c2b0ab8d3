import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { may, useMe } from '../sessions/session.ts'
import { whistleWords } from './words.ts'

/** On the case: what was blown for it, and the way to blow. */
export function CaseWhistles({ requestId }: { requestId: string }) {
  const t = useWords(whistleWords)
  const allowed = may(useMe(), 'whistle.blow')
  const query = useQuery({ queryKey: ['whistles', 'of', requestId], queryFn: () => api.whistles.ofRequest({ requestId }), enabled: allowed })
  if (!query.data || (query.data.rows.length === 0 && !query.data.mayBlow)) return null
  return (
    <section className="card stack" aria-labelledby="case-whistles">
      <h2 id="case-whistles">{t('title')}</h2>
      {query.data.rows.map((row) => (
        <p key={row.id} className="row">
          <Link to="/whistles/$whistleId" params={{ whistleId: row.id }} className="target">
            {row.title}
          </Link>
          <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        </p>
      ))}
      {query.data.mayBlow && (
        <p>
          <Link to="/requests/$requestId/whistle" params={{ requestId }} className="link-button">
            {t('blow')} ›
          </Link>
        </p>
      )}
    </section>
  )
}
