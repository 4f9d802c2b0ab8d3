import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { messageWords } from './words.ts'

export function MessageTabs() {
  const t = useWords(messageWords)
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/my-messages" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        {t('title')}
      </Link>
      <Link to="/my-delivery" activeProps={{ 'aria-current': 'page' }}>
        {t('delivery')}
      </Link>
    </nav>
  )
}
