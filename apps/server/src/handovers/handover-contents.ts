import type { HandoverItem, HandoverItemKind } from '@ejia/contract/handovers.ts'
import { countOpenTasks } from '../captains/open-work.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Db } from '../platform/database.ts'
import { countRegistryDue } from '../registry/freshness/open-work.ts'
import { countOpenWork } from '../requests/open-work.ts'
import { countOpenWhistles } from '../whistles/open-work.ts'
import type { HandoverPostRow } from './handover-store.ts'

const trio: readonly string[] = ['gridOfficer', 'branchSecretary', 'partyInstructor']

/** What is open where these posts stand, counted from the records now. Two posts over one area are one desk. */
export async function countContents(db: Db, subdistrict: string, posts: readonly HandoverPostRow[], now: Date): Promise<HandoverItem[]> {
  const desks = [...new Map(posts.map((post) => [`${post.area_code} ${post.unit_id}`, post])).values()]
  const items: HandoverItem[] = []
  for (const post of desks) {
    const desk = { areaCode: post.area_code, unitId: post.unit_id }
    const add = (kind: HandoverItemKind, count: number, earliest: string | null) => {
      if (count === 0) return
      const unit = post.unit_id === null ? null : { id: post.unit_id, name: post.unit_name ?? '' }
      items.push({ kind, area: { code: post.area_code, name: post.area_name }, unit, count, earliest })
    }
    const work = await countOpenWork(db, subdistrict, desk, now)
    add('openCases', work.open, work.earliest)
    add('overdueCases', work.overdue, work.earliest)
    add('deferredReviews', work.deferred, work.review)
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

/** Numbers by kind, for the moment a side acknowledges. */
export function sumOf(items: readonly HandoverItem[]): Partial<Record<HandoverItemKind, number>> {
  const sum: Partial<Record<HandoverItemKind, number>> = {}
  for (const { kind, count } of items) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
