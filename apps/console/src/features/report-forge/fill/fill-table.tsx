import type { Fill, ReportCell } from '@ejia/contract/report-forge.ts'
import { reportSources } from '@ejia/contract/report-sources.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { reportForgeWords } from '../words.ts'

const rowsAtOnce = 60

export function FillTable({ fill }: { fill: Fill }) {
  const t = useWords(reportForgeWords)
  const [shown, setShown] = useState(rowsAtOnce)
  const hides = fill.table.some((row) => row.cells.some((cell) => cell.hidden))
  return (
    <div className="card stack">
      <DataTable
        caption={t('table')}
        keyOf={(row) => row.key}
        rows={fill.table.slice(0, shown)}
        columns={[
          { title: t('rowName'), cell: (row) => <strong>{row.label}</strong> },
          ...fill.columns.map((column) => ({
            title: column.title,
            number: column.from === 'system' ? reportSources[column.source].value !== 'text' : column.value === 'number',
            cell: (row: Fill['table'][number]) => <Cell cell={row.cells.find((one) => one.column === column.key)} />,
          })),
        ]}
      />
      {fill.table.length > shown && (
        <Button block onClick={() => setShown(shown + rowsAtOnce)}>
          {t('showMoreRows', { count: Math.min(rowsAtOnce, fill.table.length - shown) })}
        </Button>
      )}
      {hides && <p className="soft small">{t('hiddenNote')}</p>}
    </div>
  )
}

function Cell({ cell }: { cell: ReportCell | undefined }) {
  const t = useWords(reportForgeWords)
  if (!cell) return '—'
  if (cell.hidden) return <span className="soft">{t('hidden')}</span>
  if (cell.origin === 'missing') return <span className="tag tag-wait">{cell.askedOf ? t('waitsFor', { name: cell.askedOf.name }) : t('emptyCell')}</span>
  const share = cell.denominator !== null && cell.denominator > 0 ? `（${cell.numerator}/${cell.denominator}）` : ''
  return (
    <>
      {cell.value}
      {share && <span className="soft">{share}</span>}
      {cell.typedBy && <span className="soft small"> {t('typedBy', { name: cell.typedBy })}</span>}
    </>
  )
}
