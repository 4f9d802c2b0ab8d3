import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { useWords } from '../dictionary/words.ts'
import { uiWords } from './words.ts'

type Around = { label: string; hint?: ReactNode; error?: string | undefined; optional?: boolean }

function useAround({ label, hint, error, optional = false }: Around) {
  const t = useWords(uiWords)
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const above = (
    <>
      <label htmlFor={id} className="field-label">
        {label}
        {optional && <span className="field-optional">{t('optional')}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </>
  )
  const below = error && (
    <p id={`${id}-error`} className="field-error" role="alert">
      {error}
    </p>
  )
  const control = { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined }
  return { above, below, control }
}

export function Field({ label, hint, error, optional, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  const { above, below, control } = useAround({ label, hint, error, ...(optional !== undefined && { optional }) })
  return (
    <div className="field">
      {above}
      <input type="text" {...input} {...control} className="control" />
      {below}
    </div>
  )
}

type TextAreaProps = Around & TextareaHTMLAttributes<HTMLTextAreaElement> & { value: string; max: number }
export function TextArea({ label, hint, error, optional, max, value, ...area }: TextAreaProps) {
  const t = useWords(uiWords)
  const { above, below, control } = useAround({ label, hint, error, ...(optional !== undefined && { optional }) })
  const left = max - [...value].length
  return (
    <div className="field">
      {above}
      <textarea rows={5} {...area} {...control} value={value} className="control control-text" />
      {left < max * 0.1 && (
        <p className={left < 0 ? 'field-error' : 'field-hint'} aria-live="polite">
          {t('charactersLeft', { left })}
        </p>
      )}
      {below}
    </div>
  )
}

type SelectProps = Around & SelectHTMLAttributes<HTMLSelectElement> & { choices: readonly { value: string; label: string }[]; empty?: string }
export function Select({ label, hint, error, optional, choices, empty, ...select }: SelectProps) {
  const { above, below, control } = useAround({ label, hint, error, ...(optional !== undefined && { optional }) })
  return (
    <div className="field">
      {above}
      <select {...select} {...control} className="control">
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {below}
    </div>
  )
}

export function Switch({ label, hint, checked, onChange }: { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId()
  return (
    <label className="switch">
      <span className="switch-words">
        <span id={id} className="switch-label">
          {label}
        </span>
        {hint && (
          <span id={`${id}-hint`} className="field-hint">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
    </label>
  )
}
