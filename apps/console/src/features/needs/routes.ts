import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type PoolSearch = { show?: 'ended' | 'all'; text?: string }
export type NoteSearch = { pool?: string; household?: string; request?: string; grid?: string }

const id = (raw: unknown) => (typeof raw === 'string' && /^[\da-f-]{36}$/u.test(raw) ? raw : undefined)

export const needsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/needs',
  validateSearch: (raw: Record<string, unknown>): PoolSearch => {
    const show = (['ended', 'all'] as const).find((option) => option === raw['show'])
    const text = String(raw['text'] ?? '').slice(0, 100)
    return { ...(show && { show }), ...(text && { text }) }
  },
  component: lazyRouteComponent(() => import('./pools-page.tsx'), 'PoolsPage'),
})

export const needRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/needs/$poolId',
  component: lazyRouteComponent(() => import('./pool-page.tsx'), 'PoolPage'),
})

export const needNotesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/need-notes',
  component: lazyRouteComponent(() => import('./notes-page.tsx'), 'NotesPage'),
})

export const newNeedNoteRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/need-notes/new',
  validateSearch: (raw: Record<string, unknown>): NoteSearch => {
    const [pool, household, request] = [id(raw['pool']), id(raw['household']), id(raw['request'])]
    const grid = String(raw['grid'] ?? '')
    return { ...(pool && { pool }), ...(household && { household }), ...(request && { request }), ...(/^\d{15}$/u.test(grid) && { grid }) }
  },
  component: lazyRouteComponent(() => import('./note-page.tsx'), 'NotePage'),
})
