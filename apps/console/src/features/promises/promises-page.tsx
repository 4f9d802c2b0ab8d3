import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { PromiseLine } from './promise-line.tsx'
import type { PromisesSearch } from './routes.ts'
import { promiseWords } from './words.ts'

const route = getRouteApi('/staff/promises')

const promisesQuery = (search: PromisesSearch) =>
  infiniteQueryOptions({
    queryKey: ['promises', 'own', search],
    queryFn: ({ pageParam }) => api.promises.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function PromisesPage() {
  const t = useWords(promiseWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(promisesQuery(search))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <Page title={t('title')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <section className="card form-grid" aria-label={t('show')}>
        <Field label={t('show')}>
          {({ id }) => (
            <Pick
              id={id}
              value={search.show ?? 'open'}
              options={(['open', 'ended'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
              onChange={(show) => void navigate({ search: show === 'ended' ? { show } : {}, replace: true })}
            />
          )}
        </Field>
        {search.show !== 'ended' && (
          <label className="tick">
            <input
              type="checkbox"
              checked={search.overdue ?? false}
              onChange={(event) => void navigate({ search: event.target.checked ? { overdue: true } : {}, replace: true })}
            />
            {t('overdueOnly')}
          </label>
        )}
      </section>
      {list.isPending && <Loading rows={6} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      {rows.length > 0 && (
        <ul className="card line-list" aria-label={t('title')}>
          {rows.map((promise) => (
            <li key={promise.id}>
              <PromiseLine promise={promise} withCase />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}
