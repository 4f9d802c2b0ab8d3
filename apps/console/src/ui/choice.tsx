import { type ComponentProps, type ReactNode, useId } from 'react'
import type { FieldControl } from './field.tsx'

export type Option<V extends string> = { value: V; label: string; hint?: string }

type PickProps<V extends string> = Partial<FieldControl> & {
  value: V | ''
  options: readonly Option<V>[]
  onChange: (value: V | '') => void
  /** The line of "nothing chosen". */
  empty?: string
} & Pick<ComponentProps<'select'>, 'aria-label' | 'className' | 'disabled'>

/** The system's own select: a wheel under the thumb on a phone, arrow keys on a desk, read out everywhere. */
export function Pick<V extends string>({ value, options, onChange, empty, className, ...rest }: PickProps<V>) {
  return (
    <select className={`pick ${className ?? ''}`} value={value} onChange={(event) => onChange(event.target.value as V | '')} {...rest}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

type OneOfProps<V extends string> = {
  legend: string
  value: V | ''
  options: readonly Option<V>[]
  onChange: (value: V) => void
  error?: string | undefined
  children?: ReactNode
}

/** A few choices as large radio rows. */
export function OneOf<V extends string>({ legend, value, options, onChange, error, children }: OneOfProps<V>) {
  const name = useId()
  return (
    <fieldset className={error ? 'one-of field-wrong' : 'one-of'} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{legend}</legend>
      {children}
      <div className="one-of-options">
        {options.map((option) => (
          <label key={option.value} className="one-of-option">
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>
              {option.label}
              {option.hint && <span className="soft small one-of-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${name}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
