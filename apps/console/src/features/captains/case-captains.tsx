import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { may, useMe } from '../sessions/session.ts'
import { CaptainCard } from './captain-card.tsx'
import { captainWords } from './words.ts'

/** On the case: the captains near it, and what they were asked. */
export function CaseCaptains({ requestId }: { requestId: string }) {
  const t = useWords(captainWords)
  const allowed = may(useMe(), 'captain.manage')
  const query = useQuery({ queryKey: ['captains', 'of', requestId], queryFn: () => api.captains.list({ requestId }), enabled: allowed })
  const rows = query.data?.rows.filter((row) => row.state === 'active') ?? []
  if (!query.data) return null
  return (
    <section className="card stack" aria-labelledby="case-captains">
      <h2 id="case-captains">{t('caseTitle')}</h2>
      {rows.length === 0 && <p className="soft">{t('caseNone')}</p>}
      {rows.map((row) => (
        <CaptainCard key={row.id} captain={row} requestId={requestId} />
      ))}
      <p>
        <Link to="/captains" className="link-button">
          {t('manage')}
        </Link>
      </p>
    </section>
  )
}
