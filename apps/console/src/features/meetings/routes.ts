import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type MeetingsSearch = { show?: 'coming' | 'past' }
export type TopicsSearch = { show?: 'taken' | 'ended' | 'all'; mine?: true }
export type RaiseSearch = { request?: string; whistle?: string; pool?: string; area?: string; title?: string }
export type TasksSearch = { all?: true; show?: 'ended' | 'all'; overdue?: true }

const id = (raw: unknown) => (typeof raw === 'string' && /^[\da-f-]{36}$/u.test(raw) ? raw : undefined)

export const meetingsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meetings',
  validateSearch: (raw: Record<string, unknown>): MeetingsSearch => {
    const show = (['coming', 'past'] as const).find((option) => option === raw['show'])
    return show ? { show } : {}
  },
  component: lazyRouteComponent(() => import('./meetings-page.tsx'), 'MeetingsPage'),
})

export const planMeetingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meetings/new',
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage'),
})

export const meetingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meetings/$meetingId',
  component: lazyRouteComponent(() => import('./meeting-page.tsx'), 'MeetingPage'),
})

export const editMeetingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meetings/$meetingId/edit',
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'EditPage'),
})

export const minutesRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meetings/$meetingId/minutes',
  component: lazyRouteComponent(() => import('./minutes/minutes-page.tsx'), 'MinutesPage'),
})

export const topicsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/topics',
  validateSearch: (raw: Record<string, unknown>): TopicsSearch => {
    const show = (['taken', 'ended', 'all'] as const).find((option) => option === raw['show'])
    return { ...(show && { show }), ...(raw['mine'] === true && { mine: true as const }) }
  },
  component: lazyRouteComponent(() => import('./topics/topics-page.tsx'), 'TopicsPage'),
})

export const raiseTopicRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/topics/new',
  validateSearch: (raw: Record<string, unknown>): RaiseSearch => {
    const [request, whistle, pool] = [id(raw['request']), id(raw['whistle']), id(raw['pool'])]
    const area = String(raw['area'] ?? '')
    const title = typeof raw['title'] === 'string' ? raw['title'].slice(0, 80) : ''
    return {
      ...(request && { request }),
      ...(whistle && { whistle }),
      ...(pool && { pool }),
      ...(/^\d{9}(\d{3}){0,2}$/u.test(area) && { area }),
      ...(title && { title }),
    }
  },
  component: lazyRouteComponent(() => import('./topics/raise-page.tsx'), 'RaisePage'),
})

export const meetingTasksRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meeting-tasks',
  validateSearch: (raw: Record<string, unknown>): TasksSearch => {
    const show = (['ended', 'all'] as const).find((option) => option === raw['show'])
    return { ...(raw['all'] === true && { all: true as const }), ...(show && { show }), ...(raw['overdue'] === true && { overdue: true as const }) }
  },
  component: lazyRouteComponent(() => import('./tasks/tasks-page.tsx'), 'TasksPage'),
})

export const meetingTaskRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/meeting-tasks/$taskId',
  component: lazyRouteComponent(() => import('./tasks/task-page.tsx'), 'TaskPage'),
})
