import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { postWords } from './words.ts'

/** Who is in post, for how long, and what goes over to whom. */
export function PostTabs() {
  const t = useWords(postWords)
  const current = { activeOptions: { includeSearch: false }, activeProps: { 'aria-current': 'page' } } as const
  return (
    <nav className="page-tabs not-printed" aria-label={t('title')}>
      <Link to="/leaves" {...current}>
        {t('leaves')}
      </Link>
      <Link to="/handovers" {...current}>
        {t('handovers')}
      </Link>
      <Link to="/secondments" {...current}>
        {t('secondments')}
      </Link>
    </nav>
  )
}
