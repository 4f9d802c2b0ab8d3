import { api, requireAccount, write } from '../../access/api.ts'
import { enterAtAddress, moveToAddress } from './enter-written.ts'
import { listWrittenAddresses, openWrittenAddress, settleWritten } from './settle-written.ts'

const routes = api.writtenAddresses

export const writtenAddressRoutes = {
  enter: routes.enter.handler(({ input, context }) =>
    write(context, 'writtenAddresses.enter', input, (tx, now) => enterAtAddress(tx, context.deps.crypto, requireAccount(context.actor), input, now)),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'writtenAddresses.move', input, (tx, now) => moveToAddress(tx, context.deps.crypto, requireAccount(context.actor), input, now)),
  ),
  list: routes.list.handler(async ({ context: { deps, actor } }) => ({ rows: await listWrittenAddresses(deps.db, actor, deps.clock()) })),
  open: routes.open.handler(({ input, context: { deps, actor } }) => openWrittenAddress(deps.db, deps.crypto, actor, input, deps.clock())),
  settle: routes.settle.handler(({ input, context }) =>
    write(context, 'writtenAddresses.settle', input, async (tx, now) => {
      await settleWritten(tx, context.deps.crypto, requireAccount(context.actor), input, now)
      return { ok: true as const }
    }),
  ),
}
