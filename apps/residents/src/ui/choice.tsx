import { useId, type ReactNode } from 'react'
import { Picture } from './picture.tsx'

export type Choice = { value: string; label: string; more?: string | undefined; picture?: string }

/** Tiles to tap: each is a button that goes on at once. */
export function Tiles({ choices, onChoose, chosen }: { choices: readonly Choice[]; onChoose: (value: string) => void; chosen?: string | null }) {
  return (
    <ul className="tiles">
      {choices.map((choice) => (
        <li key={choice.value}>
          <button
            type="button"
            className="tile"
            aria-pressed={chosen === undefined ? undefined : chosen === choice.value}
            onClick={() => onChoose(choice.value)}
          >
            {choice.picture && <Picture name={choice.picture} />}
            <span className="tile-words">
              <span className="tile-label">{choice.label}</span>
              {choice.more && <span className="tile-more">{choice.more}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A list of real radio buttons, big enough for a thumb. */
export function RadioList({
  legend,
  choices,
  value,
  onChange,
  error,
}: {
  legend: ReactNode
  choices: readonly Choice[]
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}) {
  const name = useId()
  return (
    <fieldset className="radio-list" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="field-label">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="radio">
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>
            {choice.label}
            {choice.more && <span className="field-hint">{choice.more}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${name}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
