import { useWords } from '../dictionary/words.ts'
import { uiWords } from './words.ts'

export function Steps({ at, of }: { at: number; of: number }) {
  const t = useWords(uiWords)
  return (
    <div className="steps">
      <p className="steps-words">{t('step', { at, of })}</p>
      <div className="steps-bar" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} className={index < at ? 'steps-done' : ''} />
        ))}
      </div>
    </div>
  )
}
