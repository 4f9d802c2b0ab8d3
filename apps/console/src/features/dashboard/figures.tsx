import type { Dashboard, Rate } from '@ejia/contract/reports.ts'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import type { InboxSearch } from '../inbox/filters/inbox-search.ts'
import { dashboardWords } from './words.ts'

type FigureName = NonNullable<InboxSearch['figure']>
export type Period = { placedIn: string; filedFrom: string; filedTo: string }
export const periodOf = (board: Dashboard): Period => ({ placedIn: board.area.code, filedFrom: board.from, filedTo: board.to })

export const share = (numerator: number, denominator: number) => (denominator === 0 ? '—' : `${Math.round((100 * numerator) / denominator)} %`)

/** A number that opens its cases, for those who may read them. */
export function Figure({
  label,
  value,
  search,
  late = false,
  hint,
}: {
  label: string
  /** Null: too few to be told. */
  value: number | null
  search?: InboxSearch
  late?: boolean
  hint?: string
}) {
  const me = useMe()
  const t = useWords(dashboardWords)
  const inside = (
    <>
      <span>{label}</span>
      {value === null ? <span className="soft">{t('hidden')}</span> : <strong>{value.toLocaleString('en')}</strong>}
      {hint && <span className="soft small">{hint}</span>}
    </>
  )
  const look = late ? 'figure late' : 'figure'
  if (search === undefined || value === null || !may(me, 'request.read')) return <div className={look}>{inside}</div>
  return (
    <Link to="/inbox" search={search} className={look}>
      {inside}
    </Link>
  )
}

/** What is left out of a rate, by the name of the figure that opens it. */
const leftOut: Partial<Record<Rate['excluded'][number]['why'], FigureName>> = {
  withdrawn: 'withdrawn',
  declined: 'declined',
  merged: 'merged',
  notDueYet: 'contactNotDue',
  notRated: 'finishedUnrated',
  stillOpen: 'stillOpen',
}

/** A rate never stands alone: its numerator, its denominator and each thing left out open their cases too. */
export function RateFigure({
  label,
  hint,
  rate,
  numerator,
  denominator,
  period,
}: {
  label: string
  hint: string
  rate: Rate | null
  numerator: FigureName
  denominator: FigureName
  period: Period
}) {
  const t = useWords(dashboardWords)
  const opens = (figure: FigureName | undefined, inside: ReactNode) => (
    <CasesLink {...(figure && { search: { ...period, figure, show: 'all' } })}>{inside}</CasesLink>
  )
  if (rate === null) return <Figure label={label} value={null} hint={hint} />
  return (
    <div className="figure">
      <span>{label}</span>
      <strong>{share(rate.numerator, rate.denominator)}</strong>
      <span className="small">
        {rate.denominator === 0 ? (
          t('noCases')
        ) : (
          <>
            {opens(numerator, t('numerator', { count: rate.numerator }))} ÷ {opens(denominator, t('denominator', { count: rate.denominator }))}
          </>
        )}
      </span>
      <span className="soft small">{hint}</span>
      {rate.excluded.length > 0 && (
        <span className="small">
          {t('excluded')}
          {rate.excluded.map(({ why, count }, index) => (
            <Fragment key={why}>
              {index > 0 && '，'}
              {opens(leftOut[why], t(why, { count }))}
            </Fragment>
          ))}
        </span>
      )}
    </div>
  )
}

/** A number that opens its cases; plain where there are none, or for those who may not read them. */
export function CasesLink({ search, children }: { search?: InboxSearch; children: ReactNode }) {
  const reads = may(useMe(), 'request.read')
  if (!reads || search === undefined) return children
  return (
    <Link to="/inbox" search={search}>
      {children}
    </Link>
  )
}
