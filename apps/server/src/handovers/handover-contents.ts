import type { Handover, HandoverItem, HandoverItemKind } from '@ejia/contract/handovers.ts'
import type { Actor } from '../access/actor.ts'
import { countOpenTasks } from '../captains/open-work.ts'
import { listVisibleTasks } from '../meetings/tasks/move-task.ts'
import { countOwnedTasks, listOwnedTasksFor, type TaskRow } from '../meetings/tasks/open-work.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { listPromisesAt, maySeePromise, openWords } from '../promises/promise-view.ts'
import { countRegistryDue, listVisitsDue } from '../registry/freshness/open-work.ts'
import { countOpenWork, listToldDays } from '../requests/open-work.ts'
import { countOpenWhistles, listOpenWhistleTasks } from '../whistles/open-work.ts'
import { sortTasks } from './handed-tasks.ts'
import type { HandoverPostRow, HandoverRow } from './handover-store.ts'

const trio: readonly string[] = ['gridOfficer', 'branchSecretary', 'partyInstructor']

/** Two posts over one area are one desk. */
export const desksOf = (posts: readonly HandoverPostRow[]): HandoverPostRow[] => [
  ...new Map(posts.map((post) => [`${post.area_code} ${post.unit_id}`, post])).values(),
]

/** Decisions of an area or a department lie at its desk, whoever stands there. */
const ownerAt = (post: HandoverPostRow) => ({ account: null, area: post.unit_id === null ? post.area_code : null, unit: post.unit_id })

/** What is open where these posts stand, counted from the records now. */
export async function countContents(db: Db, pack: HandoverRow, posts: readonly HandoverPostRow[], now: Date): Promise<HandoverItem[]> {
  const { subdistrict } = pack
  const handed = await countHandedTasks(db, pack, posts, now)
  if (pack.state === 'done') return handed
  const items: HandoverItem[] = []
  for (const post of desksOf(posts)) {
    const desk = { areaCode: post.area_code, unitId: post.unit_id }
    const add = (kind: HandoverItemKind, count: number, earliest: string | null) => {
      if (count === 0) return
      const unit = post.unit_id === null ? null : { id: post.unit_id, name: post.unit_name ?? '' }
      items.push({ kind, area: { code: post.area_code, name: post.area_name }, unit, count, earliest })
    }
    const work = await countOpenWork(db, subdistrict, desk, now)
    add('openCases', work.open, work.earliest)
    add('overdueCases', work.overdue, work.earliest)
    const promises = await listPromisesAt(db, subdistrict, pack.from_account, desk)
    add('promises', promises.length, promises[0]?.due_on ?? null)
    add('extensions', work.extended, work.extendedTo)
    add('deferredReviews', work.deferred, work.review)
    const decided = await countOwnedTasks(db, subdistrict, ownerAt(post))
    add('meetingTasks', decided.n, decided.earliest)
    const whistles = await countOpenWhistles(db, subdistrict, desk)
    add('whistles', whistles.whistles, whistles.due)
    add('whistleTasks', whistles.tasks, whistles.taskDue)
    if (post.area_code.length !== 15) continue
    const registry = await countRegistryDue(db, subdistrict, post.area_code, shanghaiDay(now))
    // Care is the trio's alone, its number too.
    if (trio.includes(post.role)) add('careReviews', registry.reviews, registry.review)
    add('staleFacts', registry.stale, registry.since)
    const asked = await countOpenTasks(db, subdistrict, post.area_code, now)
    add('captainTasks', asked.n, asked.earliest)
  }
  return [...items, ...handed]
}

/** Decisions given to the person stand with the first desk. */
async function countHandedTasks(db: Db, pack: HandoverRow, posts: readonly HandoverPostRow[], now: Date): Promise<HandoverItem[]> {
  const [first] = posts
  const { goes, stays } = await sortTasks(db, pack, posts, now)
  if (first === undefined) return []
  const area = { code: first.area_code, name: first.area_name }
  const item = (kind: HandoverItemKind, tasks: typeof goes) =>
    tasks.length === 0 ? [] : [{ kind, area, unit: null, count: tasks.length, earliest: tasks[0]!.due_on }]
  return [...item('ownMeetingTasks', goes), ...item('stayingTasks', stays)]
}

/** Item by item what was said with a day to it, and which doors are due; each for whoever may open what stands behind it. */
export async function listContents(
  db: Db,
  crypto: CryptoProvider,
  actor: Actor,
  pack: HandoverRow,
  posts: readonly HandoverPostRow[],
  now: Date,
): Promise<Pick<Handover, 'dated' | 'visits'>> {
  const { subdistrict } = pack
  const [dated, visits]: [Handover['dated'], Handover['visits']] = [[], []]
  const { goes, stays } = await sortTasks(db, pack, posts, now)
  const ids = (tasks: typeof goes) => tasks.map((task) => task.id)
  const addTasks = (tasks: TaskRow[], staying = false) => {
    for (const task of tasks)
      dated.push({ kind: 'meetingTask', targetId: task.id, about: task.meeting_title, words: task.title, dayOn: task.due_on, stays: staying })
  }
  addTasks(await listVisibleTasks(db, actor, ids(goes), now))
  addTasks(await listVisibleTasks(db, actor, ids(stays), now), true)
  if (pack.state === 'done') return { dated, visits }
  for (const post of desksOf(posts)) {
    const desk = { areaCode: post.area_code, unitId: post.unit_id }
    for (const row of await listPromisesAt(db, subdistrict, pack.from_account, desk))
      if (maySeePromise(actor, row, now))
        dated.push({ kind: 'promise', targetId: row.request_id, about: row.receipt_number, words: openWords(crypto, row), dayOn: row.due_on, stays: false })
    for (const told of await listToldDays(db, actor, subdistrict, desk, now))
      dated.push({ kind: told.kind, targetId: told.requestId, about: told.receiptNumber, words: '', dayOn: told.dayOn, stays: false })
    addTasks(await listOwnedTasksFor(db, actor, subdistrict, ownerAt(post), now))
    for (const task of await listOpenWhistleTasks(db, actor, subdistrict, desk, now))
      dated.push({ kind: 'whistleTask', targetId: task.whistleId, about: task.number, words: task.title, dayOn: task.dueOn, stays: false })
    if (post.area_code.length === 15) visits.push(...(await listVisitsDue(db, actor, subdistrict, post.area_code, shanghaiDay(now), now)))
  }
  const byDay = (one: { dayOn: string }, other: { dayOn: string }) => one.dayOn.localeCompare(other.dayOn)
  return { dated: dated.toSorted(byDay).slice(0, 500), visits: visits.slice(0, 500) }
}

/** Numbers by kind, for the moment a side acknowledges. */
export function sumOf(items: readonly HandoverItem[]): Partial<Record<HandoverItemKind, number>> {
  const sum: Partial<Record<HandoverItemKind, number>> = {}
  for (const { kind, count } of items) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
