import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { needWords } from './words.ts'

export function NeedTabs() {
  const t = useWords(needWords)
  const me = useMe()
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/needs" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        {t('pools')}
      </Link>
      {may(me, 'need.note') && (
        <Link to="/need-notes" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {t('notes')}
        </Link>
      )}
      {may(me, 'need.note') && (
        <Link to="/need-notes/new" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {t('newNote')}
        </Link>
      )}
    </nav>
  )
}
