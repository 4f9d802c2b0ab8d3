import type { MeetingSummary } from '@ejia/contract/meetings.ts'
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
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <Page title={t('title')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <MeetingTabs />
      <section className="card form-grid" aria-label={t('show')}>
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
      </section>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('noMeetings')}>{t('noMeetingsText')}</Nothing>}
      <ul className="stack" aria-label={t('meetings')}>
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
