import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import type { DashboardSearch } from './dashboard-search.ts'
import { Figure, periodOf, RateFigure } from './figures.tsx'
import { Groups, Weeks } from './groups.tsx'
import { dashboardWords } from './words.ts'
import './dashboard.css'

const dashboardQuery = (search: DashboardSearch) =>
  queryOptions({ queryKey: ['dashboard', search], queryFn: () => api.reports.dashboard(search), placeholderData: keepPreviousData })

export function DashboardPage() {
  const t = useWords(dashboardWords)
  const dates = useDates()
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
      <PeriodForm from={board.from} to={board.to} />
      <section className="stack" aria-label={t('now')}>
        <h2>{t('now')}</h2>
        <div className="figures">
          <Figure label={t('open')} value={board.open} search={{ area: board.area.code }} />
          <Figure label={t('dueToday')} value={board.dueToday} search={{ area: board.area.code, figure: 'dueToday' }} />
          <Figure label={t('overdue')} value={board.overdue} search={{ area: board.area.code, overdue: true }} late={board.overdue > 0} />
        </div>
        <p className="soft">
          {t('trio', { grids: board.team.grids, people: board.team.trioPeople })} ·{' '}
          {board.team.vacantSeats === 0 ? t('complete') : t('vacant', { count: board.team.vacantSeats })} ·{' '}
          {t('instructors', { count: board.team.instructors })}
        </p>
      </section>
      <section className="stack" aria-label={t('inPeriod')}>
        <h2>{t('inPeriod')}</h2>
        <div className="figures">
          <Figure label={t('filed')} value={board.filed} search={{ ...period, show: 'all' }} />
          <Figure label={t('solved')} value={board.solved} search={{ ...period, state: ['closed', 'rated'] }} />
          <Figure label={t('staffDeclared')} value={board.staffDeclared} search={{ ...period, figure: 'staffDeclared', show: 'all' }} />
          <Figure label={t('residentVerified')} value={board.residentVerified} search={{ ...period, figure: 'residentVerified', show: 'all' }} />
        </div>
      </section>
      <section className="stack" aria-label={t('rates')}>
        <h2>{t('rates')}</h2>
        <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))' }}>
          <RateFigure label={t('responseRate')} hint={t('responseHint')} rate={board.responseRate} figure="responded" period={period} />
          <RateFigure label={t('resolutionRate')} hint={t('resolutionHint')} rate={board.resolutionRate} figure="resolved" period={period} />
          <RateFigure label={t('satisfactionRate')} hint={t('satisfactionHint')} rate={board.satisfactionRate} figure="satisfied" period={period} />
        </div>
      </section>
      {board.filed === 0 ? (
        <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
      ) : (
        <>
          <Groups
            caption={t('byArea')}
            head={t('area')}
            period={period}
            rows={board.byArea.map((row) => ({ ...row, key: row.area.code, name: row.area.name, search: { area: row.area.code } }))}
          />
          <Groups
            caption={t('byCategory')}
            head={t('category')}
            period={period}
            rows={board.byCategory.map((row) => ({ ...row, key: row.category.id, name: row.category.name, search: { category: [row.category.id] } }))}
          />
          <Weeks rows={board.overTime} />
        </>
      )}
      <p className="soft small">{t('counted', { at: dates.moment(board.countedAt) })}</p>
    </Page>
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
