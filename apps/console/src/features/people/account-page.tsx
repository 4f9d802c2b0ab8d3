import type { AccountSummary, Assignment } from '@ejia/contract/accounts.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { ColleagueDelivery } from '../messages/colleague-delivery.tsx'
import { may, useMe } from '../sessions/session.ts'
import { OneTimeLink } from './invite-form.tsx'
import { noPost, PostFields, postInput } from './post-fields.tsx'
import { peopleWords } from './words.ts'

export function AccountPage() {
  const t = useWords(peopleWords)
  const dates = useDates()
  const { accountId } = useParams({ from: '/staff/people/$accountId' })
  const query = useQuery({ queryKey: ['account', accountId], queryFn: () => api.accounts.open({ accountId }) })
  const me = useMe()
  if (query.isPending)
    return (
      <Page title={t('title')}>
        <Loading />
      </Page>
    )
  if (query.isError)
    return (
      <Page title={t('title')}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </Page>
    )
  const account = query.data
  return (
    <Page title={account.name}>
      <p className="soft">
        {t(account.state)} · {t('login')} {account.login ?? '—'} · {t('secondFactor')} {account.secondFactor ? t('on') : t('off')} · {t('dutyPhone')}{' '}
        {account.dutyPhone ?? '—'} · {t('lastSeen')} {account.lastSeenAt ? dates.moment(account.lastSeenAt) : t('never')}
      </p>
      <Assignments rows={account.assignments} />
      {may(me, 'assignment.edit') && me?.accountId !== account.id && <AssignForm accountId={account.id} />}
      {may(me, 'account.invite') && account.mayEdit && <ColleagueDelivery accountId={account.id} />}
      {may(me, 'account.invite') && account.mayEdit && <Access account={account} />}
    </Page>
  )
}

function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => ['account', 'accounts', 'trios'].includes(String(queryKey[0])) })
}

function Assignments({ rows }: { rows: readonly Assignment[] }) {
  const t = useWords(peopleWords)
  const say = useShared()
  const { at } = useRefusals()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const end = useMutation({ mutationFn: (assignmentId: string) => api.accounts.endAssignment({ assignmentId, reason }), onSuccess: refresh })
  const refusal = end.error && refusalOf(end.error)
  const edits = rows.some((row) => row.mayEdit)
  return (
    <div className="card stack">
      <DataTable
        caption={t('assignments')}
        keyOf={(row) => row.id}
        rows={rows}
        columns={[
          { title: t('role'), cell: (row) => `${say(roleWords, row.role)}${row.employment ? `（${t(row.employment)}）` : ''}` },
          { title: t('area'), cell: (row) => (row.unit ? `${row.unit.name} · ${row.area.name}` : row.area.name) },
          { title: t('kind'), cell: (row) => t(`source_${row.source}`) },
          { title: t('from'), cell: (row) => row.validFrom.slice(0, 10) },
          { title: t('to'), cell: (row) => (row.validTo ? `${row.validTo.slice(0, 10)}${row.endedReason ? ` · ${row.endedReason}` : ''}` : t('open')) },
          ...(edits
            ? [
                {
                  title: t('end'),
                  cell: (row: Assignment) =>
                    row.mayEdit ? (
                      <Button onClick={() => end.mutate(row.id)} aria-label={`${t('end')} ${say(roleWords, row.role)} ${row.area.name}`}>
                        {t('end')}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {edits && (
        <Field label={`${t('end')} · ${t('reason')}`} error={at(refusal, 'reason')}>
          {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
    </div>
  )
}

function AssignForm({ accountId }: { accountId: string }) {
  const t = useWords(peopleWords)
  const refresh = useRefresh()
  const [post, setPost] = useState(noPost)
  const assign = useMutation({
    mutationFn: () => api.accounts.assign({ accountId, ...postInput(post) }),
    onSuccess: () => {
      setPost(noPost)
      return refresh()
    },
  })
  const refusal = assign.error && refusalOf(assign.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    assign.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="assign-title">
      <h2 id="assign-title">{t('assign')}</h2>
      <PostFields post={post} onChange={(change) => setPost({ ...post, ...change })} refusal={refusal} />
      <FormRefusal refusal={refusal} />
      {assign.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
      <div>
        <Button htmlType="submit" loading={assign.isPending}>
          {t('assign')}
        </Button>
      </div>
    </form>
  )
}

function Access({ account }: { account: AccountSummary }) {
  const t = useWords(peopleWords)
  const { at } = useRefusals()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const accountId = account.id
  const again = useMutation({ mutationFn: () => api.accounts.inviteAgain({ accountId, reason }), onSuccess: refresh })
  const disable = useMutation({ mutationFn: () => api.accounts.disable({ accountId, reason }), onSuccess: refresh })
  const enable = useMutation({ mutationFn: () => api.accounts.enable({ accountId }), onSuccess: refresh })
  const error = again.error ?? disable.error ?? enable.error
  const refusal = error && refusalOf(error)
  return (
    <section className="card stack" aria-label={t('state')}>
      <p className="soft">{t('dangerHint')}</p>
      <Field label={t('reason')} error={at(refusal, 'reason')}>
        {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <FormRefusal refusal={refusal} />
      {again.data && <OneTimeLink link={again.data} />}
      <div className="row">
        <Button onClick={() => again.mutate()} loading={again.isPending}>
          {t('inviteAgain')}
        </Button>
        {account.state === 'disabled' || account.state === 'locked' ? (
          <Button onClick={() => enable.mutate()} loading={enable.isPending}>
            {t('enable')}
          </Button>
        ) : (
          <Button danger onClick={() => disable.mutate()} loading={disable.isPending}>
            {t('disable')}
          </Button>
        )}
      </div>
    </section>
  )
}
