import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
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
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      filterLabel={t('show')}
      filter={
        <>
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
        </>
      }
      none={{ title: t('emptyTitle'), text: t('emptyText') }}
      label={t('title')}
      look="card line-list"
      line={(promise) => <PromiseLine promise={promise} withCase />}
      more={t('more')}
    />
  )
}
