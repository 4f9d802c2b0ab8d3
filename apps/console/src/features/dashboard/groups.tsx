import type { Dashboard, DashboardRow } from '@ejia/contract/reports.ts'
import { Link } from '@tanstack/react-router'
import { useBilingual, useWords } from '../../dictionary/words.ts'
import { BarCell, DataTable } from '../../ui/data-table.tsx'
import type { InboxSearch } from '../inbox/filters/inbox-search.ts'
import { may, useMe } from '../sessions/session.ts'
import { dashboardWords } from './words.ts'

type Row = DashboardRow & { key: string; name: string | { zh: string; en: string }; search: InboxSearch }
type Column = 'open' | 'overdue' | 'filed' | 'staffDeclared' | 'residentVerified'

/** Every number opens the cases behind it. */
export function Groups({
  caption,
  head,
  rows,
  period,
}: {
  caption: string
  head: string
  rows: readonly Row[]
  period: { area: string; filedFrom: string; filedTo: string }
}) {
  const t = useWords(dashboardWords)
  const say = useBilingual()
  const reads = may(useMe(), 'request.read')
  const narrow: Record<Column, InboxSearch> = {
    open: {},
    overdue: { overdue: true },
    filed: { show: 'all' },
    staffDeclared: { figure: 'staffDeclared', show: 'all' },
    residentVerified: { figure: 'residentVerified', show: 'all' },
  }
  const cell = (column: Column) => (row: Row) => {
    const value = row[column]
    if (value === null) return <span className="soft">{t('hidden')}</span>
    if (!reads || value === 0) return value
    return (
      <Link to="/inbox" search={{ ...period, ...row.search, ...narrow[column] }}>
        {value}
      </Link>
    )
  }
  const columns = (['filed', 'open', 'overdue', 'staffDeclared', 'residentVerified'] as const).map((column) => ({
    title: t(column),
    cell: cell(column),
    number: true,
  }))
  return (
    <div className="card">
      <DataTable
        caption={caption}
        keyOf={(row) => row.key}
        rows={rows}
        columns={[{ title: head, cell: (row) => (typeof row.name === 'string' ? row.name : say(row.name)) }, ...columns]}
      />
    </div>
  )
}

export function Weeks({ rows }: { rows: Dashboard['overTime'] }) {
  const t = useWords(dashboardWords)
  const most = Math.max(1, ...rows.flatMap((row) => [row.filed, row.answered, row.closed]))
  return (
    <div className="card">
      <DataTable
        caption={t('overTime')}
        keyOf={(row) => row.week}
        rows={rows}
        columns={[
          { title: t('week'), cell: (row) => row.week },
          { title: t('filed'), cell: (row) => <BarCell value={row.filed} most={most} /> },
          { title: t('answered'), cell: (row) => <BarCell value={row.answered} most={most} /> },
          { title: t('closed'), cell: (row) => <BarCell value={row.closed} most={most} /> },
        ]}
      />
    </div>
  )
}
