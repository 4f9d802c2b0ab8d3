import { api, requireAccount, write } from '../../access/api.ts'
import { listAddressWaits, openAddressWait, settleAddress } from './settle-address.ts'

const routes = api.addressWaits

export const addressWaitRoutes = {
  list: routes.list.handler(async ({ context: { deps, actor } }) => ({ rows: await listAddressWaits(deps.db, actor, deps.clock()) })),
  open: routes.open.handler(({ input, context: { deps, actor } }) => openAddressWait(deps.db, deps.crypto, actor, input, deps.clock())),
  settle: routes.settle.handler(({ input, context }) =>
    write(context, 'addressWaits.settle', input, async (tx, now) => ({
      outcome: await settleAddress(tx, context.deps.crypto, requireAccount(context.actor), input, now),
    })),
  ),
}
