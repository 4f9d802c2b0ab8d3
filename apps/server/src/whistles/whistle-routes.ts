import { openWhistleStates, type WallEvent } from '@ejia/contract/whistles.ts'
import { api, requireAccount, requireStaff, write } from '../access/api.ts'
import { hearLive } from '../access/hear-live.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import { startWall } from '../access/wall-session.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { endOfShanghaiDay, shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import { DomainError } from '../platform/domain-error.ts'
import { readPhoto } from '../platform/photos.ts'
import { findPublicPhoto } from '../requests/case-for-others.ts'
import { getEvidenceHash } from '../requests/filing/evidence-photos.ts'
import { blowWhistle, mayBlow } from './blow-whistle.ts'
import { moveWhistle } from './move-whistle.ts'
import type { WhistlePayload } from './tell-of-whistle.ts'
import { seesMatter, sightOf, waitsFor } from './whistle-sight.ts'
import { countByUnit, standsBehind, type Period } from './whistle-figures-store.ts'
import { listTasks, listWhistles, type BoardFilter } from './whistle-store.ts'
import { getVisibleWhistle, presentBoard, presentWhistle } from './whistle-view.ts'

const routes = api.whistles
/** As many as can be read from the back of the room. */
const wallRows = 12
const whole: Omit<BoardFilter, 'show' | 'limit'> = { area: null, kind: null, unitId: null, overdue: false, requestId: null, after: null, narrower: [] }

export const whistleRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const filter: BoardFilter = {
      ...whole,
      area: input.area ?? null,
      show: input.show ?? 'open',
      kind: input.kind ?? null,
      unitId: input.unitId ?? null,
      overdue: input.overdue === true,
      after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
      limit: limit + 1,
      narrower: [
        ...(input.waitingForMe === true ? [waitsFor(actor, now)] : []),
        ...(input.unitId !== undefined && input.standing !== undefined ? [standsBehind(input.unitId, input.standing, periodOf(input, now), now)] : []),
      ],
    }
    const rows = await listWhistles(deps.db, sightOf(actor, now), filter, now)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: await presentBoard(deps.db, actor, page, now),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.due_at, last.id]) : null,
    }
  }),
  wall: routes.wall.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    const { tenants, areas } = scopeOf(actor, 'whistle.wall', now)
    const sight = { tenants, areas, units: [], appeals: [] }
    const rows = await listWhistles(deps.db, sight, { ...whole, show: 'open', limit: wallRows }, now)
    const late = await listWhistles(deps.db, sight, { ...whole, show: 'open', overdue: true, limit: 1 }, now)
    return { rows: await presentBoard(deps.db, actor, rows, now), total: rows[0]?.total ?? 0, late: late[0]?.total ?? 0 }
  }),
  wallLive: routes.wallLive.handler(async ({ context: { deps, actor }, signal }) =>
    hearLive<WallEvent>(deps, actor, signal, { kind: 'hello' }, (listener, update, now) => {
      const { kind, areaCode } = update as WhistlePayload | { kind: 'other'; areaCode?: never }
      return kind === 'whistleChanged' && holds(listener, 'whistle.wall', { areaCode }, now) ? { kind } : null
    }),
  ),
  startWall: routes.startWall.handler(async ({ input, context: { deps, actor, meta } }) => {
    const account = requireStaff(actor)
    const started = await deps.db.transaction().execute((tx) => startWall(tx, deps.crypto, account, input.areaCode, meta.device, deps.clock()))
    meta.setSession(started.token)
    return { expiresAt: started.expiresAt.toISOString() }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row } = await getVisibleWhistle(deps.db, actor, input.whistleId, now)
    return presentWhistle(deps.db, actor, row, now)
  }),
  photo: routes.photo.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row, summons } = await getVisibleWhistle(deps.db, actor, input.whistleId, now)
    const hash = seesMatter(actor, row, summons, now) ? await findPublicPhoto(deps.db, row.subdistrict, row.request_id, input.photoId) : undefined
    if (hash === undefined) throw new DomainError('not_found')
    return readPhoto(deps.files, hash, input.size ?? 'large')
  }),
  taskPhoto: routes.taskPhoto.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row, summons } = await getVisibleWhistle(deps.db, actor, input.whistleId, now)
    const isItsTask = (await listTasks(deps.db, row.subdistrict, [row.id])).some((task) => task.id === input.taskId)
    if (!isItsTask || !seesMatter(actor, row, summons, now)) throw new DomainError('not_found')
    const hash = await getEvidenceHash(deps.db, 'whistle_task_photos', row.subdistrict, input.taskId, input.photoId)
    return readPhoto(deps.files, hash, input.size ?? 'large')
  }),
  ofRequest: routes.ofRequest.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const allowed = await mayBlow(deps.db, actor, input.requestId, now)
    const rows = await listWhistles(deps.db, sightOf(actor, now), { ...whole, show: 'all', requestId: input.requestId, limit: 50 }, now)
    return {
      rows: await presentBoard(deps.db, actor, rows, now),
      mayBlow: allowed && rows.every((row) => !(openWhistleStates as readonly string[]).includes(row.state)),
    }
  }),
  blow: routes.blow.handler(({ input, context }) =>
    write(context, 'whistles.blow', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentWhistle(tx, actor, await blowWhistle(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'whistles.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentWhistle(tx, actor, await moveWhistle(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  figures: routes.figures.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const period = periodOf(input, now)
    const sight = sightOf(actor, now)
    const areas = input.area === undefined ? sight.areas : sight.areas.filter((area) => input.area!.startsWith(area)).map(() => input.area!)
    const rows = await countByUnit(deps.db, { ...sight, areas }, period, now)
    return {
      from: shanghaiDay(period.from),
      to: shanghaiDay(period.to),
      byUnit: rows.map((row) => ({
        unit: { id: row.unit_id, name: row.name },
        summoned: row.summoned,
        checkedInOnTime: row.onTime,
        checkedInLate: row.late,
        missing: row.missing,
        notDue: row.notDue,
        released: row.released,
        tasks: row.tasks,
        tasksDoneInTime: row.tasksInTime,
        ratings: row.ratings,
        stars: row.stars,
      })),
    }
  }),
}

/** Three months back unless said otherwise. */
function periodOf(input: { from?: string | undefined; to?: string | undefined }, now: Date): Period {
  const to = input.to ?? shanghaiDay(now)
  const from = input.from ?? shanghaiDay(new Date(now.getTime() - 92 * 86_400_000))
  if (from > to) throw new DomainError('invalid_input', { issues: [{ path: ['from'], rule: 'in_the_future' }] })
  return { from: startOfShanghaiDay(from), to: endOfShanghaiDay(to) }
}
