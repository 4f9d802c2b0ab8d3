import type { Dashboard, Rate } from '@ejia/contract/reports.ts'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import type { InboxSearch } from '../inbox/filters/inbox-search.ts'
import { dashboardWords } from './words.ts'

type Period = { area: string; filedFrom: string; filedTo: string }
export const periodOf = (board: Dashboard): Period => ({ area: board.area.code, filedFrom: board.from, filedTo: board.to })

/** A number that opens its cases, for those who may read them. */
export function Figure({
  label,
  value,
  search,
  late = false,
  hint,
}: {
  label: string
  value: number | string
  search: InboxSearch
  late?: boolean
  hint?: string
}) {
  const me = useMe()
  const inside = (
    <>
      <span>{label}</span>
      <strong>{value}</strong>
      {hint && <span className="soft small">{hint}</span>}
    </>
  )
  const look = late ? 'figure late' : 'figure'
  if (!may(me, 'request.read')) return <div className={look}>{inside}</div>
  return (
    <Link to="/inbox" search={search} className={look}>
      {inside}
    </Link>
  )
}

export function RateFigure({
  label,
  hint,
  rate,
  figure,
  period,
}: {
  label: string
  hint: string
  rate: Rate
  figure: NonNullable<InboxSearch['figure']>
  period: Period
}) {
  const t = useWords(dashboardWords)
  const share = rate.denominator === 0 ? '—' : `${Math.round((100 * rate.numerator) / rate.denominator)} %`
  const left = rate.excluded.map(({ why, count }) => t(why, { count })).join('，')
  return (
    <div className="stack" style={{ gap: 6 }}>
      <Figure
        label={label}
        value={share}
        search={{ ...period, figure, show: 'all' }}
        hint={rate.denominator === 0 ? t('noCases') : `${t('fraction', rate)} · ${hint}`}
      />
      {left !== '' && <p className="soft small">{t('excluded', { list: left })}</p>}
    </div>
  )
}
