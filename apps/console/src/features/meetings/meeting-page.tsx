import type { Meeting } from '@ejia/contract/meetings.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Agenda } from './agenda/agenda.tsx'
import { MeetingSteps } from './meeting-steps.tsx'
import { TaskLine } from './tasks/task-line.tsx'
import { meetingWords } from './words.ts'

const refreshMs = 15_000

export function MeetingPage() {
  const t = useWords(meetingWords)
  const { meetingId } = useParams({ from: '/staff/meetings/$meetingId' })
  const query = useQuery({ queryKey: ['meeting', meetingId], queryFn: () => api.meetings.open({ meetingId }), refetchInterval: refreshMs })
  return (
    <Page title={query.data ? `${query.data.title} ${query.data.number}` : t('title')}>
      <Link to="/meetings" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole meeting={query.data} />}
    </Page>
  )
}

function Whole({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  return (
    <>
      <p className="row">
        <span className="tag tag-new">{t(`state_${meeting.state}`)}</span>
        <span>{t('at', { moment: dates.moment(meeting.startsAt), place: meeting.place })}</span>
        <a className="link-button" href={`/api/meetings/${meeting.id}/calendar`} download>
          {t('calendar')}
        </a>
        {meeting.minutes && (
          <Link className="link-button" to="/meetings/$meetingId/minutes" params={{ meetingId: meeting.id }}>
            {t('openMinutes')} ›
          </Link>
        )}
      </p>
      <MeetingSteps meeting={meeting} />
      {meeting.unfinished.length > 0 && (
        <section className="card stack" aria-labelledby="meeting-unfinished">
          <h2 id="meeting-unfinished">{t('unfinished')}</h2>
          <ul className="line-list">
            {meeting.unfinished.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Agenda meeting={meeting} />
      {meeting.decided.length > 0 && (
        <section className="card stack" aria-labelledby="meeting-decided">
          <h2 id="meeting-decided">{t('decided')}</h2>
          <ul className="line-list">
            {meeting.decided.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card stack" aria-labelledby="meeting-people">
        <h2 id="meeting-people">{t('people')}</h2>
        <p className="soft">{t('quorum', meeting.quorum)}</p>
        <ul className="row">
          {meeting.people.map((one) => (
            <li key={one.accountId}>
              {one.name}
              {one.part !== 'member' && `（${t(one.part)}）`}{' '}
              <span className={one.attendance === 'present' ? 'tag tag-plain' : 'tag tag-wait'}>
                {t(`attendance_${one.attendance}`)}
                {one.words ? `：${one.words}` : ''}
              </span>
            </li>
          ))}
        </ul>
        {meeting.guests && (
          <p>
            {t('guests')}：{meeting.guests}
          </p>
        )}
      </section>
      {meeting.notices.length > 0 && (
        <section className="card stack" aria-labelledby="meeting-notices">
          <h2 id="meeting-notices">{t('notices')}</h2>
          {meeting.notices.map((notice) => (
            <p key={notice.id}>
              {notice.title} <span className="soft">{dates.moment(notice.publishedAt)}</span>
            </p>
          ))}
        </section>
      )}
      {meeting.timeline.length > 0 && (
        <section className="card stack" aria-labelledby="meeting-timeline">
          <h2 id="meeting-timeline">{t('timeline')}</h2>
          <ol className="timeline">
            {meeting.timeline.toReversed().map((entry) => (
              <li key={entry.id}>
                <p className="row">
                  <strong>{t(`step_${entry.step}`)}</strong>
                  <span className="soft small">
                    {entry.by} · <time dateTime={entry.at}>{dates.moment(entry.at)}</time>
                  </span>
                </p>
                {entry.words && (
                  <p className="said" dir="auto">
                    {entry.words}
                  </p>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
