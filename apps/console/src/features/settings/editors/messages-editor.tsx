import type { SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'

type Messages = SectionBody<'messages'>

/** When staff are left in peace, and when the day's digest comes. */
export function MessagesEditor({ value, onChange }: { value: Messages; onChange: (value: Messages) => void }) {
  const t = useWords(settingsWords)
  return (
    <>
      <p className="soft">{t('messagesHint')}</p>
      <div className="form-grid">
        {(['quietFrom', 'quietTo', 'digestAt'] as const).map((key) => (
          <Field key={key} label={t(key)}>
            {(control) => <Input {...control} type="time" value={value[key]} onChange={(event) => onChange({ ...value, [key]: event.target.value })} />}
          </Field>
        ))}
      </div>
    </>
  )
}
