import type { SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

type Template = SectionBody<'templates'>['templates'][number]
const moves = ['accept', 'decline', 'acknowledge', 'answer', 'comment', 'defer'] as const

export function TemplatesEditor({ value, onChange }: { value: SectionBody<'templates'>; onChange: (value: SectionBody<'templates'>) => void }) {
  const t = useWords(settingsWords)
  return (
    <RowTable<Template>
      caption={t('templates')}
      rows={value.templates}
      onChange={(templates) => onChange({ templates })}
      nameOf={(row, index) => row.name || String(index + 1)}
      fresh={() => ({ id: `template-${value.templates.length + 1}`, name: '', categories: [], move: 'answer', text: '' })}
      cells={[
        {
          title: t('nameZh'),
          cell: (row, change, label) => <Input aria-label={label} value={row.name} onChange={(event) => change({ name: event.target.value })} />,
        },
        {
          title: t('move'),
          cell: (row, change, label) => (
            <Pick
              aria-label={label}
              value={row.move}
              options={moves.map((move) => ({ value: move, label: t(move) }))}
              onChange={(move) => change({ move: move || 'answer' })}
            />
          ),
        },
        {
          title: t('text'),
          cell: (row, change, label) => (
            <Input.TextArea aria-label={label} rows={3} value={row.text} onChange={(event) => change({ text: event.target.value })} />
          ),
        },
      ]}
    />
  )
}
