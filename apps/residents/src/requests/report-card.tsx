import type { RequestState } from '@ejia/contract/requests.ts'
import type { ReactNode } from 'react'
import { Link } from '../platform/navigation.tsx'
import { useDates } from '../dictionary/use-dates.ts'
import { StateBadge } from './state-badge.tsx'

type ReportCardProps = { to: string; title: string; number: string; filedAt: string; state: RequestState | null; children?: ReactNode }

export function ReportCard({ to, title, number, filedAt, state, children }: ReportCardProps) {
  const dates = useDates()
  return (
    <li>
      <Link to={to} className="report-card">
        <span className="report-card-top">
          <strong>{title}</strong>
          {state && <StateBadge state={state} />}
        </span>
        <span className="report-card-words">{children}</span>
        <span className="field-hint">
          {number} · {dates.day(filedAt)}
        </span>
      </Link>
    </li>
  )
}
