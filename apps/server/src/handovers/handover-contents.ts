import type { Handover, HandoverItem, HandoverItemKind } from '@ejia/contract/handovers.ts'
import type { Actor } from '../access/actor.ts'
import { countOpenTasks } from '../captains/open-work.ts'
import { countOwnedTasks, listOwnedTasksFor } from '../meetings/tasks/open-work.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { listPromisesAt, maySeePromise, openWords } from '../promises/promise-view.ts'
import { countRegistryDue, listVisitsDue } from '../registry/freshness/open-work.ts'
import { countOpenWork, listToldDays } from '../requests/open-work.ts'
import { countOpenWhistles, listOpenWhistleTasks } from '../whistles/open-work.ts'
import type { HandoverPostRow, HandoverRow } from './handover-store.ts'

const trio: readonly string[] = ['gridOfficer', 'branchSecretary', 'partyInstructor']

/** Two posts over one area are one desk. */
export const desksOf = (posts: readonly HandoverPostRow[]): HandoverPostRow[] => [
  ...new Map(posts.map((post) => [`${post.area_code} ${post.unit_id}`, post])).values(),
]

type Pack = Pick<HandoverRow, 'subdistrict' | 'from_account'>

/** Decisions given to the person go with the first desk; those of an area or a department with theirs. */
const ownerAt = (pack: Pack, post: HandoverPostRow, index: number) => ({
  account: index === 0 ? pack.from_account : null,
  area: post.unit_id === null ? post.area_code : null,
  unit: post.unit_id,
})

/** What is open where these posts stand, counted from the records now. */
export async function countContents(db: Db, pack: Pack, posts: readonly HandoverPostRow[], now: Date): Promise<HandoverItem[]> {
  const { subdistrict } = pack
  const items: HandoverItem[] = []
  for (const [index, post] of desksOf(posts).entries()) {
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
    const decided = await countOwnedTasks(db, subdistrict, ownerAt(pack, post, index))
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
  return items
}

/** Item by item what was said with a day to it, and which doors are due; each for whoever may open what stands behind it. */
export async function listContents(
  db: Db,
  crypto: CryptoProvider,
  actor: Actor,
  pack: Pack,
  posts: readonly HandoverPostRow[],
  now: Date,
): Promise<Pick<Handover, 'dated' | 'visits'>> {
  const { subdistrict } = pack
  const [dated, visits]: [Handover['dated'], Handover['visits']] = [[], []]
  for (const [index, post] of desksOf(posts).entries()) {
    const desk = { areaCode: post.area_code, unitId: post.unit_id }
    for (const row of await listPromisesAt(db, subdistrict, pack.from_account, desk))
      if (maySeePromise(actor, row, now))
        dated.push({ kind: 'promise', targetId: row.request_id, about: row.receipt_number, words: openWords(crypto, row), dayOn: row.due_on })
    for (const told of await listToldDays(db, actor, subdistrict, desk, now))
      dated.push({ kind: told.kind, targetId: told.requestId, about: told.receiptNumber, words: '', dayOn: told.dayOn })
    for (const task of await listOwnedTasksFor(db, actor, subdistrict, ownerAt(pack, post, index), now))
      dated.push({ kind: 'meetingTask', targetId: task.id, about: task.meeting_title, words: task.title, dayOn: task.due_on })
    for (const task of await listOpenWhistleTasks(db, actor, subdistrict, desk, now))
      dated.push({ kind: 'whistleTask', targetId: task.whistleId, about: task.number, words: task.title, dayOn: task.dueOn })
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
