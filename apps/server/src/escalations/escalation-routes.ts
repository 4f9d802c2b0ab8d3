import { api, requireAccount, write } from '../access/api.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { DomainError } from '../platform/domain-error.ts'
import { readPhoto } from '../platform/photos.ts'
import { findPublicPhoto } from '../requests/case-for-others.ts'
import { sightOf } from './escalation-sight.ts'
import { listEscalations, listEscalationsOf } from './escalation-store.ts'
import { getVisibleEscalation, presentEscalation, presentSummary } from './escalation-view.ts'
import { moveEscalation } from './move-escalation.ts'
import { raisableTo, raiseEscalation } from './raise-escalation.ts'

const routes = api.escalations

export const escalationRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const sight = sightOf(actor, now)
    const rows = await listEscalations(
      deps.db,
      sight,
      {
        direction: input.direction ?? null,
        area: input.area ?? null,
        show: input.show ?? 'open',
        overdue: input.overdue === true,
        after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
        limit: limit + 1,
      },
      now,
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentSummary),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.due_at, last.id]) : null,
      decides: sight.levels.length > 0,
    }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentEscalation(deps.db, actor, await getVisibleEscalation(deps.db, actor, input.escalationId, now), now)
  }),
  photo: routes.photo.handler(async ({ input, context: { deps, actor } }) => {
    const row = await getVisibleEscalation(deps.db, actor, input.escalationId, deps.clock())
    const hash = await findPublicPhoto(deps.db, row.subdistrict, row.request_id, input.photoId)
    if (hash === undefined) throw new DomainError('not_found')
    return readPhoto(deps.files, hash, input.size ?? 'large')
  }),
  ofRequest: routes.ofRequest.handler(async ({ input, context: { deps, actor } }) => {
    const { subdistrict, to } = await raisableTo(deps.db, actor, input.requestId, deps.clock())
    const rows = await listEscalationsOf(deps.db, subdistrict, input.requestId)
    const area = to === null || rows.some((row) => row.ended_at === null) ? undefined : await findArea(deps.db, to)
    return { rows: rows.map(presentSummary), mayRaise: area !== undefined, raisesTo: area ? { code: area.code, name: area.name } : null }
  }),
  raise: routes.raise.handler(({ input, context }) =>
    write(context, 'escalations.raise', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentEscalation(tx, actor, await raiseEscalation(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'escalations.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentEscalation(tx, actor, await moveEscalation(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
}
