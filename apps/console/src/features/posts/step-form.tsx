import { Button, Input } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { postWords } from './words.ts'

type Props = {
  name: string
  /** Null: the step takes no words. */
  words: string | null
  onWords: (words: string) => void
  wordsLabel?: string
  optional: boolean
  rows?: number
  refusal: Refusal | null
  busy: boolean
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}

/** One step: its few fields, the refusal at the field, what was typed kept. */
export function StepForm({ name, words, onWords, wordsLabel, optional, rows = 3, refusal, busy, onSubmit, onClose, children }: Props) {
  const t = useWords(postWords)
  const { at } = useRefusals()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {children}
      {words !== null && (
        <Field label={wordsLabel ?? t('words')} optional={optional} error={at(refusal, 'words')}>
          {(control) => <Input.TextArea {...control} rows={rows} value={words} onChange={(event) => onWords(event.target.value)} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {t('submit', { step: name })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
