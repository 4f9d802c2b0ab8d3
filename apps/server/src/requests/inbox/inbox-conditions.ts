import { sql, type RawBuilder } from 'kysely'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { InboxFilter } from '@ejia/contract/inbox.ts'
import { openStates, unansweredStates } from '@ejia/contract/requests.ts'
import type { Scope } from '../../access/permissions.ts'
import { endOfShanghaiDay, shanghaiDay, startOfShanghaiDay } from '../../platform/clock.ts'
import { figureIs } from './request-figures.ts'
import { searchQuery } from '../../platform/search-tokens.ts'

type Condition = RawBuilder<boolean>

/** Written out, not as parameters: the partial indexes of the inbox are found by these words. */
export const isOpen = sql<boolean>`r.state in (${sql.raw(openStates.map((state) => `'${state}'`).join(', '))})`
export const isUnanswered = sql<boolean>`r.state in (${sql.raw(unansweredStates.map((state) => `'${state}'`).join(', '))})`

export function ofTenants(tenants: readonly string[]): Condition {
  return tenants.length === 1 ? sql<boolean>`r.subdistrict = ${tenants[0]}` : sql<boolean>`r.subdistrict = any(${tenants})`
}

/** The list's side of `holds`: place or handling team inside a granted area, or handed to a granted unit. */
export function isReadable(scope: Scope, inside: Inside = within): Condition {
  if (scope.areas.some((area) => area.length <= 9)) return wholeTenants(scope, inside)
  const parts = [
    ...scope.areas.flatMap((area) => [isPlacedIn(area, inside), inside('handler_area', area)]),
    ...(scope.units.length > 0 ? [sql<boolean>`r.handler_unit = any(${scope.units}::uuid[])`] : []),
  ]
  return anyOf(parts)
}

/** A grant over a subdistrict or district reaches all of its tenants: no comparison per row. */
function wholeTenants(scope: Scope, inside: Inside): Condition {
  const whole = scope.areas.filter((area) => area.length <= 9)
  if (scope.tenants.every((tenant) => whole.some((area) => tenant.startsWith(area)))) return sql<boolean>`true`
  const parts = scope.areas.flatMap((area) => [isPlacedIn(area, inside), inside('handler_area', area)])
  return anyOf([...parts, ...(scope.units.length > 0 ? [sql<boolean>`r.handler_unit = any(${scope.units}::uuid[])`] : [])])
}

/** A tip-off is not read by its place: it may be about the grid itself. */
function isPlacedIn(area: string, inside: Inside): Condition {
  return sql<boolean>`(${inside('area_code', area)} and r.kind <> 'tipOff')`
}

type Inside = (column: 'area_code' | 'handler_area', area: string) => Condition

/**
 * The same as `within` for a list that is read in the order of its own index: the planner, which does not know the area,
 * would take a range for narrow, read all of it and sort.
 */
export function isWithin(column: 'area_code' | 'handler_area', area: string): Condition {
  return sql<boolean>`starts_with(r.${sql.ref(column)}, ${area})`
}

export function within(column: 'area_code' | 'handler_area', area: string): Condition {
  const { from, to } = codeRange(area)
  return sql<boolean>`(r.${sql.ref(column)} >= ${from} collate "C" and r.${sql.ref(column)} < ${to} collate "C")`
}

/** One tab of the inbox, from the same grants. */
export function inScope(scope: Scope, tab: NonNullable<InboxFilter['scope']>, accountId: string | null, inside: Inside = within): Condition {
  const byLength = (digits: number) => anyOf(scope.areas.filter((area) => area.length === digits).map((area) => inside('handler_area', area)))
  switch (tab) {
    case 'mine':
      return sql<boolean>`r.handler_account = ${accountId}`
    case 'grid':
      return byLength(15)
    case 'community':
      return byLength(12)
    case 'subdistrict':
      return byLength(9)
    case 'unit':
      return sql<boolean>`r.handler_unit = any(${scope.units}::uuid[])`
  }
}

export function isOverdue(now: Date): Condition {
  // No limit runs in the other states: `next_due_at` is null there.
  return sql<boolean>`(r.next_due_at < ${now})`
}

export function isAmber(now: Date): Condition {
  return sql<boolean>`(${isUnanswered} and r.next_due_at >= ${now} and case when r.contact_met_at is null and r.contact_due_at <= r.answer_due_at then r.contact_amber_at else r.answer_amber_at end <= ${now})`
}

/** The filter of the address bar, as conditions on `requests r`. */
export function matchesFilter(filter: InboxFilter, now: Date): Condition {
  const parts: Condition[] = []
  const show = filter.show ?? (filter.state || filter.figure ? 'all' : 'open')
  if (show === 'open') parts.push(isOpen)
  if (show === 'finished') parts.push(sql<boolean>`not (${isOpen})`)
  if (filter.area !== undefined) parts.push(anyOf([within('area_code', filter.area), within('handler_area', filter.area)]))
  if (filter.placedIn !== undefined) parts.push(within('area_code', filter.placedIn))
  if (filter.placedAt !== undefined) parts.push(sql<boolean>`r.area_code = ${filter.placedAt}`)
  if (filter.state) parts.push(sql<boolean>`r.state = any(${filter.state})`)
  if (filter.kind) parts.push(sql<boolean>`r.kind = any(${filter.kind})`)
  if (filter.category) parts.push(sql<boolean>`r.category = any(${filter.category})`)
  if (filter.channel) parts.push(sql<boolean>`r.channel = any(${filter.channel})`)
  if (filter.overdue === true) parts.push(isOverdue(now))
  parts.push(...between(sql`r.filed_at`, filter.filedFrom, filter.filedTo))
  parts.push(...between(sql`r.answer_met_at`, filter.answeredFrom, filter.answeredTo))
  parts.push(...between(sql`r.closed_at`, filter.closedFrom, filter.closedTo))
  if (filter.figure !== undefined) parts.push(figureIs(filter.figure, now, endOfShanghaiDay(shanghaiDay(now))))
  if (filter.text !== undefined && filter.text !== '') parts.push(holdsWords(filter.text))
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** Whole days in Asia/Shanghai, both included. */
function between(column: RawBuilder<unknown>, from: string | undefined, to: string | undefined): Condition[] {
  return [
    ...(from === undefined ? [] : [sql<boolean>`${column} >= ${startOfShanghaiDay(from)}`]),
    ...(to === undefined ? [] : [sql<boolean>`${column} <= ${endOfShanghaiDay(to)}`]),
  ]
}

/** Found by the index, then looked at again: bigrams alone would also find the words apart. */
function holdsWords(words: string): Condition {
  const receipt = sql<boolean>`r.receipt_number like ${`%${escapeLike(words)}%`}`
  // A whole work order number of 12345, along `requests_by_external_number`.
  if (/^[A-Za-z\d-]{6,60}$/.test(words)) return sql<boolean>`(${holdsText(words, receipt)} or r.external_number = ${words})`
  return holdsText(words, receipt)
}

function holdsText(words: string, receipt: Condition): Condition {
  const query = searchQuery(words)
  if (query === null) return receipt
  const like = sql<boolean>`(lower(r.text) like ${`%${escapeLike(words.toLowerCase())}%`} or lower(r.place_text) like ${`%${escapeLike(words.toLowerCase())}%`})`
  return /^[\d-]{4,}$/.test(words)
    ? sql<boolean>`((r.search @@ ${query}::tsquery and ${like}) or ${receipt})`
    : sql<boolean>`(r.search @@ ${query}::tsquery and ${like})`
}

function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, (character) => `\\${character}`)
}

function anyOf(parts: Condition[]): Condition {
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}
