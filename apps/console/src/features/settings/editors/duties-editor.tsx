import type { Configuration, SectionBody } from '@ejia/contract/configuration.ts'
import { useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { useLeafOptions, useUnitOptions } from './choices.ts'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

type Rule = SectionBody<'duties'>['rules'][number]

export function DutiesEditor({
  value,
  onChange,
  configuration,
}: {
  value: SectionBody<'duties'>
  onChange: (value: SectionBody<'duties'>) => void
  configuration: Configuration
}) {
  const t = useWords(settingsWords)
  const categories = useLeafOptions(configuration)
  const units = useUnitOptions()
  return (
    <RowTable<Rule>
      caption={t('duties')}
      rows={value.rules}
      onChange={(rules) => onChange({ rules })}
      nameOf={(row) => categories.find((option) => option.value === row.category)?.label ?? t('allCategories')}
      fresh={() => ({ category: categories[0]?.value ?? null, duty: 'core', unitId: null })}
      cells={[
        {
          title: t('category'),
          cell: (row, change, label) => (
            <Pick
              aria-label={label}
              value={row.category ?? ''}
              empty={t('allCategories')}
              options={categories}
              onChange={(category) => change({ category: category || null })}
            />
          ),
        },
        {
          title: t('duty'),
          cell: (row, change, label) => (
            <Pick
              aria-label={label}
              value={row.duty}
              options={(['core', 'supporting', 'reclaimed'] as const).map((duty) => ({ value: duty, label: t(duty) }))}
              onChange={(duty) => change({ duty: duty || 'core' })}
            />
          ),
        },
        {
          title: t('department'),
          cell: (row, change, label) => (
            <Pick aria-label={label} value={row.unitId ?? ''} empty="—" options={units} onChange={(unitId) => change({ unitId: unitId || null })} />
          ),
        },
      ]}
    />
  )
}
