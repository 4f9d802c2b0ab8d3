import type { EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { keyOf } from '../../app/search-text.ts'
import { staffRoute } from '../../app/root-route.tsx'

export type EnterpriseSearch = { kind?: EnterpriseKind; size?: EnterpriseSize; area?: string; text?: string }
export type ResourceSearch = { kind?: ResourceKind; text?: string }

// Named again so that the first page carries no schema; a missing one does not compile.
const kinds: Record<EnterpriseKind, true> = { enterprise: true, individualBusiness: true, socialOrganisation: true }
const sizes: Record<EnterpriseSize, true> = { large: true, medium: true, small: true, micro: true }
const resourceKinds: Record<ResourceKind, true> = { skill: true, room: true, goods: true, service: true }
const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : '')

export const enterprisesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/enterprises',
  validateSearch: (raw: Record<string, unknown>): EnterpriseSearch => {
    const [kind, size] = [keyOf(kinds, raw['kind']), keyOf(sizes, raw['size'])]
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
    const kind = keyOf(resourceKinds, raw['kind'])
    const text = textOf(raw['text'])
    return { ...(kind && { kind }), ...(text && { text }) }
  },
  component: lazyRouteComponent(() => import('./resources-page.tsx'), 'ResourcesPage'),
})
