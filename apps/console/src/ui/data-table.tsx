import type { ReactNode } from 'react'
import './styles/data-table.css'

/** `wide`: left out on a phone, where the table stays one. */
export type Column<R> = { title: string; cell: (row: R) => ReactNode; number?: boolean; wide?: boolean }
type Props<R> = { caption: string; columns: readonly Column<R>[]; rows: readonly R[]; keyOf: (row: R) => string; hideCaption?: boolean }

/** A plain table that is read out as one; on a phone each row becomes a card, or the `wide` columns are left out. */
export function DataTable<R>({ caption, columns, rows, keyOf, hideCaption = false }: Props<R>) {
  const narrow = columns.some((column) => column.wide)
  const look = (column: Column<R>) => [column.number && 'number', column.wide && 'wide'].filter(Boolean).join(' ') || undefined
  return (
    <div className="data-table-wrap">
      <table className={narrow ? 'data-table' : 'data-table cards'}>
        <caption className={hideCaption ? 'hidden-words' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={look(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} data-title={column.title} className={look(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A number with its bar, in the width of the cell. */
export function BarCell({ value, most }: { value: number; most: number }) {
  return (
    <span className="bar-cell">
      <i style={{ width: `${most === 0 ? 0 : (100 * value) / most}%` }} aria-hidden="true" />
      <span>{value}</span>
    </span>
  )
}
