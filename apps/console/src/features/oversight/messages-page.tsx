import { useQuery } from '@tanstack/react-query'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { oversightWords } from './words.ts'

export function MessagesPage() {
  const t = useWords(oversightWords)
  const dates = useDates()
  const query = useQuery({ queryKey: ['messages'], queryFn: () => api.oversight.listMessages({}), refetchInterval: 30_000 })
  return (
    <Page title={t('messages')}>
      <p className="soft">{t('messagesHint')}</p>
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
              { title: t('state'), cell: (row) => t(row.state) },
            ]}
          />
        </div>
      )}
    </Page>
  )
}
