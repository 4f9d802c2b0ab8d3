import type { SectionName } from '@ejia/contract/configuration.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export const sectionNames = [
  'categories',
  'limits',
  'duties',
  'routing',
  'templates',
  'calendar',
  'service',
  'whistles',
  'escalations',
  'messages',
  'meetings',
] as const satisfies readonly SectionName[]

export const settingsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settings',
  validateSearch: (raw: Record<string, unknown>): { section?: SectionName } => {
    const section = sectionNames.find((name) => name === raw['section'])
    return section ? { section } : {}
  },
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})
