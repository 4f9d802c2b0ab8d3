import type { SectionBody } from '@ejia/contract/configuration.ts'
import { WhistleKind } from '@ejia/contract/whistles.ts'
import { Checkbox, Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'
import { LimitField } from './limit-field.tsx'

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
