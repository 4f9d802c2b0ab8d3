import type { SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'
import { LimitField } from './limit-field.tsx'

type Escalations = SectionBody<'escalations'>

/** How soon each level decides what was raised to it. */
export function EscalationsEditor({ value, onChange }: { value: Escalations; onChange: (value: Escalations) => void }) {
  const t = useWords(settingsWords)
  return (
    <>
      <div className="form-grid">
        {(['community', 'subdistrict', 'district'] as const).map((level) => (
          <LimitField
            key={level}
            label={t(`level_${level}`)}
            value={value.limits[level]}
            onChange={(limit) => onChange({ ...value, limits: { ...value.limits, [level]: limit } })}
          />
        ))}
      </div>
      <Field label={t('amber')}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={5}
            max={95}
            style={{ maxWidth: 160 }}
            value={Math.round(value.amberShare * 100)}
            onChange={(event) => onChange({ ...value, amberShare: Number(event.target.value) / 100 })}
          />
        )}
      </Field>
    </>
  )
}
