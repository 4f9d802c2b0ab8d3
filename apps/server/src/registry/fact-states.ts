import type { DataPurpose, FactSource, PersonField, RecordedFor } from '@ejia/contract/registry.ts'
import { personFields } from './data-dictionary.ts'

/** What `persons.facts` keeps of each field. `at` an instant, `until` the last day on which the fact is fresh. */
export type KeptFact = { source: FactSource; by: string | null; at: string; until: string; purposes: readonly DataPurpose[] }
export type KeptFacts = Partial<Record<PersonField, KeptFact>>

export function keepFact(field: PersonField, source: FactSource, by: string | null, now: Date, purposes: readonly DataPurpose[]): KeptFact {
  const { validForDays } = personFields[field]
  return { source, by, at: now.toISOString(), until: dayOf(new Date(now.getTime() + (validForDays ?? 0) * 86_400_000)), purposes }
}

/**
 * For which purposes a value told now is kept. One already held for others stays held for them; nothing becomes wider
 * unless it is said: told anew without a word it is kept as before.
 */
export function purposesOf(
  field: PersonField,
  told: RecordedFor | null | undefined,
  before: KeptFact | undefined,
  running: readonly DataPurpose[],
): DataPurpose[] {
  const everyday = personFields[field].purposes
  const asked = told === 'everyday' || (!told && before === undefined) ? everyday : told ? [told] : []
  return [...new Set([...(before?.purposes ?? []), ...asked])].filter((purpose) => running.includes(purpose))
}

/** The first day on which one of the facts has to be asked again; null when nothing is known. */
export function staleOn(facts: KeptFacts): string | null {
  const [first, ...rest] = Object.values(facts)
  return first === undefined ? null : nextDay(rest.reduce((earliest, { until }) => (until < earliest ? until : earliest), first.until))
}

export function staleFields(facts: KeptFacts, today: string): PersonField[] {
  return (Object.entries(facts) as [PersonField, KeptFact][]).filter(([, fact]) => fact.until < today).map(([field]) => field)
}

/** The day in Shanghai. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
