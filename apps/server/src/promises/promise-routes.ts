import { api, requireAccount, write } from '../access/api.ts'
import { shanghaiDay } from '../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { makePromise, movePromise } from './move-promise.ts'
import { listPromisesBy } from './promise-store.ts'
import { listPromisesOfCase, listReceiversOf, presentPromise } from './promise-view.ts'

const routes = api.promises
/** A cursor begins with an instant; a day is one. */
const startOfDay = 'T00:00:00.000Z'

export const promiseRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listPromisesBy(deps.db, actor.tenants, requireAccount(actor).accountId, {
      show: input.show ?? 'open',
      overdueOn: input.overdue === true ? shanghaiDay(now) : null,
      after: cursor && { due: (cursor[0] ?? '').slice(0, 10), id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map((row) => presentPromise(deps.crypto, actor, row, now)),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([`${last.due_on}${startOfDay}`, last.id]) : null,
    }
  }),
  ofRequest: routes.ofRequest.handler(({ input, context: { deps, actor } }) => listPromisesOfCase(deps.db, deps.crypto, actor, input.requestId, deps.clock())),
  make: routes.make.handler(({ input, context }) =>
    write(context, 'promises.make', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPromise(context.deps.crypto, actor, await makePromise(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  receivers: routes.receivers.handler(async ({ input, context: { deps, actor } }) => ({
    rows: await listReceiversOf(deps.db, actor, input.promiseId, deps.clock()),
  })),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'promises.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPromise(context.deps.crypto, actor, await movePromise(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
}
