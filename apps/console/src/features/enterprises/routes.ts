import { EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type EnterpriseSearch = { kind?: EnterpriseKind; size?: EnterpriseSize; area?: string; text?: string }
export type ResourceSearch = { kind?: ResourceKind; text?: string }

const oneOf = <V extends string>(options: readonly V[], value: unknown) => options.find((option) => option === value)
const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : '')

export const enterprisesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/enterprises',
  validateSearch: (raw: Record<string, unknown>): EnterpriseSearch => {
    const [kind, size] = [oneOf(EnterpriseKind.options, raw['kind']), oneOf(EnterpriseSize.options, raw['size'])]
    const [area, text] = [textOf(raw['area']), textOf(raw['text'])]
    return { ...(kind && { kind }), ...(size && { size }), ...(/^\d{9}(\d{3}){0,2}$/.test(area) && { area }), ...(text && { text }) }
  },
  component: lazyRouteComponent(() => import('./enterprises-page.tsx'), 'EnterprisesPage'),
})

/** `new`: the id of an entry that is not yet there is made here. */
export const enterpriseRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/enterprises/$enterpriseId',
  component: lazyRouteComponent(() => import('./enterprise-page.tsx'), 'EnterprisePage'),
})

export const resourcesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/resources',
  validateSearch: (raw: Record<string, unknown>): ResourceSearch => {
    const kind = oneOf(ResourceKind.options, raw['kind'])
    const text = textOf(raw['text'])
    return { ...(kind && { kind }), ...(text && { text }) }
  },
  component: lazyRouteComponent(() => import('./resources-page.tsx'), 'ResourcesPage'),
})
