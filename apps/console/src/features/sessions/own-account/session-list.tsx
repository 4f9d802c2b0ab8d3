import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Failure, Loading } from '../../../ui/states.tsx'
import { deviceName } from './device-name.ts'
import { signOutHere } from '../sign-out.ts'
import { sessionWords } from '../words.ts'

export function SessionList() {
  const t = useWords(sessionWords)
  const dates = useDates()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => api.sessions.listSessions() })
  const end = useMutation({
    mutationFn: (one: { sessionId: string }) => api.sessions.endSession(one),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const everywhere = useMutation({
    mutationFn: () => api.sessions.signOutEverywhere(),
    onSuccess: async () => {
      await signOutHere({ tellServer: false })
      await navigate({ to: '/sign-in', search: {} })
    },
  })
  return (
    <section className="card stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('sessions')}</h2>
      {sessions.isPending && <Loading rows={2} />}
      {sessions.error && <Failure error={sessions.error} retry={() => void sessions.refetch()} />}
      {end.error && <Failure error={end.error} />}
      {everywhere.error && <Failure error={everywhere.error} />}
      <div>
        <Button danger loading={everywhere.isPending} onClick={() => everywhere.mutate()}>
          {t('everywhere')}
        </Button>
        <p className="soft small">{t('everywhereHint')}</p>
      </div>
      <ul className="line-list">
        {sessions.data?.rows.map(({ id, device, current, wall, lastSeenAt }) => (
          <li key={id}>
            <span>
              {deviceName(device)} {wall && <strong>{t('wallScreen')}</strong>} {current && <strong>{t('thisDevice')}</strong>}
              <br />
              <span className="soft small">{t('lastSeen', { moment: dates.moment(lastSeenAt) })}</span>
            </span>
            {!current && (
              <Button loading={end.isPending && end.variables.sessionId === id} onClick={() => end.mutate({ sessionId: id })}>
                {t('endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
