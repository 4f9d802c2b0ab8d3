import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { StaffMove } from '@ejia/contract/requests.ts'
import { moveWords } from '@ejia/dictionary/words.ts'
import { staffRoute } from '../../app/root-route.tsx'

/** `move`: the open form stands in the address, so that "back" closes it. */
type CaseSearch = { move?: StaffMove }

const isMove = (value: unknown): value is StaffMove => typeof value === 'string' && value in moveWords

export const caseRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/requests/$requestId',
  validateSearch: (search: Record<string, unknown>): CaseSearch => (isMove(search['move']) ? { move: search['move'] } : {}),
  component: lazyRouteComponent(() => import('./case/case-page.tsx'), 'CasePage'),
})
