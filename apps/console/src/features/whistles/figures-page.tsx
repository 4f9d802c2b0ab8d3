import type { SummonsStanding } from '@ejia/contract/whistles.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { WhistleTabs } from './whistle-tabs.tsx'
import { whistleWords } from './words.ts'

/** Numerator, denominator and what is outside of both, by department; by name, never by rank. */
export function WhistleFiguresPage() {
  const t = useWords(whistleWords)
  const query = useQuery({ queryKey: ['whistles', 'figures'], queryFn: () => api.whistles.figures({}) })
  const rows = query.data?.byUnit ?? []
  return (
    <Page title={t('figures')} extra={query.data && <span className="soft">{`${query.data.from} — ${query.data.to}`}</span>}>
      <WhistleTabs />
      <p className="soft">{t('figuresNote')}</p>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noFigures')} />}
      {query.data && rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('figures')}
            hideCaption
            keyOf={(row) => row.unit.id}
            rows={rows}
            columns={[
              { title: t('unitName'), cell: (row) => row.unit.name },
              { title: t('summoned'), cell: (row) => <Behind count={row.summoned} unit={row.unit} standing="summoned" period={query.data} />, number: true },
              { title: t('onTime'), cell: (row) => <Behind count={row.checkedInOnTime} unit={row.unit} standing="onTime" period={query.data} />, number: true },
              { title: t('lateCount'), cell: (row) => <Behind count={row.checkedInLate} unit={row.unit} standing="late" period={query.data} />, number: true },
              { title: t('missing'), cell: (row) => <Behind count={row.missing} unit={row.unit} standing="missing" period={query.data} />, number: true },
              { title: t('notDue'), cell: (row) => <Behind count={row.notDue} unit={row.unit} standing="notDue" period={query.data} />, number: true },
              { title: t('released'), cell: (row) => <Behind count={row.released} unit={row.unit} standing="released" period={query.data} />, number: true },
              {
                title: t('rate'),
                cell: (row) => {
                  const counted = row.checkedInOnTime + row.checkedInLate + row.missing
                  return counted === 0 ? '—' : `${Math.round((100 * row.checkedInOnTime) / counted)}%（${row.checkedInOnTime}/${counted}）`
                },
                number: true,
              },
              { title: `${t('taskCount')} · ${t('tasksInTime')}`, cell: (row) => `${row.tasks} · ${row.tasksDoneInTime}`, number: true },
              { title: t('starsMean'), cell: (row) => row.stars ?? '—', number: true },
              { title: t('ratings'), cell: (row) => <Behind count={row.ratings} unit={row.unit} standing="rated" period={query.data} />, number: true },
            ]}
          />
        </div>
      )}
    </Page>
  )
}

type BehindProps = { count: number; unit: { id: string; name: string }; standing: SummonsStanding; period: { from: string; to: string } }

/** A number opens the whistles it counts. */
function Behind({ count, unit, standing, period }: BehindProps) {
  const t = useWords(whistleWords)
  if (count === 0) return <>0</>
  return (
    <Link
      to="/whistles"
      search={{ show: 'all', unit: unit.id, standing, from: period.from, to: period.to }}
      className="target"
      aria-label={t('behind', { count, unit: unit.name, standing: t(`standing_${standing}`) })}
    >
      {count}
    </Link>
  )
}
