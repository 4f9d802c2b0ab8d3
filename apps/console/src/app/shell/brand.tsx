import { useWords } from '../../dictionary/words.ts'
import { appWords } from '../words.ts'

/** The one place for the party red. */
export function Brand() {
  const t = useWords(appWords)
  return (
    <span className="brand">
      <span className="brand-mark">e家</span> {t('brand')}
    </span>
  )
}
