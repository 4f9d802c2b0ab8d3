import type { ReportColumn, TypedKind } from '@ejia/contract/report-forge.ts'
import { askedOfRow, type ReportAsked, type ReportFilter, type ReportRowKind, reportSources, type ReportSource } from '@ejia/contract/report-sources.ts'

/** A column while it is being defined: both kinds keep what was chosen, so that a wrong click loses nothing. */
export type ColumnDraft = {
  key: string
  title: string
  from: 'system' | 'typed'
  source: ReportSource | ''
  filter: ReportFilter
  value: TypedKind
  hint: string
  by: ReportAsked
}

export function newColumn(others: readonly ColumnDraft[], rows: ReportRowKind): ColumnDraft {
  const next = others.reduce((most, { key }) => Math.max(most, Number(key.slice(1)) || 0), 0) + 1
  return { key: `c${next}`, title: '', from: 'system', source: '', filter: {}, value: 'number', hint: '', by: askedOfRow[rows][0]! }
}

export function draftOf(column: ReportColumn): ColumnDraft {
  const base = { source: '' as const, filter: {}, value: 'number' as const, hint: '' }
  return column.from === 'system' ? { ...base, ...column } : { ...base, ...column, hint: column.hint ?? '' }
}

/** An unchosen source is sent as it is: the server says at its field that one is needed. */
export function columnOf({ key, title, from, source, filter, value, hint, by }: ColumnDraft): ReportColumn {
  if (from === 'typed') return { key, title, from, value, by, ...(hint.trim() && { hint }) }
  const { filters } = source === '' ? { filters: [] } : reportSources[source]
  const kept = Object.fromEntries(Object.entries(filter).filter(([name, chosen]) => chosen !== undefined && (filters as readonly string[]).includes(name)))
  return { key, title, from, source: source as ReportSource, filter: kept, by }
}
