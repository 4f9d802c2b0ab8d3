import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import '../../../ui/styles/data-table.css'
import { settingsWords } from '../words.ts'

export type Cell<R> = { title: string; cell: (row: R, change: (part: Partial<R>) => void, label: string) => ReactNode }
type Props<R> = {
  caption: string
  rows: readonly R[]
  cells: readonly Cell<R>[]
  nameOf: (row: R, index: number) => string
  onChange: (rows: R[]) => void
  fresh: () => R
  mayRemove?: (row: R) => boolean
}

/** Rows of controls; each control is named by its row and column. */
export function RowTable<R>({ caption, rows, cells, nameOf, onChange, fresh, mayRemove = () => true }: Props<R>) {
  const t = useWords(settingsWords)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="data-table-wrap">
        <table className="data-table cards">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {cells.map((cell) => (
                <th key={cell.title} scope="col">
                  {cell.title}
                </th>
              ))}
              <th scope="col">{t('remove')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // The rows have no identity of their own while they are edited.
              <tr key={index}>
                {cells.map((cell) => (
                  <td key={cell.title} data-title={cell.title}>
                    {cell.cell(
                      row,
                      (part) => onChange(rows.map((other, at) => (at === index ? { ...other, ...part } : other))),
                      `${nameOf(row, index)} ${cell.title}`,
                    )}
                  </td>
                ))}
                <td>
                  {mayRemove(row) && (
                    <Button size="small" onClick={() => onChange(rows.filter((_, at) => at !== index))} aria-label={`${t('remove')} ${nameOf(row, index)}`}>
                      {t('remove')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button onClick={() => onChange([...rows, fresh()])}>{t('add')}</Button>
      </div>
    </div>
  )
}
