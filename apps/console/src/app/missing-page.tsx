import { Link } from '@tanstack/react-router'
import { useWords } from '../dictionary/words.ts'
import { Nothing } from '../ui/states.tsx'
import { appWords } from './words.ts'

export function MissingPage() {
  const t = useWords(appWords)
  return (
    <Nothing title={t('missingTitle')}>
      <p>{t('missingText')}</p>
      <Link to="/">{t('home')}</Link>
    </Nothing>
  )
}
