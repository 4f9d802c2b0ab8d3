import type { ReactNode } from 'react'
import './styles/data-table.css'

export type Column<R> = { title: string; cell: (row: R) => ReactNode; number?: boolean }
type Props<R> = { caption: string; columns: readonly Column<R>[]; rows: readonly R[]; keyOf: (row: R) => string; hideCaption?: boolean }

/** A plain table that is read out as one; on a phone each row becomes a card. */
export function DataTable<R>({ caption, columns, rows, keyOf, hideCaption = false }: Props<R>) {
  return (
    <div className="data-table-wrap">
      <table className="data-table cards">
        <caption className={hideCaption ? 'hidden-words' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.number ? 'number' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} data-title={column.title} className={column.number ? 'number' : undefined}>
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
