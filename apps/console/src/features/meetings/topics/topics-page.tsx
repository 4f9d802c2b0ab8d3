import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../../ui/states.tsx'
import { MeetingTabs } from '../meeting-tabs.tsx'
import { useOwnSubdistrict } from '../own-areas.ts'
import type { TopicsSearch } from '../routes.ts'
import { meetingWords } from '../words.ts'
import { TopicCard } from './topic-card.tsx'

const route = getRouteApi('/staff/topics')

const topicsQuery = ({ mine, ...search }: TopicsSearch) =>
  infiniteQueryOptions({
    queryKey: ['topics', search, mine],
    queryFn: ({ pageParam }) => api.topics.list({ ...search, ...(mine && { mine: 'true' as const }), limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function TopicsPage() {
  const t = useWords(meetingWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(topicsQuery(search))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  const set = (drop: keyof TopicsSearch, part: TopicsSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <Page title={t('topics')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <MeetingTabs />
      <Rhythm />
      <section className="card form-grid" aria-label={t('show')}>
        <Field label={t('show')}>
          {({ id }) => (
            <Pick
              id={id}
              value={search.show ?? 'waiting'}
              options={(['waiting', 'taken', 'ended', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
              onChange={(show) => set('show', show === 'taken' || show === 'ended' || show === 'all' ? { show } : {})}
            />
          )}
        </Field>
        <label className="tick">
          <input type="checkbox" checked={search.mine ?? false} onChange={(event) => set('mine', event.target.checked ? { mine: true } : {})} />
          {t('mine')}
        </label>
        <p>
          <Link to="/topics/new" className="link-button">
            {t('raise')} ›
          </Link>
        </p>
      </section>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('noTopics')}>{t('noTopicsText')}</Nothing>}
      <ul className="stack" aria-label={t('topics')}>
        {rows.map((topic) => (
          <li key={topic.id}>
            <TopicCard topic={topic} />
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

/** What the subdistrict's own rules say of the next meeting. */
function Rhythm() {
  const t = useWords(meetingWords)
  const dates = useDates()
  const subdistrict = useOwnSubdistrict()
  const query = useQuery({ queryKey: ['topics', 'rhythm', subdistrict], queryFn: () => api.topics.gathering({ subdistrict }), enabled: subdistrict !== '' })
  if (!query.data) return null
  return (
    <p className="soft">
      {t('rhythm', { days: query.data.everyDays, agenda: query.data.agendaDays })}
      {query.data.nextBy ? t('nextBy', { moment: dates.day(query.data.nextBy) }) : t('neverHeld')}
    </p>
  )
}
