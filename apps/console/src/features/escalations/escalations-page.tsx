import type { EscalationSummary } from '@ejia/contract/escalations.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
import { DueTag } from './due-tag.tsx'
import type { EscalationSearch } from './routes.ts'
import { escalationWords } from './words.ts'

const route = getRouteApi('/staff/escalations')

const listQuery = (search: EscalationSearch) =>
  infiniteQueryOptions({
    queryKey: ['escalations', search],
    queryFn: ({ pageParam }) => api.escalations.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

/** What was raised to my level and what my areas raised, the most pressing first. */
export function EscalationsPage() {
  const t = useWords(escalationWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(listQuery(search))
  const [first] = list.data?.pages ?? []
  const set = (drop: keyof EscalationSearch, part: EscalationSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      filterLabel={t('show')}
      filter={
        <>
          {first?.decides && (
            <Field label={t('direction')}>
              {({ id }) => (
                <Pick
                  id={id}
                  empty={t('everything')}
                  value={search.direction ?? ''}
                  options={(['toMe', 'fromHere'] as const).map((value) => ({ value, label: t(value) }))}
                  onChange={(direction) => set('direction', direction ? { direction } : {})}
                />
              )}
            </Field>
          )}
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'open'}
                options={(['open', 'finished', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
                onChange={(show) => set('show', show === 'finished' || show === 'all' ? { show } : {})}
              />
            )}
          </Field>
          <label className="tick">
            <input type="checkbox" checked={search.overdue ?? false} onChange={(event) => set('overdue', event.target.checked ? { overdue: true } : {})} />
            {t('overdueOnly')}
          </label>
        </>
      }
      none={{ title: t('emptyTitle'), text: t('emptyText') }}
      label={t('title')}
      line={(row) => <Line row={row} />}
      more={t('more')}
    />
  )
}

function Line({ row }: { row: EscalationSummary }) {
  const t = useWords(escalationWords)
  const dates = useDates()
  return (
    <article className="card stack">
      <p className="row">
        <Link to="/escalations/$escalationId" params={{ escalationId: row.id }} className="target">
          <strong>{t('path', { from: row.from.name, to: row.to.name })}</strong>
        </Link>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        <DueTag row={row} />
      </p>
      <p className="said" dir="auto">
        {row.asked}
      </p>
      <p className="soft small">
        {row.receiptNumber} · {row.place} · {dates.moment(row.raisedAt)}
      </p>
    </article>
  )
}
