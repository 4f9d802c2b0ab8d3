import { api, requireStaff, write } from '../access/api.ts'
import { holdsSomewhere } from '../access/permissions.ts'
import { listCalls } from './call-store.ts'
import { moveSecondment } from './move-secondment.ts'
import { closeSecondmentCall, districtsOf, getCall, nominate, openCall } from './open-call.ts'
import { listVisibleSecondments, openVisibleSecondment, presentCalls, presentSecondment } from './secondment-view.ts'

const routes = api.secondments

export const secondmentRoutes = {
  listCalls: routes.listCalls.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    const staff = requireStaff(actor)
    const rows = await presentCalls(deps.db, staff, await listCalls(deps.db, districtsOf(staff)), now)
    return { rows, mayOpen: holdsSomewhere(staff, 'secondment.manage', now) }
  }),
  openCall: routes.openCall.handler(({ input, context }) =>
    write(context, 'secondments.openCall', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return (await presentCalls(tx, actor, [await openCall(tx, context.deps.crypto, actor, input, now)], now))[0]!
    }),
  ),
  readCall: routes.readCall.handler(async ({ input, context: { deps, actor } }) => {
    const staff = requireStaff(actor)
    return (await presentCalls(deps.db, staff, [await getCall(deps.db, staff, input.callId)], deps.clock()))[0]!
  }),
  closeCall: routes.closeCall.handler(({ input, context }) =>
    write(context, 'secondments.closeCall', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return (await presentCalls(tx, actor, [await closeSecondmentCall(tx, context.deps.crypto, actor, input.callId, now)], now))[0]!
    }),
  ),
  nominate: routes.nominate.handler(({ input, context }) =>
    write(context, 'secondments.nominate', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return presentSecondment(tx, context.deps.crypto, actor, await nominate(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  list: routes.list.handler(({ input, context: { deps, actor } }) =>
    listVisibleSecondments(
      deps.db,
      requireStaff(actor),
      {
        show: input.show ?? 'open',
        callId: input.callId ?? null,
        subdistrict: input.subdistrict ?? null,
        mine: input.mine === 'true',
        limit: input.limit ?? 100,
      },
      deps.clock(),
    ),
  ),
  open: routes.open.handler(({ input, context: { deps, actor } }) =>
    openVisibleSecondment(deps.db, deps.crypto, requireStaff(actor), input.secondmentId, deps.clock()),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'secondments.move', input, async (tx, now) => {
      const actor = requireStaff(context.actor)
      return presentSecondment(tx, context.deps.crypto, actor, await moveSecondment(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
}
