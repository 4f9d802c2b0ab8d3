import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const myMessagesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/my-messages',
  validateSearch: (raw: Record<string, unknown>): { unread?: true } => (String(raw['unread']) === 'true' ? { unread: true } : {}),
  component: lazyRouteComponent(() => import('./my-messages-page.tsx'), 'MyMessagesPage'),
})

export const myDeliveryRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/my-delivery',
  component: lazyRouteComponent(() => import('./my-delivery-page.tsx'), 'MyDeliveryPage'),
})
