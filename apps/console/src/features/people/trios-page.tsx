import type { GridTrio, TrioPerson } from '@ejia/contract/accounts.ts'
import { dayOf } from '@ejia/calendar/working-calendar.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { AreaFilter } from '../inbox/filters/area-filter.tsx'
import { may, useMe } from '../sessions/session.ts'
import { PeopleTabs } from './people-tabs.tsx'
import type { TrioSearch } from './routes.ts'
import { peopleWords } from './words.ts'

const route = getRouteApi('/staff/trios')
const roles = ['gridOfficer', 'branchSecretary', 'partyInstructor'] as const

/** Who stands where, since when, and which seat is empty: vacancies first, then by code. Load is information, never a ranking of people. */
export function TriosPage() {
  const t = useWords(peopleWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const home = useMe()?.home?.code ?? ''
  const { area, gaps, view } = search
  const set = (drop: keyof TrioSearch, part: TrioSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  const query = useQuery({
    queryKey: ['trios', area ?? '', gaps ?? false],
    queryFn: () => api.accounts.trios({ ...(area && { area }), ...(gaps && { gaps }) }),
  })
  const notice = area ?? home
  const mayPrint = may(useMe(), 'area.read') && notice.length >= 9
  return (
    <Page title={t('trios')} extra={query.data && <span className="soft">{t('seats', { people: query.data.people, vacant: query.data.vacantSeats })}</span>}>
      <PeopleTabs />
      <section className="card form-grid" aria-label={t('view')}>
        <Field label={t('view')}>
          {({ id }) => (
            <Pick
              id={id}
              value={view ?? 'grids'}
              options={(['grids', 'communities'] as const).map((value) => ({ value, label: t(`view_${value}`) }))}
              onChange={(next) => set('view', next === 'communities' ? { view: next } : {})}
            />
          )}
        </Field>
        <AreaFilter value={area ?? ''} onChange={(code) => set('area', code ? { area: code } : {})} />
        <label className="tick">
          <input type="checkbox" checked={gaps ?? false} onChange={(event) => set('gaps', event.target.checked ? { gaps: true } : {})} />
          {t('gapsOnly')}
        </label>
        {mayPrint && (
          <p>
            <Link to="/officer-notice/$code" params={{ code: notice }} className="link-button">
              {t('printNotice')}
            </Link>
          </p>
        )}
      </section>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && view !== 'communities' && query.data.rows.length === 0 && <Nothing title={t('noGapsTitle')}>{t('noGapsText')}</Nothing>}
      {query.data && view !== 'communities' && query.data.rows.length > 0 && <Grids rows={query.data.rows} />}
      {query.data && view === 'communities' && (
        <div className="card">
          <DataTable
            caption={t('view_communities')}
            keyOf={(row) => row.area.code}
            rows={query.data.communities}
            columns={[
              {
                title: t('community'),
                cell: (row) => (
                  <Link to="/trios" search={{ area: row.area.code }}>
                    {row.area.name}
                  </Link>
                ),
              },
              { title: t('gridCount'), number: true, cell: (row) => row.grids },
              { title: t('completeCount'), number: true, cell: (row) => row.complete },
              { title: t('vacantCount'), number: true, cell: (row) => (row.vacantSeats > 0 ? <Vacant>{row.vacantSeats}</Vacant> : 0) },
            ]}
          />
        </div>
      )}
    </Page>
  )
}

/** Rights end at midnight: the last day is the one before. */
const lastDay = (until: string) => dayOf(new Date(Date.parse(until) - 1))

const Vacant = ({ children }: { children: string | number }) => <strong style={{ color: 'var(--danger)' }}>▲ {children}</strong>

function Grids({ rows }: { rows: readonly GridTrio[] }) {
  const t = useWords(peopleWords)
  const say = useShared()
  return (
    <div className="card">
      <DataTable
        caption={t('order')}
        keyOf={(row) => row.grid.code}
        rows={rows}
        columns={[
          { title: t('grid'), cell: (row) => `${row.community.name} · ${row.grid.name}` },
          ...roles.map((role) => ({
            title: say(roleWords, role),
            cell: (row: GridTrio) => {
              const people = row.seats.find((seat) => seat.role === role)?.people ?? []
              return (
                <>
                  {people.every((person) => person.source === 'leaveCover') && <Vacant>{t('vacant')}</Vacant>}
                  {people.map((person) => (
                    <Person key={person.accountId} person={person} />
                  ))}
                </>
              )
            },
          })),
          { title: t('openCases'), number: true, cell: (row) => row.openCases },
        ]}
      />
    </div>
  )
}

function Person({ person }: { person: TrioPerson }) {
  const t = useWords(peopleWords)
  const more = [
    person.employment && t(person.employment),
    person.source !== 'post' && t(`source_${person.source}`),
    person.until ? t('sinceUntil', { from: dayOf(new Date(person.since)), to: lastDay(person.until) }) : t('sinceDay', { from: dayOf(new Date(person.since)) }),
    person.grids > 1 && t('gridsHeld', { count: person.grids }),
    person.openCases > 0 && t('inHand', { count: person.openCases }),
  ].filter(Boolean)
  return (
    <div>
      <Link to="/people/$accountId" params={{ accountId: person.accountId }} className="name-link">
        {person.name}
      </Link>
      {person.away && <span className="tag tag-wait">{t('away')}</span>}
      <span className="soft small"> {more.join(' · ')}</span>
    </div>
  )
}
