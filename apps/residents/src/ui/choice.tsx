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
