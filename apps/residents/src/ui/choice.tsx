import { Picture } from './picture.tsx'

export type Choice = { value: string; label: string; more?: string | undefined; picture?: string }

/** `pictures` three in a row, `names` two in a row, `lines` one below the other with room for a second line. */
type TilesLook = 'pictures' | 'names' | 'lines'

/** Tiles to tap: each is a button that goes on at once. */
type TilesProps = { choices: readonly Choice[]; onChoose: (value: string) => void; chosen?: string | null; look?: TilesLook; label?: string }
export function Tiles({ choices, onChoose, chosen, look = 'pictures', label }: TilesProps) {
  return (
    <ul className={`tiles tiles-${look}`} aria-label={label}>
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
