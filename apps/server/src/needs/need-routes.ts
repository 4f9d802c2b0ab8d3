import { api, requireAccount, write } from '../access/api.ts'
import { accountIdOf } from '../access/actor.ts'
import { scopeOf } from '../access/permissions.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { searchQuery } from '../platform/search-tokens.ts'
import { findLikelyPools } from './find-likely-pools.ts'
import { listNotes, listPools } from './need-store.ts'
import { presentNotes, presentPool, presentPoolSummary } from './need-view.ts'
import { noteNeed } from './note-need.ts'
import { endPool, getVisiblePool, mergePools, withdrawNote } from './tend-pools.ts'

const routes = api.needs

export const needRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const { tenants } = scopeOf(actor, 'need.read', deps.clock())
    const rows = await listPools(deps.db, tenants, {
      show: input.show ?? 'gathering',
      query: input.text ? searchQuery(input.text) : null,
      after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentPoolSummary),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.created_at, last.id]) : null,
    }
  }),
  similar: routes.similar.handler(async ({ input, context: { deps, actor } }) => {
    const { tenants } = scopeOf(actor, 'need.read', deps.clock())
    const within = tenants.filter((tenant) => input.area === undefined || input.area.startsWith(tenant))
    const found = await findLikelyPools(deps.db, within, input.text)
    return { rows: found.map(({ row, reasons }) => ({ ...presentPoolSummary(row), reasons })) }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentPool(deps.db, deps.crypto, actor, await getVisiblePool(deps.db, actor, input.poolId, now), now)
  }),
  note: routes.note.handler(({ input, context }) =>
    write(context, 'needs.note', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const { note, pool } = await noteNeed(tx, context.deps.crypto, actor, input, now)
      const [shown] = await presentNotes(tx, context.deps.crypto, actor, [note])
      return { note: shown!, pool: pool && presentPoolSummary(pool) }
    }),
  ),
  listNotes: routes.listNotes.handler(async ({ input, context: { deps, actor } }) => {
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listNotes(deps.db, scopeOf(actor, 'need.note', deps.clock()), {
      poolId: null,
      by: input.mine ? accountIdOf(actor) : null,
      after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: await presentNotes(deps.db, deps.crypto, actor, page),
      next: rows.length > limit && last ? encodeCursor([last.noted_at, last.id]) : null,
    }
  }),
  withdrawNote: routes.withdrawNote.handler(({ input, context }) =>
    write(context, 'needs.withdrawNote', input, async (tx, now) => {
      const pool = await withdrawNote(tx, context.deps.crypto, requireAccount(context.actor), input.noteId, now)
      return { pool: pool && presentPoolSummary(pool) }
    }),
  ),
  merge: routes.merge.handler(({ input, context }) =>
    write(context, 'needs.merge', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPool(tx, context.deps.crypto, actor, await mergePools(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  end: routes.end.handler(({ input, context }) =>
    write(context, 'needs.end', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentPool(tx, context.deps.crypto, actor, await endPool(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
}
