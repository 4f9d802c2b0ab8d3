import type { SecondmentCall } from '@ejia/contract/secondments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { postWords } from '../posts/words.ts'
import { NominateForm } from './nominate-form.tsx'
import { secondmentWords } from './words.ts'

export function CallPage() {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const { callId } = useParams({ from: '/staff/secondment-calls/$callId' })
  const query = useQuery({ queryKey: ['secondment-call', callId], queryFn: () => api.secondments.readCall({ callId }) })
  return (
    <Page title={query.data?.title ?? t('calls')}>
      <Link to="/secondments" className="back-link">
        ‹ {common('back')}
      </Link>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole call={query.data} />}
    </Page>
  )
}

function Whole({ call }: { call: SecondmentCall }) {
  const t = useWords(secondmentWords)
  const dates = useDates()
  const client = useQueryClient()
  const [who, setWho] = useState<'self' | 'other' | null>(null)
  const close = useMutation({
    mutationFn: () => api.secondments.closeCall({ callId: call.id }),
    onSuccess: (after) => {
      client.setQueryData(['secondment-call', call.id], after)
      void client.invalidateQueries({ queryKey: ['secondment-calls'] })
    },
  })
  return (
    <>
      <p className="row">
        <span className={call.state === 'open' ? 'tag tag-new' : 'tag tag-plain'}>{t(`call_${call.state}`)}</span>
        <span>{t('callDays', { from: dates.day(call.startsOn), to: dates.day(call.endsOn), until: dates.day(call.nominateUntil) })}</span>
        <span className="soft">{t('openedBy', { name: call.openedBy })}</span>
      </p>
      <p className="card said" dir="auto">
        {call.tasks}
      </p>
      <div className="row">
        {call.mayNominateSelf && (
          <Button type="primary" aria-expanded={who === 'self'} onClick={() => setWho('self')}>
            {t('nominateSelf')}
          </Button>
        )}
        {call.mayNominateOthers && (
          <Button aria-expanded={who === 'other'} onClick={() => setWho('other')}>
            {t('nominateOther')}
          </Button>
        )}
        {call.mayClose && (
          <Button onClick={() => close.mutate()} loading={close.isPending}>
            {t('close')}
          </Button>
        )}
      </div>
      {close.error && <Failure error={close.error} />}
      {who && <NominateForm key={who} call={call} who={who} onClose={() => setWho(null)} />}
      <div className="card">
        <DataTable
          caption={t('table')}
          keyOf={(row) => row.subdistrict.code}
          rows={call.wants}
          columns={[
            { title: t('subdistrict'), cell: (row) => row.subdistrict.name },
            ...(['wanted', 'nominated', 'confirmed', 'approved', 'posted'] as const).map((field) => ({
              title: t(field),
              number: true,
              cell: (row: SecondmentCall['wants'][number]) => row[field],
            })),
          ]}
        />
      </div>
    </>
  )
}
