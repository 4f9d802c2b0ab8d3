import { LimitUnit, type Limit, type SectionBody } from '@ejia/contract/configuration.ts'
import { WhistleKind } from '@ejia/contract/whistles.ts'
import { Checkbox, Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'

type Whistles = SectionBody<'whistles'>

/** How soon departments check in, and how long the whole may take, by kind. */
export function WhistlesEditor({ value, onChange }: { value: Whistles; onChange: (value: Whistles) => void }) {
  const t = useWords(settingsWords)
  return (
    <>
      {(['checkIn', 'whole'] as const).map((part) => (
        <div className="form-grid" key={part}>
          {WhistleKind.options.map((kind) => (
            <LimitField
              key={kind}
              label={`${t(part)} · ${t(kind)}`}
              value={value[part][kind]}
              onChange={(limit) => onChange({ ...value, [part]: { ...value[part], [kind]: limit } })}
            />
          ))}
        </div>
      ))}
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
      <Checkbox checked={value.emergencyNeedsApproval} onChange={(event) => onChange({ ...value, emergencyNeedsApproval: event.target.checked })}>
        {t('emergencyNeedsApproval')}
      </Checkbox>
    </>
  )
}

function LimitField({ label, value, onChange }: { label: string; value: Limit; onChange: (value: Limit) => void }) {
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
