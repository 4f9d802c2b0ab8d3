import type { Fill, FillMove } from '@ejia/contract/report-forge.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Page } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { reportForgeWords } from '../words.ts'
import { FillTable } from './fill-table.tsx'
import { MoveForm } from './move-form.tsx'

export function FillPage() {
  const t = useWords(reportForgeWords)
  const { fillId } = useParams({ from: '/staff/forms/fills/$fillId' })
  const query = useQuery({ queryKey: ['report-fill', fillId], queryFn: () => api.reportForge.open({ fillId }) })
  return (
    <Page title={query.data?.name ?? t('title')}>
      <Link to="/forms" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole fill={query.data} />}
    </Page>
  )
}

function Whole({ fill }: { fill: Fill }) {
  const t = useWords(reportForgeWords)
  const dates = useDates()
  const [move, setMove] = useState<FillMove | null>(null)
  const late = fill.dueOn < dates.today && fill.state !== 'sent' && fill.state !== 'cancelled'
  return (
    <>
      <p className="row">
        <span className="tag tag-new">{t(`state_${fill.state}`)}</span>
        <span className={late ? 'tag tag-danger' : 'soft'}>{t(late ? 'overdue' : 'due', { day: dates.day(fill.dueOn) })}</span>
        <span className="soft">
          {fill.askedBy} · {fill.from} — {fill.to} · {t('countedAt', { moment: dates.moment(fill.countedAt) })}
        </span>
      </p>
      <section className="card stack" aria-labelledby="fill-moves">
        <h2 id="fill-moves">{t('actions')}</h2>
        <p>
          <strong>{t('counts', fill.counts)}</strong>
        </p>
        {(fill.allowedMoves.length === 0 || (fill.state === 'complete' && !fill.allowedMoves.includes('seal'))) && <p className="soft">{t('noActions')}</p>}
        <div className="row">
          {fill.allowedMoves.map((one) => (
            <Button
              key={one}
              type={['collect', 'seal', 'send'].includes(one) ? 'primary' : 'default'}
              danger={one === 'cancel'}
              aria-expanded={move === one}
              onClick={() => setMove(one)}
            >
              {t(`move_${one}`)}
            </Button>
          ))}
          {fill.mayType && fill.counts.missing > 0 && (
            <Link to="/forms/asked" search={{ below: true }} className="link-button">
              {t('fillMissing')}
            </Link>
          )}
        </div>
        {move && fill.allowedMoves.includes(move) && <MoveForm key={move} fill={fill} move={move} onClose={() => setMove(null)} />}
      </section>
      {fill.sealed.length > 0 && (
        <section className="card stack" aria-labelledby="fill-sealed">
          <h2 id="fill-sealed">{t('sealed')}</h2>
          <ul className="line-list">
            {fill.sealed.map((one) => (
              <li key={one.version}>
                <span>
                  <strong>{t('version', { version: one.version })}</strong> · {t('sealedBy', { name: one.sealedBy, moment: dates.moment(one.sealedAt) })}
                  {one.sentAt && one.sentTo && ` · ${t('sentAt', { moment: dates.moment(one.sentAt), to: one.sentTo })}`}
                  <span className="soft small"> · {t('digest', { digest: one.digest.slice(0, 16) })}</span>
                </span>
                <a href={`/api/report-fills/${fill.id}/versions/${one.version}/file`} download className="link-button">
                  {t('download', { version: one.version })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FillTable fill={fill} />
      <section className="card stack" aria-labelledby="fill-history">
        <h2 id="fill-history">{t('history')}</h2>
        <ol className="timeline">
          {fill.history.map((entry) => (
            <li key={entry.id}>
              <p>
                <strong>
                  {entry.step === 'type' ? t('step_type', { count: entry.words }) : entry.step === 'start' ? t('step_start') : t(`move_${entry.step}`)}
                </strong>
                <span className="soft">
                  {' '}
                  · {entry.by} · {dates.moment(entry.at)}
                </span>
              </p>
              {entry.step !== 'type' && entry.words && <p dir="auto">{entry.words}</p>}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
