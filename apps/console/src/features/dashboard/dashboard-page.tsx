import type { Dashboard } from '@ejia/contract/reports.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useBilingual, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import type { DashboardSearch } from './dashboard-search.ts'
import { Figure, periodOf, RateFigure } from './figures.tsx'
import { Groups, Weeks } from './groups.tsx'
import { StandingHead } from './standing.tsx'
import { dashboardWords } from './words.ts'
import './dashboard.css'

const dashboardQuery = (search: DashboardSearch) =>
  queryOptions({ queryKey: ['dashboard', search], queryFn: () => api.reports.dashboard(search), placeholderData: keepPreviousData })

export function DashboardPage() {
  const t = useWords(dashboardWords)
  const say = useBilingual()
  const dates = useDates()
  const me = useMe()
  const search = useSearch({ from: '/staff/dashboard' })
  const query = useQuery(dashboardQuery(search))
  if (query.isPending)
    return (
      <Page title={t('title')}>
        <Loading rows={10} />
      </Page>
    )
  if (query.isError)
    return (
      <Page title={t('title')}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </Page>
    )
  const board = query.data
  const period = periodOf(board)
  return (
    <Page title={`${board.area.name} · ${t('title')}`}>
      {board.above && (
        <Link to="/dashboard" search={{ ...search, area: board.above.code }} className="back-link">
          ‹ {board.above.name}
        </Link>
      )}
      <StandingHead area={board.area.code} />
      <section className="stack" aria-label={t('now')}>
        <h2>{t('now')}</h2>
        <div className="figures">
          <Figure label={t('open')} value={board.open} search={{ placedIn: board.area.code }} />
          <Figure label={t('dueToday')} value={board.dueToday} search={{ placedIn: board.area.code, figure: 'dueToday' }} />
          <Figure label={t('overdue')} value={board.overdue} search={{ placedIn: board.area.code, overdue: true }} late={(board.overdue ?? 0) > 0} />
          <Figure label={t('reviewDue')} value={board.reviewDue} search={{ placedIn: board.area.code, figure: 'reviewDue' }} />
        </div>
      </section>
      <section className="stack" aria-label={t('inPeriod')}>
        <h2>{t('inPeriod')}</h2>
        <PeriodForm from={board.from} to={board.to} />
        <div className="figures">
          <Figure label={t('filed')} value={board.filed} search={{ ...period, show: 'all' }} />
          <Figure label={t('solved')} value={board.solved} search={{ ...period, figure: 'solved', show: 'all' }} />
          <Figure label={t('staffDeclared')} value={board.staffDeclared} search={{ ...period, figure: 'staffDeclared', show: 'all' }} />
          <Figure label={t('residentVerified')} value={board.residentVerified} search={{ ...period, figure: 'residentVerified', show: 'all' }} />
        </div>
      </section>
      <section className="stack" aria-label={t('rates')}>
        <h2>{t('rates')}</h2>
        <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))' }}>
          <RateFigure
            label={t('responseRate')}
            hint={t('responseHint')}
            rate={board.responseRate}
            numerator="responded"
            denominator="responseDecided"
            period={period}
          />
          <RateFigure
            label={t('resolutionRate')}
            hint={t('resolutionHint')}
            rate={board.resolutionRate}
            numerator="resolved"
            denominator="solved"
            period={period}
          />
          <RateFigure
            label={t('satisfactionRate')}
            hint={t('satisfactionHint')}
            rate={board.satisfactionRate}
            numerator="satisfied"
            denominator="rated"
            period={period}
          />
        </div>
      </section>
      {board.filed === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
      ) : (
        <>
          <Areas board={board} />
          {!may(me, 'request.read') && <p className="soft small">{t('hiddenNote')}</p>}
          {board.byCategory.length > 0 && (
            <Groups
              caption={t('byCategory')}
              head={t('category')}
              period={period}
              rows={board.byCategory.map((row) => ({
                ...row,
                key: row.category.id,
                name: say(row.category.name),
                search: { category: [row.category.id] },
              }))}
            />
          )}
          {board.overTime.length > 0 && <Weeks rows={board.overTime} period={period} />}
        </>
      )}
      <p className="soft small">{t('counted', { at: dates.moment(board.countedAt) })}</p>
    </Page>
  )
}

/** By the areas below or by grid; a name leads to the overview of that area. */
function Areas({ board }: { board: Dashboard }) {
  const t = useWords(dashboardWords)
  const search = useSearch({ from: '/staff/dashboard' })
  const { code } = board.area
  const digits = board.by === 'grid' ? 15 : Math.min(15, code.length + 3)
  const choices = code.length === 9 ? (['below', 'grid'] as const) : []
  return (
    <section className="stack" aria-label={t('byArea')}>
      {choices.length > 0 && (
        <nav className="page-tabs" aria-label={t('byArea')}>
          {choices.map((by) => (
            <Link key={by} to="/dashboard" search={{ ...search, by }} resetScroll={false} aria-current={board.by === by ? 'page' : undefined}>
              {t(`by_${by}`)}
            </Link>
          ))}
        </nav>
      )}
      <Groups
        caption={t('byArea')}
        head={t('area')}
        period={periodOf(board)}
        rows={board.byArea.map((row) => {
          // What is known to lie here but in no smaller area stands in a row of the area itself.
          const whole = row.area.code.length < digits
          return {
            ...row,
            key: row.area.code,
            name: whole ? (
              t('noSmaller', { area: row.area.name })
            ) : row.area.code === code ? (
              row.area.name
            ) : (
              <Link to="/dashboard" search={{ ...search, by: 'below', area: row.area.code }}>
                {row.area.name}
              </Link>
            ),
            search: whole ? { placedAt: row.area.code } : { placedIn: row.area.code },
          }
        })}
      />
    </section>
  )
}

function PeriodForm({ from, to }: { from: string; to: string }) {
  const t = useWords(dashboardWords)
  const navigate = useNavigate()
  const search = useSearch({ from: '/staff/dashboard' })
  const [typed, setTyped] = useState({ from, to })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/dashboard', search: { ...search, ...typed } })
  }
  return (
    <form className="row" onSubmit={submit} aria-label={t('period')} style={{ alignItems: 'end' }}>
      <Field label={t('from')}>
        {(control) => <Input {...control} type="date" value={typed.from} onChange={(event) => setTyped({ ...typed, from: event.target.value })} />}
      </Field>
      <Field label={t('to')}>
        {(control) => <Input {...control} type="date" value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.target.value })} />}
      </Field>
      <Button htmlType="submit">{t('show')}</Button>
    </form>
  )
}
