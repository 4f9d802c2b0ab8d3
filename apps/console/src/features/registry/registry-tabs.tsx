import type { Action } from '@ejia/contract/access.ts'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { registryWords } from './words.ts'

const tabs = [
  { to: '/registry', word: 'find' },
  { to: '/registry/round', word: 'round' },
  { to: '/registry/freshness', word: 'freshness' },
  { to: '/enterprises', word: 'enterprisesTab' },
  { to: '/resources', word: 'resourcesTab' },
  { to: '/registry/asks', word: 'asksTab', action: 'registry.edit' },
  { to: '/registry/addresses', word: 'addressesTab', action: 'registry.edit' },
  { to: '/registry/imports', word: 'importsTab', action: 'registry.import' },
  { to: '/registry/exports', word: 'exportsTab', action: 'registry.export' },
  { to: '/registry/purposes', word: 'purposesTab', action: 'registry.rights' },
  { to: '/registry/retention', word: 'retentionTab', action: 'registry.rights' },
] as const satisfies readonly { to: string; word: string; action?: Action }[]

/** The pages of the registry, side by side. */
export function RegistryTabs() {
  const t = useWords(registryWords)
  const me = useMe()
  return (
    <nav className="page-tabs not-printed" aria-label={t('title')}>
      {tabs
        .filter((tab) => !('action' in tab) || may(me, tab.action))
        .map(({ to, word }) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
            {t(word)}
          </Link>
        ))}
    </nav>
  )
}
