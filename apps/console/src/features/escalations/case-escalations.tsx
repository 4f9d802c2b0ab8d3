import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { may, useMe } from '../sessions/session.ts'
import { DueTag } from './due-tag.tsx'
import { escalationWords } from './words.ts'

/** On the case: how it went up, who speaks with the resident, and the way to raise it. */
export function CaseEscalations({ requestId }: { requestId: string }) {
  const t = useWords(escalationWords)
  const allowed = may(useMe(), 'escalation.raise')
  const query = useQuery({ queryKey: ['escalations', 'of', requestId], queryFn: () => api.escalations.ofRequest({ requestId }), enabled: allowed })
  if (!query.data || (query.data.rows.length === 0 && !query.data.mayRaise)) return null
  const { rows, raisesTo } = query.data
  const contact = rows.at(-1)?.contact
  return (
    <section className="card stack" aria-labelledby="case-escalations">
      <h2 id="case-escalations">{t('title')}</h2>
      {rows.map((row) => (
        <p key={row.id} className="row">
          <Link to="/escalations/$escalationId" params={{ escalationId: row.id }} className="target">
            {t('path', { from: row.from.name, to: row.to.name })}
          </Link>
          <span className="tag tag-new">{t(`state_${row.state}`)}</span>
          <DueTag row={row} />
        </p>
      ))}
      {contact && <p className="soft">{t('contactLine', { name: contact.name })}</p>}
      {raisesTo && (
        <p>
          <Link to="/requests/$requestId/escalation" params={{ requestId }} className="link-button">
            {t('raise', { to: raisesTo.name })} ›
          </Link>
        </p>
      )}
    </section>
  )
}
