import type { MeetingTaskSummary } from '@ejia/contract/meeting-tasks.ts'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { meetingWords } from '../words.ts'

export function TaskLine({ task }: { task: MeetingTaskSummary }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  const late = task.endedAt === null && task.dueOn < dates.today
  return (
    <div>
      <p className="row">
        <Link to="/meeting-tasks/$taskId" params={{ taskId: task.id }} className="target">
          {task.title}
        </Link>
        <span className={task.state === 'open' ? 'tag tag-wait' : 'tag tag-plain'}>{t(`taskState_${task.state}`)}</span>
        <span>{task.owner.name}</span>
        <span className={late ? 'tag tag-danger' : 'soft'}>
          {t('due', { day: dates.day(task.dueOn) })}
          {late ? ` · ${t('late')}` : ''}
        </span>
      </p>
      {task.lastWords && <p className="soft">{t('lastWords', { words: task.lastWords })}</p>}
    </div>
  )
}
