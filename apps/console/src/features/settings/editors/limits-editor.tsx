import { LimitUnit, type Configuration, type SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useLeafOptions } from './choices.ts'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

type Rule = SectionBody<'limits'>['rules'][number]

export function LimitsEditor({
  value,
  onChange,
  configuration,
}: {
  value: SectionBody<'limits'>
  onChange: (value: SectionBody<'limits'>) => void
  configuration: Configuration
}) {
  const t = useWords(settingsWords)
  const categories = useLeafOptions(configuration)
  return (
    <>
      <RowTable<Rule>
        caption={t('limits')}
        rows={value.rules}
        onChange={(rules) => onChange({ ...value, rules })}
        nameOf={(row) => `${categories.find((option) => option.value === row.category)?.label ?? t('allCategories')} ${t(row.milestone)}`}
        fresh={() => ({ category: categories[0]?.value ?? null, milestone: 'answer', limit: { amount: 5, unit: 'workingDays' }, amberShare: 0.2 })}
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
            title: t('milestone'),
            cell: (row, change, label) => (
              <Pick
                aria-label={label}
                value={row.milestone}
                options={(['firstContact', 'answer'] as const).map((milestone) => ({ value: milestone, label: t(milestone) }))}
                onChange={(milestone) => change({ milestone: milestone || 'answer' })}
              />
            ),
          },
          {
            title: t('amount'),
            cell: (row, change, label) => (
              <Input
                aria-label={label}
                type="number"
                min={1}
                max={400}
                value={row.limit.amount}
                onChange={(event) => change({ limit: { ...row.limit, amount: Number(event.target.value) } })}
              />
            ),
          },
          {
            title: t('unit'),
            cell: (row, change, label) => (
              <Pick
                aria-label={label}
                value={row.limit.unit}
                options={LimitUnit.options.map((unit) => ({ value: unit, label: t(unit) }))}
                onChange={(unit) => change({ limit: { ...row.limit, unit: unit || 'workingDays' } })}
              />
            ),
          },
          {
            title: t('amber'),
            cell: (row, change, label) => (
              <Input
                aria-label={label}
                type="number"
                min={5}
                max={95}
                value={Math.round(row.amberShare * 100)}
                onChange={(event) => change({ amberShare: Number(event.target.value) / 100 })}
              />
            ),
          },
        ]}
      />
      <Field label={t('longest')}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={1}
            max={365}
            style={{ maxWidth: 160 }}
            value={value.longestExtensionDays}
            onChange={(event) => onChange({ ...value, longestExtensionDays: Number(event.target.value) })}
          />
        )}
      </Field>
    </>
  )
}
