import type { NeedPoolSummary } from '@ejia/contract/needs.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
import { TextSearch } from '../../ui/text-search.tsx'
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
  const list = useInfiniteQuery(poolsQuery(search))
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      head={<NeedTabs />}
      filterLabel={t('show')}
      filter={
        <>
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
          <TextSearch
            label={t('search')}
            hint={t('searchHint')}
            find={t('find')}
            text={search.text}
            onSearch={(text) => void navigate({ search: { ...(search.show && { show: search.show }), ...(text && { text }) }, replace: true })}
          />
        </>
      }
      none={{ title: t('emptyTitle'), text: t('emptyText') }}
      label={t('title')}
      line={(row) => <PoolLine row={row} />}
      more={t('more')}
    />
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
