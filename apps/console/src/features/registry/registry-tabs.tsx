import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { registryWords } from './words.ts'

const tabs = [
  { to: '/registry', word: 'find' },
  { to: '/registry/round', word: 'round' },
  { to: '/registry/freshness', word: 'freshness' },
  { to: '/enterprises', word: 'enterprisesTab' },
  { to: '/resources', word: 'resourcesTab' },
] as const

/** The pages of the registry, side by side. */
export function RegistryTabs() {
  const t = useWords(registryWords)
  return (
    <nav className="page-tabs no-print" aria-label={t('title')}>
      {tabs.map(({ to, word }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
