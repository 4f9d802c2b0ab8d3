import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { EndablePurpose } from '@ejia/contract/registry.ts'
import { keyOf } from '../../app/search-text.ts'
import { staffRoute } from '../../app/root-route.tsx'

// Named again so that the first page carries no schema; a missing one does not compile.
const endable: Record<EndablePurpose, true> = { epidemicControl: true }

/** `end`: the purpose whose end is being looked at stands in the address. */
export const purposesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/purposes',
  validateSearch: (search: Record<string, unknown>): { end?: EndablePurpose } => {
    const end = keyOf(endable, search['end'])
    return end ? { end } : {}
  },
  component: lazyRouteComponent(() => import('./purposes-page.tsx'), 'PurposesPage'),
})

export const endingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/purposes/$endingId',
  component: lazyRouteComponent(() => import('./ending-page.tsx'), 'EndingPage'),
})

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

/** `household`: the one household asked for, come from its page; `area` its grid. */
export const exportsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/exports',
  validateSearch: (search: Record<string, unknown>): { household?: string; area?: string } =>
    isId(search['household']) ? { household: search['household'], area: String(search['area']) } : {},
  component: lazyRouteComponent(() => import('./exports-page.tsx'), 'ExportsPage'),
})

export const retentionRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/retention',
  component: lazyRouteComponent(() => import('./retention-page.tsx'), 'RetentionPage'),
})
