import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { ListPage } from '../../../ui/list-page.tsx'
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
  const set = (drop: keyof TopicsSearch, part: TopicsSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <ListPage
      title={t('topics')}
      list={list}
      count={(count) => t('matching', { count })}
      head={
        <>
          <MeetingTabs />
          <Rhythm />
        </>
      }
      filterLabel={t('show')}
      filter={
        <>
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
        </>
      }
      none={{ title: t('noTopics'), text: t('noTopicsText') }}
      label={t('topics')}
      line={(topic) => <TopicCard topic={topic} />}
      more={t('more')}
    />
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
