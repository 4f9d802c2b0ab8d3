import type { MeetingTask, MeetingTaskMove } from '@ejia/contract/meeting-tasks.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Page } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { CasePhotos } from '../../requests/case/case-photos.tsx'
import { WriteFrom } from '../../practices/write-from.tsx'
import { meetingWords } from '../words.ts'
import { TaskForm } from './task-form.tsx'

export function TaskPage() {
  const t = useWords(meetingWords)
  const { taskId } = useParams({ from: '/staff/meeting-tasks/$taskId' })
  const query = useQuery({ queryKey: ['meeting-tasks', 'one', taskId], queryFn: () => api.meetingTasks.open({ taskId }) })
  return (
    <Page title={query.data?.title ?? t('tasks')}>
      <Link to="/meeting-tasks" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={6} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole task={query.data} />}
    </Page>
  )
}

function Whole({ task }: { task: MeetingTask }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  const [step, setStep] = useState<MeetingTaskMove | null>(null)
  const late = task.endedAt === null && task.dueOn < dates.today
  return (
    <>
      <p className="row">
        <span className="tag tag-new">{t(`taskState_${task.state}`)}</span>
        <span>
          {t('owner')}：{task.owner.name}
        </span>
        <span className={late ? 'tag tag-danger' : 'soft'}>{t('due', { day: dates.day(task.dueOn) })}</span>
      </p>
      {task.allowedMoves.length > 0 && (
        <section className="card stack" aria-labelledby="task-moves">
          <h2 id="task-moves">{t('actions')}</h2>
          <div className="row">
            {task.allowedMoves.map((move, index) => (
              <Button key={move} type={index === 0 ? 'primary' : 'default'} aria-expanded={step === move} onClick={() => setStep(step === move ? null : move)}>
                {t(`task_${move}`)}
              </Button>
            ))}
          </div>
          {step && <TaskForm key={step} task={task} move={step} onClose={() => setStep(null)} />}
        </section>
      )}
      <section className="card stack" aria-labelledby="task-decision">
        <h2 id="task-decision">{task.topicTitle}</h2>
        <p className="said" dir="auto">
          {task.decision}
        </p>
        <p className="soft">{t('fromMeeting', { title: `${task.meeting.title} ${dates.moment(task.meeting.startsAt)}` })}</p>
        {task.evidence && (
          <>
            <h3>{t('evidence')}</h3>
            <p className="said" dir="auto">
              {task.evidence}
            </p>
          </>
        )}
        {task.state === 'signedOff' && <WriteFrom of={{ task: task.id }} />}
      </section>
      <section className="card stack" aria-labelledby="task-timeline">
        <h2 id="task-timeline">{t('timeline')}</h2>
        <ol className="timeline">
          {task.timeline.toReversed().map((entry) => (
            <li key={entry.id}>
              <p className="row">
                <strong>{t(`task_${entry.step}`)}</strong>
                <span className="soft small">
                  {entry.by} · <time dateTime={entry.at}>{dates.moment(entry.at)}</time>
                </span>
              </p>
              {entry.words && (
                <p className="said" dir="auto">
                  {entry.words}
                </p>
              )}
              <CasePhotos owner={{ of: 'meeting-tasks', id: task.id }} photos={entry.photos} />
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
