import type { DashboardFigure, InboxFilter } from '@ejia/contract/inbox.ts'
import { keyOf } from '../../../app/search-text.ts'
import { channelWords, kindWords, stateWords } from '@ejia/dictionary/words.ts'

/** The filters of the address bar. What they mean is the contract's `InboxFilter`; a list is repeated: state=filed&state=accepted. */
export type InboxSearch = Omit<InboxFilter, 'overdue'> & { overdue?: true; sort?: 'due' | 'newest' | 'oldest' }

const scopes = ['mine', 'grid', 'community', 'subdistrict', 'unit'] as const
const shows = ['open', 'finished', 'all'] as const
const days = ['filedFrom', 'filedTo', 'answeredFrom', 'answeredTo', 'closedFrom', 'closedTo'] as const
const sorts = ['due', 'newest', 'oldest'] as const
// Named again so that the first page carries no schema; a missing one does not compile.
const figures: Record<DashboardFigure, true> = {
  solved: true,
  staffDeclared: true,
  residentVerified: true,
  responded: true,
  notResponded: true,
  responseDecided: true,
  resolved: true,
  notResolved: true,
  satisfied: true,
  notSatisfied: true,
  rated: true,
  withdrawn: true,
  declined: true,
  merged: true,
  stillOpen: true,
  contactNotDue: true,
  finishedUnrated: true,
  dueToday: true,
  reviewDue: true,
}

type Raw = Record<string, unknown>

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

function oneOf<const V extends string>(raw: Raw, name: string, allowed: readonly V[]): { [K in string]?: V } {
  const found = allowed.find((option) => option === raw[name])
  return found === undefined ? {} : { [name]: found }
}

function someOf<V extends string>(raw: Raw, name: string, allowed: Record<V, unknown>): { [K in string]?: V[] } {
  const found = listOf(raw[name]).filter((value): value is V => typeof value === 'string' && value in allowed)
  return found.length === 0 ? {} : { [name]: found }
}

function matching(raw: Raw, name: string, pattern: RegExp): { [K in string]?: string } {
  const value = raw[name]
  return typeof value === 'string' && pattern.test(value) ? { [name]: value } : {}
}

/** Whatever stands in the address, only what the server understands is asked. */
export function readInboxSearch(raw: Raw): InboxSearch {
  const figure = keyOf(figures, raw['figure'])
  const categories = listOf(raw['category']).filter((value): value is string => typeof value === 'string' && /^[a-z][a-zA-Z0-9-]{1,59}$/.test(value))
  return {
    ...oneOf(raw, 'scope', scopes),
    ...oneOf(raw, 'show', shows),
    ...oneOf(raw, 'sort', sorts),
    ...(figure && { figure }),
    ...someOf(raw, 'state', stateWords),
    ...someOf(raw, 'kind', kindWords),
    ...someOf(raw, 'channel', channelWords),
    ...(categories.length > 0 && { category: categories }),
    ...Object.assign({}, ...(['area', 'placedIn', 'placedAt'] as const).map((name) => matching(raw, name, /^(\d{6}|\d{9}|\d{12}|\d{15})$/))),
    ...Object.assign({}, ...days.map((name) => matching(raw, name, /^\d{4}-\d{2}-\d{2}$/))),
    ...matching(raw, 'text', /^.{1,100}$/u),
    ...((raw['overdue'] === 'true' || raw['overdue'] === true) && { overdue: true as const }),
  }
}

export function filterOf(search: InboxSearch): InboxFilter {
  const { sort: _sort, ...filter } = search
  return filter
}

/** How many filters narrow the list, tabs and order aside. */
export function countFilters(search: InboxSearch): number {
  const { scope: _scope, sort: _sort, ...rest } = search
  return Object.keys(rest).length
}
