import type { MeetingSummary } from '@ejia/contract/meetings.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
import { may, useMe } from '../sessions/session.ts'
import { MeetingTabs } from './meeting-tabs.tsx'
import type { MeetingsSearch } from './routes.ts'
import { meetingWords } from './words.ts'

const route = getRouteApi('/staff/meetings')

const meetingsQuery = (search: MeetingsSearch) =>
  infiniteQueryOptions({
    queryKey: ['meetings', search],
    queryFn: ({ pageParam }) => api.meetings.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function MeetingsPage() {
  const t = useWords(meetingWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayPlan = may(useMe(), 'meeting.manage')
  const list = useInfiniteQuery(meetingsQuery(search))
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      head={<MeetingTabs />}
      filterLabel={t('show')}
      filter={
        <>
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'all'}
                options={(['all', 'coming', 'past'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
                onChange={(show) => void navigate({ search: show === 'coming' || show === 'past' ? { show } : {}, replace: true })}
              />
            )}
          </Field>
          {mayPlan && (
            <p>
              <Link to="/meetings/new" className="link-button">
                {t('plan')} ›
              </Link>
            </p>
          )}
        </>
      }
      none={{ title: t('noMeetings'), text: t('noMeetingsText') }}
      label={t('meetings')}
      line={(row) => <Line row={row} />}
      more={t('more')}
    />
  )
}

function Line({ row }: { row: MeetingSummary }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  return (
    <article className="card stack">
      <p className="row">
        <Link to="/meetings/$meetingId" params={{ meetingId: row.id }} className="target">
          <strong>
            {row.title} {row.number}
          </strong>
        </Link>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        {row.invited && <span className="tag tag-plain">{t('invited')}</span>}
      </p>
      <p className="row">
        <span>{t('at', { moment: dates.moment(row.startsAt), place: row.place })}</span>
        <span className="soft">{t('topicsCount', { count: row.topics })}</span>
        {row.tasks > 0 && <span className="soft">{t('tasksCount', { all: row.tasks, open: row.openTasks })}</span>}
      </p>
    </article>
  )
}
