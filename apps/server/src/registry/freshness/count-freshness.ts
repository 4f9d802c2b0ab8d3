import type { Actor } from '../../access/actor.ts'
import { holds, narrowScope, scopeOf } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Database, Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { hiddenAreas } from '../../privacy/small-cells.ts'
import { dayOf, staleFields } from '../fact-states.ts'
import { listStale } from '../people/person-store.ts'
import { presentSummary } from '../people/person-view.ts'
import { countByArea, countPeopleByGrid, keepWeek, listWeeks } from './freshness-store.ts'

/** The share of fresh facts now, below an area, and how it moved over half a year. Counts only: nobody is ranked. */
export async function countFreshness(db: Db, actor: Actor, asked: string | null, now: Date) {
  const scope = scopeOf(actor, 'registry.read', now)
  const code = asked ?? scope.areas.toSorted((one, other) => one.length - other.length)[0]
  const area = code === undefined ? null : await findArea(db, code)
  if (!area || narrowScope(scope, area.code).areas.length === 0) throw new DomainError('not_found')
  const today = dayOf(now)
  const tenant = area.code.slice(0, 9)
  const [byGrid, rows, overTime] = await Promise.all([
    countPeopleByGrid(db, tenant),
    countByArea(db, scope, area.code, today),
    listWeeks(db, scope, area.code, dayOf(new Date(now.getTime() - 183 * 86_400_000))),
  ])
  const small = hiddenAreas(byGrid, tenant)
  // The three officers of a grid look after its people one by one: their own count tells them nothing.
  const isHidden = (one: string) => small.has(one) && !(one.length === 15 && holds(actor, 'registry.care', { areaCode: one }, now))
  const nothing = { people: null, facts: null, fresh: null }
  return {
    area: { code: area.code, name: area.name },
    people: isHidden(area.code) ? null : rows.reduce((sum, row) => sum + row.people, 0),
    byArea: rows.map(({ code: below, name, ...counts }) => ({ area: { code: below, name }, ...(isHidden(below) ? nothing : counts) })),
    overTime: isHidden(area.code) ? [] : overTime,
  }
}

/** Whom to ask on the next round, longest stale first; what is fresh is not asked. */
export async function listNextRound(db: Db, actor: Actor, input: { grid: string; after?: string | undefined; limit?: number | undefined }, now: Date) {
  if (!holds(actor, 'registry.read', { areaCode: input.grid }, now)) throw new DomainError('not_found')
  const today = dayOf(now)
  const limit = input.limit ?? 50
  const cursor = decodeCursor(input.after)
  const rows = await listStale(db, input.grid, today, cursor && { staleOn: String(cursor[0]), id: String(cursor[1]) }, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => ({
      householdId: row.household_id,
      place: row.place,
      person: presentSummary(row, today),
      fields: staleFields(row.facts, today),
      staleSince: row.stale_on ?? today,
    })),
    next: rows.length > limit && last ? encodeCursor([last.stale_on ?? today, last.id]) : null,
  }
}

/** Job, weekly: the count of each grid, kept so that the page can show how the share moved. */
export async function keepFreshnessWeek(db: Database, now: Date): Promise<void> {
  const today = dayOf(now)
  const monday = new Date(Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
  await keepWeek(db, monday, today)
}
