import { api, requireStaff, write } from '../access/api.ts'
import { endPostWithHandover } from './end-with-handover.ts'
import { listHandoverPosts } from './handover-store.ts'
import { listVisibleHandovers, openVisibleHandover, presentHandover } from './handover-view.ts'
import { moveHandover } from './move-handover.ts'

const routes = api.handovers

export const handoverRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const filter = { show: input.show ?? 'open', area: input.area ?? null, waiting: input.waitingForMe === true, cause: null, limit: input.limit ?? 100 }
    return listVisibleHandovers(deps.db, requireStaff(actor), filter, deps.clock())
  }),
  open: routes.open.handler(({ input, context: { deps, actor } }) =>
    openVisibleHandover(deps.db, deps.crypto, requireStaff(actor), input.handoverId, deps.clock()),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'handovers.move', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      const row = await moveHandover(tx, context.deps.crypto, actor, input, now)
      return presentHandover(tx, context.deps.crypto, actor, row, await listHandoverPosts(tx, [row.id]), now)
    }),
  ),
}

/** Ending a post makes its handover pack: the route of `accounts` that stands here. */
export const endPostRoute = api.accounts.endAssignment.handler(({ input, context }) =>
  write(context, 'accounts.endAssignment', input, (tx, now) => endPostWithHandover(tx, context.deps.crypto, context.actor, input, now)),
)
