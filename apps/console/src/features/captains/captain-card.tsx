import type { Captain, CaptainTask } from '@ejia/contract/captains.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Failure } from '../../ui/states.tsx'
import { AskForm } from './ask-form.tsx'
import { CaptainLink } from './invite-form.tsx'
import { captainWords } from './words.ts'

/** One captain with what was asked; from a case the question belongs to it. */
export function CaptainCard({ captain, requestId }: { captain: Captain; requestId?: string }) {
  const t = useWords(captainWords)
  const dates = useDates()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ predicate: ({ queryKey }) => ['captains', 'request'].includes(String(queryKey[0])) })
  const [asking, setAsking] = useState(false)
  const again = useMutation({ mutationFn: () => api.captains.inviteAgain({ captainId: captain.id }), onSuccess: refresh })
  const end = useMutation({ mutationFn: () => api.captains.end({ captainId: captain.id }), onSuccess: refresh })
  const error = again.error ?? end.error
  const tasks = requestId === undefined ? captain.tasks : captain.tasks.filter((task) => task.requestId === requestId)
  return (
    <>
      <p className="row">
        <strong>
          {captain.building.name} · {captain.name}
        </strong>
        <span className={captain.state === 'invited' ? 'tag tag-wait' : 'tag tag-plain'}>{t(captain.state)}</span>
        <span className="soft small">
          {captain.building.grid.name}
          {captain.endsOn && ` · ${t('until', { day: dates.day(captain.endsOn) })}`}
        </span>
      </p>
      {tasks.length > 0 && (
        <ul className="post-list">
          {tasks.map((task) => (
            <li key={task.id}>
              <TaskLine task={task} />
            </li>
          ))}
        </ul>
      )}
      {error && <Failure error={error} />}
      {again.data && <CaptainLink url={again.data.url} />}
      {asking ? (
        <AskForm captain={captain} {...(requestId !== undefined && { requestId })} onClose={() => setAsking(false)} />
      ) : (
        <div className="row">
          {captain.allowedMoves.includes('ask') && (
            <Button type="primary" onClick={() => setAsking(true)} aria-label={`${captain.building.name} ${t('ask')}`}>
              {t('ask')}
            </Button>
          )}
          {requestId === undefined && captain.allowedMoves.includes('inviteAgain') && (
            <Button onClick={() => again.mutate()} loading={again.isPending} aria-label={`${captain.building.name} ${t('inviteAgain')}`}>
              {t('inviteAgain')}
            </Button>
          )}
          {requestId === undefined && captain.allowedMoves.includes('end') && (
            <Button onClick={() => end.mutate()} loading={end.isPending} aria-label={`${captain.building.name} ${t('end')}`}>
              {t('end')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function TaskLine({ task }: { task: CaptainTask }) {
  const t = useWords(captainWords)
  const dates = useDates()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => api.captains.withdrawTask({ taskId: task.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['captains'] }),
  })
  return (
    <>
      <p className="row">
        <span dir="auto">{task.words}</span>
        <span className={task.state === 'open' && !task.expired ? 'tag tag-wait' : 'tag tag-plain'}>{t(task.expired ? 'expired' : task.state)}</span>
        <span className="soft small">{t('askedBy', { name: task.askedBy, moment: dates.moment(task.expiresAt) })}</span>
        {task.mayWithdraw && !task.expired && (
          <Button onClick={() => withdraw.mutate()} loading={withdraw.isPending} aria-label={`${t('withdraw')}：${task.words}`}>
            {t('withdraw')}
          </Button>
        )}
      </p>
      {task.answer && (
        <p className="said" dir="auto">
          {task.answer}
        </p>
      )}
      {withdraw.error && <Failure error={withdraw.error} />}
    </>
  )
}
