import type { Dashboard, DashboardRow } from '@ejia/contract/reports.ts'
import type { ReactNode } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { BarCell, DataTable } from '../../ui/data-table.tsx'
import type { InboxSearch } from '../inbox/filters/inbox-search.ts'
import { CasesLink, type Period } from './figures.tsx'
import { dashboardWords } from './words.ts'

type Row = DashboardRow & { key: string; name: ReactNode; search: InboxSearch }
type Column = 'open' | 'overdue' | 'filed' | 'staffDeclared' | 'residentVerified'

const narrow: Record<Column, InboxSearch> = {
  open: {},
  overdue: { overdue: true },
  filed: { show: 'all' },
  staffDeclared: { figure: 'staffDeclared', show: 'all' },
  residentVerified: { figure: 'residentVerified', show: 'all' },
}

/** Every number opens the cases behind it. */
export function Groups({ caption, head, rows, period }: { caption: string; head: string; rows: readonly Row[]; period: Period }) {
  const t = useWords(dashboardWords)
  const cell = (column: Column) => (row: Row) => {
    const value = row[column]
    if (value === null) return <span className="soft">{t('hidden')}</span>
    return value === 0 ? value : <CasesLink search={{ ...period, ...row.search, ...narrow[column] }}>{value}</CasesLink>
  }
  const columns = (['filed', 'open', 'overdue', 'staffDeclared', 'residentVerified'] as const).map((column) => ({
    title: t(column),
    cell: cell(column),
    number: true,
  }))
  return (
    <div className="card">
      <DataTable caption={caption} keyOf={(row) => row.key} rows={rows} columns={[{ title: head, cell: (row) => row.name }, ...columns]} />
    </div>
  )
}

const dayMs = 86_400_000
const sundayOf = (monday: string) => new Date(Date.parse(monday) + 6 * dayMs).toISOString().slice(0, 10)

export function Weeks({ rows, period }: { rows: Dashboard['overTime']; period: Period }) {
  const t = useWords(dashboardWords)
  const most = Math.max(1, ...rows.flatMap((row) => [row.filed, row.answered, row.closed]))
  const cell = (value: number, search: InboxSearch) =>
    value === 0 ? (
      <BarCell value={0} most={most} />
    ) : (
      <CasesLink search={{ ...period, show: 'all', ...search }}>
        <BarCell value={value} most={most} />
      </CasesLink>
    )
  return (
    <div className="card">
      <DataTable
        caption={t('overTime')}
        keyOf={(row) => row.week}
        rows={rows}
        columns={[
          { title: t('week'), cell: (row) => row.week },
          {
            title: t('filed'),
            // The first and the last week of a period may be cut.
            cell: ({ week, filed }) =>
              cell(filed, {
                filedFrom: week > period.filedFrom ? week : period.filedFrom,
                filedTo: sundayOf(week) < period.filedTo ? sundayOf(week) : period.filedTo,
              }),
          },
          { title: t('answered'), cell: ({ week, answered }) => cell(answered, { answeredFrom: week, answeredTo: sundayOf(week) }) },
          { title: t('closed'), cell: ({ week, closed }) => cell(closed, { closedFrom: week, closedTo: sundayOf(week) }) },
        ]}
      />
    </div>
  )
}
