import { api, requireAccount, write } from '../../access/api.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import { readPhoto } from '../../platform/photos.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { getEvidenceHash } from '../../requests/filing/evidence-photos.ts'
import { sightOf } from '../meeting-sight.ts'
import { listPeople } from '../meeting-store.ts'
import { getVisibleTask, moveTask } from './move-task.ts'
import { ownerSightOf } from './task-owner.ts'
import { listTasks } from './task-store.ts'
import { presentTask, presentTaskSummary } from './task-view.ts'

const routes = api.meetingTasks
const startOfDay = 'T00:00:00.000Z'

export const meetingTaskRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listTasks(deps.db, sightOf(actor, now), ownerSightOf(actor, now), {
      mine: input.mine === 'true',
      show: input.show ?? 'open',
      overdueOn: input.overdue === true ? shanghaiDay(now) : null,
      meetingId: input.meetingId ?? null,
      after: cursor && { due: (cursor[0] ?? '').slice(0, 10), id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map((row) => presentTaskSummary(actor, row, now)),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([`${last.due_on}${startOfDay}`, last.id]) : null,
    }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row, people } = await getVisibleTask(deps.db, actor, input.taskId, now)
    return presentTask(deps.db, actor, row, people, now)
  }),
  photo: routes.photo.handler(async ({ input, context: { deps, actor } }) => {
    const { row } = await getVisibleTask(deps.db, actor, input.taskId, deps.clock())
    const hash = await getEvidenceHash(deps.db, 'meeting_task_photos', row.subdistrict, row.id, input.photoId)
    return readPhoto(deps.files, hash, input.size ?? 'large')
  }),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'meetingTasks.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const row = await moveTask(tx, context.deps.crypto, actor, input, now)
      return presentTask(tx, actor, row, await listPeople(tx, row.subdistrict, row.meeting_id), now)
    }),
  ),
}
