import { useId } from 'react'
import { useWords } from '../dictionary/words.ts'
import { uiWords } from './words.ts'

const counts = [1, 2, 3, 4, 5] as const

/** Five real radio buttons; the word beside a star says what it means. */
export function Stars({ legend, value, onChange, error }: { legend: string; value: number; onChange: (stars: number) => void; error?: string | undefined }) {
  const t = useWords(uiWords)
  const name = useId()
  return (
    <fieldset className="stars">
      <legend className="field-label">{legend}</legend>
      <div className="stars-row">
        {counts.map((count) => (
          <label key={count} className={count <= value ? 'star star-on' : 'star'}>
            <input
              type="radio"
              name={name}
              value={count}
              checked={value === count}
              onChange={() => onChange(count)}
              aria-label={t('starsOf', { count, meaning: t(`star${count}`) })}
            />
            <StarShape />
          </label>
        ))}
      </div>
      <p className="stars-meaning" aria-hidden="true">
        {value >= 1 && value <= 5 ? t(`star${value as 1 | 2 | 3 | 4 | 5}`) : '\u00a0'}
      </p>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

export function StarsShown({ count }: { count: number }) {
  const t = useWords(uiWords)
  const stars = Math.min(5, Math.max(1, Math.round(count))) as 1 | 2 | 3 | 4 | 5
  return (
    <span className="stars-shown" role="img" aria-label={t('starsOf', { count: stars, meaning: t(`star${stars}`) })}>
      {counts.map((at) => (
        <span key={at} className={at <= stars ? 'star star-on' : 'star'}>
          <StarShape />
        </span>
      ))}
    </span>
  )
}

function StarShape() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 2.8l2.8 6 6.5.8-4.8 4.5 1.3 6.5L12 17.4l-5.8 3.2 1.3-6.5L2.7 9.6l6.5-.8z" />
    </svg>
  )
}
