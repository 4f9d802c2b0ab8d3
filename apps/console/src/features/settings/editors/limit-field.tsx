import { LimitUnit, type Limit } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'

/** An amount and its unit. */
export function LimitField({ label, value, onChange }: { label: string; value: Limit; onChange: (value: Limit) => void }) {
  const t = useWords(settingsWords)
  return (
    <Field label={label}>
      {(control) => (
        <span className="row">
          <Input
            {...control}
            type="number"
            min={1}
            max={400}
            style={{ width: 96 }}
            value={value.amount}
            onChange={(event) => onChange({ ...value, amount: Number(event.target.value) })}
          />
          <Pick
            aria-label={`${label} ${t('unit')}`}
            value={value.unit}
            options={LimitUnit.options.map((unit) => ({ value: unit, label: t(unit) }))}
            onChange={(unit) => onChange({ ...value, unit: unit || 'workingDays' })}
          />
        </span>
      )}
    </Field>
  )
}
