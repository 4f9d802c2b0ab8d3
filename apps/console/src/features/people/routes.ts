import type { Role } from '@ejia/contract/access.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type PeopleSearch = { text?: string; role?: Role }

export const peopleRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/people',
  validateSearch: (raw: Record<string, unknown>): PeopleSearch => ({
    ...(typeof raw['text'] === 'string' && raw['text'] !== '' && { text: raw['text'].slice(0, 60) }),
    ...(typeof raw['role'] === 'string' && raw['role'] in roleWords && { role: raw['role'] as Role }),
  }),
  component: lazyRouteComponent(() => import('./accounts-page.tsx'), 'AccountsPage'),
})

export const personRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/people/$accountId',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
})

export type TrioSearch = { area?: string; gaps?: true; view?: 'communities' }

export const triosRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/trios',
  validateSearch: (raw: Record<string, unknown>): TrioSearch => {
    const area = String(raw['area'] ?? '')
    return {
      ...(/^\d{9}(\d{3}){0,2}$/.test(area) && { area }),
      ...(raw['gaps'] === true && { gaps: true as const }),
      ...(raw['view'] === 'communities' && { view: 'communities' as const }),
    }
  },
  component: lazyRouteComponent(() => import('./trios-page.tsx'), 'TriosPage'),
})

export const unitsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/units',
  component: lazyRouteComponent(() => import('./units-page.tsx'), 'UnitsPage'),
})

export const officerNoticeRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/officer-notice/$code',
  component: lazyRouteComponent(() => import('./officer-notice-page.tsx'), 'OfficerNoticePage'),
})
