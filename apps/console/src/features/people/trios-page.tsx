import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { PeopleTabs } from './people-tabs.tsx'
import { peopleWords } from './words.ts'

const roles = ['gridOfficer', 'branchSecretary', 'partyInstructor'] as const

/** Who stands where, and which seat is empty: coverage, never a ranking of people. */
export function TriosPage() {
  const t = useWords(peopleWords)
  const say = useShared()
  const query = useQuery({ queryKey: ['trios'], queryFn: () => api.accounts.trios({}) })
  return (
    <Page title={t('trios')}>
      <PeopleTabs />
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="card">
          <DataTable
            caption={t('seats', { people: query.data.people, vacant: query.data.vacantSeats })}
            keyOf={(row) => row.grid.code}
            rows={query.data.rows}
            columns={[
              { title: t('grid'), cell: (row) => `${row.community.name} · ${row.grid.name}` },
              ...roles.map((role) => ({
                title: say(roleWords, role),
                cell: (row: (typeof query.data.rows)[number]) => {
                  const people = row.seats.find((seat) => seat.role === role)?.people ?? []
                  if (people.length === 0) return <strong style={{ color: 'var(--danger)' }}>▲ {t('vacant')}</strong>
                  return people.map((person, index) => (
                    <span key={person.accountId}>
                      {index > 0 && '、'}
                      <Link to="/people/$accountId" params={{ accountId: person.accountId }}>
                        {person.name}
                      </Link>
                      {person.employment && <span className="soft">（{t(person.employment)}）</span>}
                    </span>
                  ))
                },
              })),
            ]}
          />
        </div>
      )}
    </Page>
  )
}
