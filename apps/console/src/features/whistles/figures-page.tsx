import { useQuery } from '@tanstack/react-query'
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
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('figures')}
            hideCaption
            keyOf={(row) => row.unit.id}
            rows={rows}
            columns={[
              { title: t('unitName'), cell: (row) => row.unit.name },
              { title: t('summoned'), cell: (row) => row.summoned, number: true },
              { title: t('onTime'), cell: (row) => row.checkedInOnTime, number: true },
              { title: t('lateCount'), cell: (row) => row.checkedInLate, number: true },
              { title: t('missing'), cell: (row) => row.missing, number: true },
              { title: t('notDue'), cell: (row) => row.notDue, number: true },
              { title: t('released'), cell: (row) => row.released, number: true },
              {
                title: t('rate'),
                cell: (row) => {
                  const counted = row.checkedInOnTime + row.checkedInLate + row.missing
                  return counted === 0 ? '—' : `${Math.round((100 * row.checkedInOnTime) / counted)}%（${row.checkedInOnTime}/${counted}）`
                },
                number: true,
              },
              { title: `${t('taskCount')} · ${t('tasksInTime')}`, cell: (row) => `${row.tasks} · ${row.tasksDoneInTime}`, number: true },
              { title: t('starsMean', { count: '' }), cell: (row) => (row.stars === null ? '—' : `${row.stars}（${row.ratings}）`), number: true },
            ]}
          />
        </div>
      )}
    </Page>
  )
}
