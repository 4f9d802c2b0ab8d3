import { Link } from '@tanstack/react-router'
import { useWords } from '../dictionary/words.ts'
import { Page } from '../ui/page.tsx'
import { appWords } from './words.ts'

export function MissingPage() {
  const t = useWords(appWords)
  return (
    <main className="shell-main">
      <Page title={t('missingTitle')}>
        <p>{t('missingText')}</p>
        <Link to="/" className="back-link">
          {t('home')}
        </Link>
      </Page>
    </main>
  )
}
