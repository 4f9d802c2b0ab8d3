import type { FillSummary } from '@ejia/contract/report-forge.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
import { FormsTabs } from './forms-tabs.tsx'
import type { FillSearch } from './routes.ts'
import { reportForgeWords } from './words.ts'

const route = getRouteApi('/staff/forms')

const fillsQuery = ({ show, form }: FillSearch) =>
  infiniteQueryOptions({
    queryKey: ['report-fills', show, form],
    queryFn: ({ pageParam }) =>
      api.reportForge.listFills({ limit: 50, ...(show && { show }), ...(form && { formId: form }), ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function FillsPage() {
  const t = useWords(reportForgeWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(fillsQuery(search))
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      head={
        <>
          <FormsTabs />
          <p className="soft">{t('intro')}</p>
        </>
      }
      filterLabel={t('show')}
      filter={
        <>
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'open'}
                options={(['open', 'finished', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
                onChange={(show) => void navigate({ search: show === 'finished' || show === 'all' ? { ...search, show } : {}, replace: true })}
              />
            )}
          </Field>
        </>
      }
      none={{ title: t('noFillsTitle'), text: t('noFillsText') }}
      label={t('fills')}
      line={(row) => <Line row={row} />}
      more={t('more')}
    />
  )
}

function Line({ row }: { row: FillSummary }) {
  const t = useWords(reportForgeWords)
  const dates = useDates()
  const late = row.dueOn < dates.today && row.state !== 'sent' && row.state !== 'cancelled'
  return (
    <article className="card stack">
      <p className="row">
        <Link to="/forms/fills/$fillId" params={{ fillId: row.id }} className="target">
          <strong>{row.name}</strong>
        </Link>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        <span className={late ? 'tag tag-danger' : 'soft'}>{t(late ? 'overdue' : 'due', { day: dates.day(row.dueOn) })}</span>
        <span className="soft small">
          {row.askedBy} · {row.from} — {row.to}
        </span>
      </p>
      <p className="soft">{t('counts', row.counts)}</p>
    </article>
  )
}
