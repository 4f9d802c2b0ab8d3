import { api, requireAccount, write } from '../access/api.ts'
import { holdsWithin } from '../access/permissions.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { DomainError } from '../platform/domain-error.ts'
import { listItems } from './agenda/agenda-store.ts'
import { sightOf } from './meeting-sight.ts'
import { listMeetings } from './meeting-store.ts'
import { findReadableMinutes, getVisibleMeeting, numberOf, presentMeeting, presentMeetingSummary } from './meeting-view.ts'
import { moveMeeting } from './move-meeting.ts'
import { listInvitable, planMeeting } from './plan-meeting.ts'

const routes = api.meetings
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const meetingRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listMeetings(deps.db, sightOf(actor, deps.clock()), {
      show: input.show ?? 'all',
      after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentMeetingSummary),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.starts_at, last.id]) : null,
    }
  }),
  plan: routes.plan.handler(({ input, context }) =>
    write(context, 'meetings.plan', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentMeeting(tx, actor, await planMeeting(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  people: routes.people.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    if (!holdsWithin(actor, 'meeting.read', input.subdistrict, now)) throw new DomainError('not_found')
    const rows = await listInvitable(deps.db, input.subdistrict, now)
    return { rows: rows.map((one) => ({ accountId: one.account_id, name: one.name, role: one.role, areaName: one.area_name, byRule: one.byRule })) }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row } = await getVisibleMeeting(deps.db, actor, input.meetingId, now)
    return presentMeeting(deps.db, actor, row, now)
  }),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'meetings.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentMeeting(tx, actor, await moveMeeting(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  minutes: routes.minutes.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row, people } = await getVisibleMeeting(deps.db, actor, input.meetingId, now)
    const minutes = await findReadableMinutes(deps.db, actor, { row, people }, input.version, now)
    if (!minutes) throw new DomainError('not_found')
    return minutes
  }),
  document: routes.document.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { row, people } = await getVisibleMeeting(deps.db, actor, input.meetingId, now)
    const minutes = await findReadableMinutes(deps.db, actor, { row, people }, input.version ?? null, now)
    if (!minutes) throw new DomainError('not_found')
    // The libraries of files are large: each is loaded when one is made.
    const { minutesDocument } = await import('./minutes/minutes-document.ts')
    return new File([new Uint8Array(await minutesDocument(minutes))], `${minutes.title}${numberOf(row)}.docx`, { type: wordType })
  }),
  calendar: routes.calendar.handler(async ({ input, context: { deps, actor, meta } }) => {
    const now = deps.clock()
    const { row } = await getVisibleMeeting(deps.db, actor, input.meetingId, now)
    const { calendarEntry } = await import('./calendar-entry.ts')
    const text = calendarEntry(row, await listItems(deps.db, row, null), `${meta.origin}/console/meetings/${row.id}`, now)
    return new File([text], `${row.title}.ics`, { type: 'text/calendar' })
  }),
}
