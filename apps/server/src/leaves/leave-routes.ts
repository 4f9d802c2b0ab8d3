import { api, requireStaff, write } from '../access/api.ts'
import { holds } from '../access/permissions.ts'
import { DomainError } from '../platform/domain-error.ts'
import { askLeave, getPost, listCandidates } from './ask-leave.ts'
import { listOwnLeaves, listVisibleLeaves, openVisibleLeave, presentLeave } from './leave-view.ts'
import { moveLeave } from './move-leave.ts'

const routes = api.leaves

export const leaveRoutes = {
  own: routes.own.handler(({ context: { deps, actor } }) => listOwnLeaves(deps.db, requireStaff(actor), deps.clock())),
  candidates: routes.candidates.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { accountId } = requireStaff(actor)
    const post = await getPost(deps.db, input.assignmentId, now)
    if (post.account_id !== accountId && !holds(actor, 'leave.approve', { areaCode: post.area_code }, now)) throw new DomainError('not_found')
    return { rows: (await listCandidates(deps.db, post, now)).map(({ id, name }) => ({ accountId: id, name })) }
  }),
  ask: routes.ask.handler(({ input, context }) =>
    write(context, 'leaves.ask', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return presentLeave(tx, context.deps.crypto, actor, await askLeave(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  list: routes.list.handler(({ input, context: { deps, actor } }) =>
    listVisibleLeaves(deps.db, actor, { show: input.show ?? 'open', area: input.area ?? null, limit: input.limit ?? 100 }, deps.clock()),
  ),
  open: routes.open.handler(({ input, context: { deps, actor } }) => openVisibleLeave(deps.db, deps.crypto, requireStaff(actor), input.leaveId, deps.clock())),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'leaves.move', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return presentLeave(tx, context.deps.crypto, actor, await moveLeave(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
}
