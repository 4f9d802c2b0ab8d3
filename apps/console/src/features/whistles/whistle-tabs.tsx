import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { whistleWords } from './words.ts'

export function WhistleTabs() {
  const t = useWords(whistleWords)
  const supervises = may(useMe(), 'whistle.supervise')
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/whistles" activeOptions={{ includeSearch: false, exact: true }} activeProps={{ 'aria-current': 'page' }}>
        {t('board')}
      </Link>
      <Link to="/whistles/wall" activeProps={{ 'aria-current': 'page' }}>
        {t('wall')}
      </Link>
      {supervises && (
        <Link to="/whistle-figures" activeProps={{ 'aria-current': 'page' }}>
          {t('figures')}
        </Link>
      )}
    </nav>
  )
}
