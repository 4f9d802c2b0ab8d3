import { reportSources, type ReportAsked, type ReportRowKind } from '@ejia/contract/report-sources.ts'
import type { ReportColumn } from '@ejia/contract/report-forge.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { putCells, putRows, type CountedCell } from '../fills/cell-store.ts'
import { countSource, listFormRows, type Counted, type Counting, type FormRow } from './count-sources.ts'
import { hiddenCells, isSmall } from './hide-small.ts'
import type { FillRow } from '../fills/fill-store.ts'

/** A form of more rows is asked for in parts. */
const mostRows = 1000
const askedDigits: Record<ReportAsked, number> = { grid: 15, community: 12, office: 9 }
/** Whose total stands in another form: rows of one community, of one grid. */
const parentDigits: Record<ReportRowKind, number> = { byGrid: 12, byCommunity: 9, one: 9, byBuilding: 15, byEnterprise: 15 }

type ToFill = Pick<FillRow, 'subdistrict' | 'id' | 'row_kind' | 'row_filter' | 'columns' | 'period_from' | 'period_to'>

/** Counts whatever the system knows and marks the rest as asked. May be done again: what was typed stays. */
export async function countFill(tx: Tx, fill: ToFill, now: Date): Promise<void> {
  const rows = await listFormRows(tx, fill.subdistrict, fill.row_kind, fill.row_filter, mostRows + 1)
  if (rows.length > mostRows) throw new DomainError('invalid_input', { issues: [{ path: ['rows'], rule: 'too_many', params: { max: mostRows } }] })
  const counting: Counting = { subdistrict: fill.subdistrict, rows: fill.row_kind, from: fill.period_from, to: fill.period_to, now }
  const counted: (Map<string, Counted> | null)[] = []
  for (const column of fill.columns) counted.push(column.from === 'system' ? await countSource(tx, counting, column.source, column.filter) : null)
  const cells = fill.columns.map((column, index) => rows.map((row) => cellOf(column, row, counted[index]!)))
  hide(fill.row_kind, fill.columns, rows, cells)
  await putRows(tx, fill, rows)
  await putCells(tx, fill, cells.flat())
}

function cellOf(column: ReportColumn, row: FormRow, counted: Map<string, Counted> | null): CountedCell {
  const base = { row: row.key, column: column.key, numerator: null, denominator: null, hidden: false }
  const asked = { ...base, origin: 'missing' as const, value: null, asked: row.area.slice(0, askedDigits[column.by]) }
  if (column.from === 'typed') return asked
  const known = counted!.get(row.key) ?? (reportSources[column.source].value === 'text' ? { words: null } : emptyOf(column))
  if ('words' in known) return known.words === null ? asked : { ...base, origin: 'computed', value: known.words, asked: null }
  if ('number' in known) return { ...base, origin: 'computed', value: String(known.number), asked: null }
  const { numerator, denominator } = known
  const value = denominator === 0 ? '—' : `${((100 * numerator) / denominator).toFixed(1)}%`
  return { ...base, origin: 'computed', value, numerator, denominator, asked: null }
}

const emptyOf = (column: Extract<ReportColumn, { from: 'system' }>): Counted =>
  reportSources[column.source].value === 'rate' ? { numerator: 0, denominator: 0 } : { number: 0 }

/** Small cells are taken out before anything is kept. */
function hide(kind: ReportRowKind, columns: readonly ReportColumn[], rows: readonly FormRow[], cells: CountedCell[][]): void {
  const small = columns.flatMap((column, index) => (column.from === 'system' && reportSources[column.source].hidesSmall ? [{ column, index }] : []))
  const hidden = hiddenCells(
    small.map(({ column, index }) => ({
      source: column.source,
      filter: column.filter,
      cells: cells[index]!.map((cell) => {
        const size = cell.denominator ?? Number(cell.value)
        return { size, small: isSmall(size) || (cell.numerator !== null && isSmall(cell.numerator)) }
      }),
    })),
    rows.map((row) => row.area.slice(0, parentDigits[kind])),
  )
  for (const [position, { index }] of small.entries())
    for (const [row, isHidden] of hidden[position]!.entries())
      if (isHidden) Object.assign(cells[index]![row]!, { hidden: true, value: null, numerator: null, denominator: null })
}
