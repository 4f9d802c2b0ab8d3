import type { WhistleSummary } from '@ejia/contract/whistles.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { WhistleTabs } from './whistle-tabs.tsx'
import { whistleWords } from './words.ts'
import './whistles.css'

/** As many as can be read from the back of the room. */
const mostRows = 12
/** Live updates tell of changes; this is for a screen whose line was cut. */
const refreshMs = 60_000

/** For a wall: number, place, kind, departments and their times, the most pressing first. No title, no name, no words. */
export function WallPage() {
  const t = useWords(whistleWords)
  const screen = useRef<HTMLDivElement>(null)
  const query = useQuery({ queryKey: ['whistles', 'wall'], queryFn: () => api.whistles.list({ limit: mostRows }), refetchInterval: refreshMs })
  const late = useQuery({ queryKey: ['whistles', 'wall', 'late'], queryFn: () => api.whistles.list({ overdue: true, limit: 1 }), refetchInterval: refreshMs })
  const rows = query.data?.rows ?? []
  const more = (query.data?.total ?? 0) - rows.length
  return (
    <Page title={t('wall')}>
      <WhistleTabs />
      <div className="row">
        <p className="soft">{t('wallNote')}</p>
        <Button onClick={() => void screen.current?.requestFullscreen?.()}>{t('wallFull')}</Button>
      </div>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('emptyTitle')} />}
      {rows.length > 0 && (
        <div className="wall" ref={screen}>
          <p className="wall-head">
            <strong>{t('wallOpen', { count: query.data?.total ?? 0 })}</strong>
            {(late.data?.total ?? 0) > 0 && <strong className="tag tag-danger">{t('wallLate', { count: late.data?.total ?? 0 })}</strong>}
          </p>
          <ul aria-label={t('board')}>
            {rows.map((row) => (
              <WallLine key={row.id} row={row} />
            ))}
          </ul>
          {more > 0 && <p>{t('wallMore', { count: more })}</p>}
        </div>
      )}
    </Page>
  )
}

function WallLine({ row }: { row: WhistleSummary }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const now = dates.now.toISOString()
  return (
    <li className="wall-line">
      <p className="row">
        <strong>{row.area.name}</strong>
        <span className={row.kind === 'emergency' ? 'tag tag-danger' : 'tag tag-plain'}>{t(row.kind)}</span>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        {row.supervisedAt && <span className="tag tag-danger">{t('supervised')}</span>}
        <span className={row.dueAt < now ? 'tag tag-danger' : row.amberAt < now ? 'tag tag-wait' : 'soft'}>
          {t('due', { moment: dates.moment(row.dueAt) })}
        </span>
        <span className="soft">{row.number}</span>
      </p>
      {row.units.length > 0 && (
        <p className="row">
          {row.units.map((unit) => (
            <span key={unit.name}>
              {unit.name}{' '}
              <span
                className={
                  unit.state === 'summoned' && unit.checkInDueAt < now ? 'tag tag-danger' : unit.state === 'checkedIn' ? 'tag tag-plain' : 'tag tag-wait'
                }
              >
                {t(`unit_${unit.state}`)}
                {unit.state === 'summoned' ? ` · ${t('checkInDue', { moment: dates.moment(unit.checkInDueAt) })}` : ''}
              </span>
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
