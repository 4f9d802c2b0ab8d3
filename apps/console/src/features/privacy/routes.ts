import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { EndablePurpose } from '@ejia/contract/registry.ts'
import { staffRoute } from '../../app/root-route.tsx'

const isEndable = (value: unknown): value is EndablePurpose => EndablePurpose.options.some((one) => one === value)

/** `end`: the purpose whose end is being looked at stands in the address. */
export const purposesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/registry/purposes',
  validateSearch: (search: Record<string, unknown>): { end?: EndablePurpose } => (isEndable(search['end']) ? { end: search['end'] } : {}),
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
