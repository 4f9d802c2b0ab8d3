import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type WriteSearch = { request?: string; task?: string }
export type PracticesSearch = { show?: 'plans'; text?: string }

export const practicesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/practices',
  validateSearch: (raw: Record<string, unknown>): PracticesSearch => {
    const text = String(raw['text'] ?? '').slice(0, 100)
    return { ...(raw['show'] === 'plans' && { show: 'plans' as const }), ...(text && { text }) }
  },
  component: lazyRouteComponent(() => import('./practices-page.tsx'), 'PracticesPage'),
})

export const practiceRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/practices/$practiceId',
  component: lazyRouteComponent(() => import('./practice-page.tsx'), 'PracticePage'),
})

const id = (raw: unknown) => (typeof raw === 'string' && /^[\da-f-]{36}$/u.test(raw) ? raw : undefined)

/** The page makes the id of a new one, so that a second tap saves the first. */
export const editPracticeRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/practices/$practiceId/edit',
  validateSearch: (raw: Record<string, unknown>): WriteSearch => {
    const [request, task] = [id(raw['request']), id(raw['task'])]
    return { ...(request && { request }), ...(task && { task }) }
  },
  component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditPage'),
})
