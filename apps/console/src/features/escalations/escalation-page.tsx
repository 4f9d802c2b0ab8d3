import type { Escalation, EscalationMove } from '@ejia/contract/escalations.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { CasePhotos } from '../requests/case/case-photos.tsx'
import { DueTag } from './due-tag.tsx'
import { EscalationForm } from './escalation-form.tsx'
import { escalationWords } from './words.ts'

const route = getRouteApi('/staff/escalations/$escalationId')

export function EscalationPage() {
  const t = useWords(escalationWords)
  const { escalationId } = route.useParams()
  const query = useQuery({ queryKey: ['escalation', escalationId], queryFn: () => api.escalations.open({ escalationId }) })
  const found = query.data
  return (
    <Page title={found ? t('path', { from: found.from.name, to: found.to.name }) : t('title')}>
      <Link to="/escalations" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {found && <Whole key={found.id} found={found} />}
    </Page>
  )
}

function Whole({ found }: { found: Escalation }) {
  const t = useWords(escalationWords)
  const dates = useDates()
  const [move, setMove] = useState<EscalationMove | null>(null)
  return (
    <>
      <p className="row">
        <span className="tag tag-new">{t(`state_${found.state}`)}</span>
        <DueTag row={found} />
        <span className="soft small">
          {found.receiptNumber} · {t('raisedBy', { name: found.raisedBy, moment: dates.moment(found.raisedAt) })}
        </span>
      </p>
      <section className="card stack" aria-labelledby="escalation-moves">
        <h2 id="escalation-moves">{t('actions')}</h2>
        {found.allowedMoves.length === 0 && <p className="soft">{t('noActions')}</p>}
        <div className="row">
          {found.allowedMoves.map((one, index) => (
            <Button key={one} type={index === 0 && one !== 'note' ? 'primary' : 'default'} aria-expanded={move === one} onClick={() => setMove(one)}>
              {t(`step_${one}`)}
            </Button>
          ))}
        </div>
        {move && <EscalationForm key={move} found={found} move={move} onClose={() => setMove(null)} />}
      </section>
      <section className="card stack" aria-labelledby="escalation-matter">
        <h2 id="escalation-matter">{t('matter')}</h2>
        <p className="soft">{found.matter.place}</p>
        <p className="said" dir="auto">
          {found.matter.text}
        </p>
        <CasePhotos owner={{ of: 'escalations', id: found.id }} photos={found.matter.photos} />
        <h3>{t('tried')}</h3>
        <p className="said" dir="auto">
          {found.tried}
        </p>
        <h3>{t('asked')}</h3>
        <p className="said" dir="auto">
          {found.asked}
        </p>
        {found.decision && (
          <>
            <h3>{t('decision')}</h3>
            <p className="said" dir="auto">
              {found.decision}
            </p>
          </>
        )}
        <p>
          {t('contactLine', { name: found.contact.name })}
          <br />
          <span className="soft small">{t('contactHint')}</span>
        </p>
        {found.requestId && (
          <p>
            <Link className="link-button" to="/requests/$requestId" params={{ requestId: found.requestId }}>
              {t('openCase', { number: found.receiptNumber })}
            </Link>
          </p>
        )}
      </section>
      <section className="card stack" aria-labelledby="escalation-timeline">
        <h2 id="escalation-timeline">{t('timeline')}</h2>
        <ol className="timeline">
          {found.timeline.toReversed().map((entry) => (
            <li key={entry.id}>
              <p className="row">
                <strong>{t(`step_${entry.step}`)}</strong>
                <span>{entry.areaName}</span>
                <span className="soft small">
                  {entry.by} · <time dateTime={entry.at}>{dates.moment(entry.at)}</time>
                </span>
              </p>
              {entry.words && (
                <p className="said" dir="auto">
                  {entry.words}
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
