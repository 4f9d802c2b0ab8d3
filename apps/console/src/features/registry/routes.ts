import type { PersonMove } from '@ejia/contract/registry.ts'
import { personMoveWords } from '@ejia/dictionary/registry-words.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

/** What is looked for is never in the address: it is a name or a number. */
export const registryRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry',
  component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
})

export const buildingHomesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/buildings/$buildingId',
  component: lazyRouteComponent(() => import('./homes/homes-page.tsx'), 'HomesPage'),
})

export const householdRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/households/$householdId',
  component: lazyRouteComponent(() => import('./homes/household-page.tsx'), 'HouseholdPage'),
})

const isMove = (value: unknown): value is PersonMove => typeof value === 'string' && value in personMoveWords

/** `move`: the open form stands in the address, so that "back" closes it. */
export const registryPersonRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/people/$personId',
  validateSearch: (search: Record<string, unknown>): { move?: PersonMove } => (isMove(search['move']) ? { move: search['move'] } : {}),
  component: lazyRouteComponent(() => import('./people/person-page.tsx'), 'RegistryPersonPage'),
})

const isGrid = (value: unknown): value is string => typeof value === 'string' && /^\d{15}$/.test(value)
const isArea = (value: unknown): value is string => typeof value === 'string' && /^\d{9}(\d{3}){0,2}$/.test(value)

export const roundRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/round',
  // The router reads digits as a number.
  validateSearch: (search: Record<string, unknown>): { grid?: string } => (isGrid(String(search['grid'])) ? { grid: String(search['grid']) } : {}),
  component: lazyRouteComponent(() => import('./round-page.tsx'), 'RoundPage'),
})

export const freshnessRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/freshness',
  validateSearch: (search: Record<string, unknown>): { area?: string } => (isArea(String(search['area'])) ? { area: String(search['area']) } : {}),
  component: lazyRouteComponent(() => import('./freshness-page.tsx'), 'FreshnessPage'),
})
