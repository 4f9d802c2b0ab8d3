import { type ReactNode, useId } from 'react'
import { useWords } from '../dictionary/words.ts'
import { uiWords } from './words.ts'

/** What a control needs to be read out with its label, its hint and what is wrong with it. */
export type FieldControl = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean; 'aria-required': boolean }
type Props = { label: string; hint?: string | undefined; error?: string | undefined; optional?: boolean; children: (control: FieldControl) => ReactNode }

/** A label above its control; the error stands at the field. Render the control with the properties given. */
export function Field({ label, hint, error, optional = false, children }: Props) {
  const t = useWords(uiWords)
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="soft"> {t('optional')}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="soft small">
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': Boolean(error), 'aria-required': !optional })}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
