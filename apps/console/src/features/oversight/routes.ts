import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const auditRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>): { before?: number; chain?: string } => ({
    ...(/^\d{1,12}$/.test(String(raw['before'])) && { before: Number(raw['before']) }),
    ...(/^\d{6}(\d{3})?$/.test(String(raw['chain'])) && { chain: String(raw['chain']) }),
  }),
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
})

export const messagesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/messages',
  validateSearch: (raw: Record<string, unknown>): { state?: 'waiting' | 'sent' | 'failed' } => {
    const state = (['waiting', 'sent', 'failed'] as const).find((one) => one === raw['state'])
    return state ? { state } : {}
  },
  component: lazyRouteComponent(() => import('./messages-page.tsx'), 'MessagesPage'),
})

export const apiKeysRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./api-keys-page.tsx'), 'ApiKeysPage'),
})
