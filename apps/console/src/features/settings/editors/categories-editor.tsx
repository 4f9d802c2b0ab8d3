import type { Category, SectionBody } from '@ejia/contract/configuration.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { Checkbox, Input } from 'antd'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

const kinds = ['inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'serviceNeed', 'dispute'] as const

export function CategoriesEditor({ value, onChange }: { value: SectionBody<'categories'>; onChange: (value: SectionBody<'categories'>) => void }) {
  const t = useWords(settingsWords)
  const say = useShared()
  const headings = value.categories.filter((category) => category.parentId === null).map((category) => ({ value: category.id, label: category.name.zh }))
  return (
    <RowTable<Category>
      caption={t('categories')}
      rows={value.categories}
      onChange={(categories) => onChange({ categories })}
      nameOf={(row, index) => row.name.zh || String(index + 1)}
      mayRemove={(row) => row.name.zh === ''}
      fresh={() => ({
        id: `category-${value.categories.length + 1}`,
        parentId: headings[0]?.value ?? null,
        name: { zh: '', en: '' },
        hint: null,
        picture: 'other',
        kind: 'help',
        offered: true,
      })}
      cells={[
        {
          title: t('nameZh'),
          cell: (row, change, label) => (
            <Input aria-label={label} value={row.name.zh} onChange={(event) => change({ name: { ...row.name, zh: event.target.value } })} />
          ),
        },
        {
          title: t('nameEn'),
          cell: (row, change, label) => (
            <Input aria-label={label} value={row.name.en} onChange={(event) => change({ name: { ...row.name, en: event.target.value } })} />
          ),
        },
        {
          title: t('parent'),
          cell: (row, change, label) => (
            <Pick
              aria-label={label}
              value={row.parentId ?? ''}
              empty={t('heading')}
              options={headings.filter((heading) => heading.value !== row.id)}
              onChange={(parentId) => change({ parentId: parentId || null })}
            />
          ),
        },
        {
          title: t('kind'),
          cell: (row, change, label) => (
            <Pick
              aria-label={label}
              value={row.kind}
              options={kinds.map((kind) => ({ value: kind, label: say(kindWords, kind) }))}
              onChange={(kind) => change({ kind: kind || 'help' })}
            />
          ),
        },
        {
          title: t('offered'),
          cell: (row, change, label) => <Checkbox aria-label={label} checked={row.offered} onChange={(event) => change({ offered: event.target.checked })} />,
        },
      ]}
    />
  )
}
