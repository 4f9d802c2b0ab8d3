import { listPersonalTasks, type PersonalTask } from '../meetings/tasks/open-work.ts'
import { listColleagues } from '../people/list-colleagues.ts'
import { findAssignment } from '../people/temporary-posts.ts'
import type { Db } from '../platform/database.ts'
import type { HandoverPostRow, HandoverRow } from './handover-store.ts'

/** `lentBy`: who has them back when a leave is over; undefined leaves that as it is. */
export type HandedTasks = { goes: PersonalTask[]; stays: PersonalTask[]; lentBy?: string | null }
type Pack = Pick<HandoverRow, 'subdistrict' | 'cause' | 'state' | 'from_account' | 'to_account' | 'closed_at'>

/**
 * Decisions given to the person in their own name. They go to whoever serves the place of the topic, by the posts handed over
 * or their own; the rest stays with the office. A substitute passes on only what came with the leave.
 */
export async function sortTasks(db: Db, pack: Pack, posts: readonly HandoverPostRow[], now: Date): Promise<HandedTasks> {
  const own = await listPersonalTasks(db, pack.subdistrict, pack.from_account)
  const absent = await absentOf(db, pack, posts)
  if (absent !== null && absent !== pack.from_account)
    return { goes: pack.state === 'done' ? [] : own.filter((task) => task.lent_by === absent), stays: [], ...(pack.cause === 'leaveEnd' && { lentBy: null }) }
  const areas = await servedAreas(db, pack, posts, now)
  const serves = (task: PersonalTask) => areas.some((area) => task.topic_area.startsWith(area) || area.startsWith(task.topic_area))
  const stays = own.filter((task) => !serves(task) && (pack.closed_at === null || task.created_at <= pack.closed_at))
  return { goes: pack.state === 'done' ? [] : own.filter(serves), stays, ...(absent !== null && { lentBy: absent }) }
}

/** Whose leave it is; null when nobody comes back. */
async function absentOf(db: Db, { cause, to_account }: Pack, posts: readonly HandoverPostRow[]): Promise<string | null> {
  if (cause === 'leaveEnd') return to_account
  if (cause !== 'leaveStart' || posts[0] === undefined) return null
  return (await findAssignment(db, posts[0].assignment_id))?.account_id ?? null
}

/** A department's contact stands for the department alone, wherever it lies. */
async function servedAreas(db: Db, pack: Pack, posts: readonly HandoverPostRow[], now: Date): Promise<string[]> {
  const held = pack.to_account === null ? [] : await listColleagues(db, pack.subdistrict, now)
  const own = held.filter((one) => one.account_id === pack.to_account && one.role !== 'departmentContact')
  return [...posts, ...own].map((post) => post.area_code)
}
