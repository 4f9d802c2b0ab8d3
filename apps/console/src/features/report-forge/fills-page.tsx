import type { FillSummary } from '@ejia/contract/report-forge.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
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
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <Page title={t('title')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <FormsTabs />
      <p className="soft">{t('intro')}</p>
      <section className="card form-grid" aria-label={t('show')}>
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
      </section>
      {list.isPending && <Loading />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('noFillsTitle')}>{t('noFillsText')}</Nothing>}
      <ul className="stack" aria-label={t('fills')}>
        {rows.map((row) => (
          <li key={row.id}>
            <Line row={row} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
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
