import { api, requireAccount, write } from '../access/api.ts'
import { scopeOf } from '../access/permissions.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { searchQuery } from '../platform/search-tokens.ts'
import { listPractices } from './practice-store.ts'
import { presentPractice, presentPracticeSummary } from './practice-view.ts'
import { copyPractice, getVisiblePractice, savePractice, withdrawPractice } from './write-practice.ts'

const routes = api.practices

export const practiceRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const scope = scopeOf(actor, 'practice.read', deps.clock())
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listPractices(deps.db, {
      tenants: scope.tenants,
      plansOf: input.show === 'plans' ? scope.areas : null,
      query: input.text ? searchQuery(input.text) : null,
      after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentPracticeSummary),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.changed_at, last.id]) : null,
    }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentPractice(deps.db, actor, await getVisiblePractice(deps.db, actor, input.practiceId, now), now)
  }),
  save: routes.save.handler(({ input, context }) =>
    write(context, 'practices.save', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPractice(tx, actor, await savePractice(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  copy: routes.copy.handler(({ input, context }) =>
    write(context, 'practices.copy', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPractice(tx, actor, await copyPractice(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  withdraw: routes.withdraw.handler(({ input, context }) =>
    write(context, 'practices.withdraw', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPractice(tx, actor, await withdrawPractice(tx, context.deps.crypto, actor, input.practiceId, now), now)
    }),
  ),
}
