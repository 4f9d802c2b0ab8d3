import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { reportForgeWords } from './words.ts'

export function FormsTabs() {
  const t = useWords(reportForgeWords)
  if (!may(useMe(), 'reportForge.define')) return null
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/forms" activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        {t('fills')}
      </Link>
      <Link to="/forms/definitions" activeProps={{ 'aria-current': 'page' }}>
        {t('definitions')}
      </Link>
      <Link to="/forms/asked" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        {t('asked')}
      </Link>
    </nav>
  )
}
