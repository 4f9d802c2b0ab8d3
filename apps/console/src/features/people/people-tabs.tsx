import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { peopleWords } from './words.ts'
import './people.css'

export function PeopleTabs() {
  const t = useWords(peopleWords)
  const me = useMe()
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/people" activeProps={{ 'aria-current': 'page' }}>
        {t('accounts')}
      </Link>
      <Link to="/trios" activeProps={{ 'aria-current': 'page' }}>
        {t('trios')}
      </Link>
      {may(me, 'request.read') && (
        <Link to="/units" activeProps={{ 'aria-current': 'page' }}>
          {t('units')}
        </Link>
      )}
    </nav>
  )
}
