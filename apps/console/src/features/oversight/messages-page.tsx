import type { OutboxMessage } from '@ejia/contract/oversight.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getRouteApi } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { oversightWords } from './words.ts'

const route = getRouteApi('/staff/messages')

export function MessagesPage() {
  const t = useWords(oversightWords)
  const dates = useDates()
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['messages', state],
    queryFn: () => api.oversight.listMessages(state === undefined ? {} : { state }),
    refetchInterval: 30_000,
  })
  const retry = useMutation({
    mutationFn: (messageId: string) => api.oversight.retryMessage({ messageId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  })
  return (
    <Page title={t('messages')}>
      <p className="soft">{t('messagesHint')}</p>
      <Field label={t('state')}>
        {({ id }) => (
          <Pick
            id={id}
            empty={t('anyState')}
            value={state ?? ''}
            options={(['waiting', 'sent', 'failed'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(picked) => void navigate({ search: picked ? { state: picked } : {}, replace: true })}
          />
        )}
      </Field>
      {retry.error && <Failure error={retry.error} />}
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.rows.length === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
      ) : (
        <div className="card">
          <DataTable
            caption={t('messages')}
            hideCaption
            keyOf={(row) => row.id}
            rows={query.data.rows}
            columns={[
              { title: t('when'), cell: (row) => dates.moment(row.createdAt) },
              { title: t('to'), cell: (row) => row.to },
              { title: t('channel'), cell: (row) => (row.channel === 'wecom' || row.channel === 'email' ? t(row.channel) : t('sms')) },
              { title: t('text'), cell: (row) => row.text },
              {
                title: t('state'),
                cell: (row) => <State row={row} busy={retry.isPending && retry.variables === row.id} onRetry={() => retry.mutate(row.id)} />,
              },
            ]}
          />
        </div>
      )}
    </Page>
  )
}

/** What became of it, why not, and the way to try again. */
function State({ row, busy, onRetry }: { row: OutboxMessage; busy: boolean; onRetry: () => void }) {
  const t = useWords(oversightWords)
  const dates = useDates()
  return (
    <span className="stack">
      <span className={row.state === 'failed' ? 'tag tag-danger' : row.state === 'sent' ? 'tag tag-plain' : 'tag tag-wait'}>{t(row.state)}</span>
      {row.fault && row.state !== 'sent' && <span className="small">{t(`fault_${row.fault}`)}</span>}
      {row.nextTryAt && row.attempts > 0 && <span className="soft small">{t('nextTry', { times: row.attempts, moment: dates.moment(row.nextTryAt) })}</span>}
      {row.mayRetry && (
        <Button loading={busy} onClick={onRetry} aria-label={`${t('retry')} ${row.to}`}>
          {t('retry')}
        </Button>
      )}
    </span>
  )
}
