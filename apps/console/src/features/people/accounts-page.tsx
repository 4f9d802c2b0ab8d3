import type { Role } from '@ejia/contract/access.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { InviteForm } from './invite-form.tsx'
import { PeopleTabs } from './people-tabs.tsx'
import { peopleWords } from './words.ts'

export function AccountsPage() {
  const t = useWords(peopleWords)
  const say = useShared()
  const dates = useDates()
  const search = useSearch({ from: '/staff/people' })
  const invites = may(useMe(), 'account.invite')
  const query = useInfiniteQuery({
    queryKey: ['accounts', search],
    queryFn: ({ pageParam }) => api.accounts.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page title={t('title')}>
      <PeopleTabs />
      {invites && <InviteForm />}
      <SearchForm />
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
      ) : (
        <div className="card stack">
          <DataTable
            caption={t('found', { count: query.data.pages[0]?.total ?? 0 })}
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              {
                title: t('name'),
                cell: (row) => (
                  <Link to="/people/$accountId" params={{ accountId: row.id }}>
                    {row.name}
                  </Link>
                ),
              },
              {
                title: t('role'),
                cell: (row) => row.assignments.map((held) => `${say(roleWords, held.role)} · ${held.unit?.name ?? held.area.name}`).join('；') || '—',
              },
              { title: t('state'), cell: (row) => t(row.state) },
              { title: t('lastSeen'), cell: (row) => (row.lastSeenAt ? dates.moment(row.lastSeenAt) : t('never')) },
            ]}
          />
          {query.hasNextPage && (
            <div>
              <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                {t('more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

function SearchForm() {
  const t = useWords(peopleWords)
  const say = useShared()
  const navigate = useNavigate()
  const search = useSearch({ from: '/staff/people' })
  const [text, setText] = useState(search.text ?? '')
  const go = (change: { text?: string; role?: Role | '' }) => {
    const next: { text: string; role: Role | '' } = { text, role: search.role ?? '', ...change }
    void navigate({ to: '/people', search: { ...(next.text && { text: next.text }), ...(next.role && { role: next.role }) } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go({ text })
  }
  return (
    <form className="row" style={{ alignItems: 'end' }} onSubmit={submit} role="search">
      <Field label={t('text')}>{(control) => <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />}</Field>
      <Field label={t('role')}>
        {(control) => (
          <Pick
            {...control}
            value={search.role ?? ''}
            empty={t('anyRole')}
            options={staffRoles.map((role) => ({ value: role, label: say(roleWords, role) }))}
            onChange={(role) => go({ role })}
          />
        )}
      </Field>
      <Button htmlType="submit">{t('search')}</Button>
    </form>
  )
}

const staffRoles = [
  'gridOfficer',
  'branchSecretary',
  'partyInstructor',
  'communityLead',
  'subdistrictStaff',
  'departmentContact',
  'districtStaff',
  'systemAdmin',
  'securityAdmin',
  'auditor',
] as const
