import type { NeedPoolSummary } from '@ejia/contract/needs.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { NeedTabs } from './need-tabs.tsx'
import type { PoolSearch } from './routes.ts'
import { needWords } from './words.ts'

const route = getRouteApi('/staff/needs')

const poolsQuery = (search: PoolSearch) =>
  infiniteQueryOptions({
    queryKey: ['needs', search],
    queryFn: ({ pageParam }) => api.needs.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function PoolsPage() {
  const t = useWords(needWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(search.text ?? '')
  const list = useInfiniteQuery(poolsQuery(search))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <Page title={t('title')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <NeedTabs />
      <section className="card form-grid" aria-label={t('show')}>
        <Field label={t('show')}>
          {({ id }) => (
            <Pick
              id={id}
              value={search.show ?? 'gathering'}
              options={(['gathering', 'ended', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
              onChange={(show) =>
                void navigate({ search: { ...(search.text && { text: search.text }), ...((show === 'ended' || show === 'all') && { show }) }, replace: true })
              }
            />
          )}
        </Field>
        <Field label={t('search')} hint={t('searchHint')}>
          {(control) => (
            <form
              className="text-search"
              role="search"
              onSubmit={(event) => {
                event.preventDefault()
                const text = typed.trim()
                void navigate({ search: { ...(search.show && { show: search.show }), ...(text && { text }) }, replace: true })
              }}
            >
              <Input {...control} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
              <Button htmlType="submit">{t('find')}</Button>
            </form>
          )}
        </Field>
      </section>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      <ul className="stack" aria-label={t('title')}>
        {rows.map((row) => (
          <li key={row.id}>
            <PoolLine row={row} />
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

function PoolLine({ row }: { row: NeedPoolSummary }) {
  const t = useWords(needWords)
  const dates = useDates()
  return (
    <article className="card stack">
      <p className="row">
        <Link to="/needs/$poolId" params={{ poolId: row.id }} className="target">
          <strong>{row.title}</strong>
        </Link>
        <span className="tag tag-plain">{t('households', { count: row.households })}</span>
        <span className="soft">{t('inGrids', { count: row.grids })}</span>
        {row.state !== 'gathering' && <span className="tag tag-wait">{t(`state_${row.state}`)}</span>}
      </p>
      {row.firstHeardOn && row.lastHeardOn && (
        <p className="soft">{t('heardBetween', { from: dates.day(row.firstHeardOn), to: dates.day(row.lastHeardOn) })}</p>
      )}
    </article>
  )
}
