import { DataPurpose, EndablePurpose, type RecordedFor } from '@ejia/contract/registry.ts'
import type { PersonFacts, PersonField } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { personFields } from '../data-dictionary.ts'

/** From the approval on nothing is told or shown for a purpose any more (`purpose_endings_standing`). */
export async function listRunningPurposes(db: Db, subdistrict: string): Promise<DataPurpose[]> {
  const { rows } = await sql<{ purpose: string }>`
    select purpose from purpose_endings where subdistrict = ${subdistrict} and state in ('approved', 'ended') and restarted_at is null order by purpose limit 20`.execute(
    db,
  )
  const ended = new Set(rows.map((row) => row.purpose))
  return DataPurpose.options.filter((purpose) => !ended.has(purpose))
}

export const isCampaign = (told: RecordedFor | null | undefined): told is EndablePurpose => EndablePurpose.options.some((purpose) => purpose === told)

/** A campaign that runs, or a refusal at the field. */
export async function requireRunning(db: Db, subdistrict: string, told: RecordedFor | null | undefined): Promise<void> {
  if (isCampaign(told) && !(await listRunningPurposes(db, subdistrict)).includes(told))
    throw new DomainError('invalid_input', { issues: [{ path: ['recordedFor'], rule: 'not_allowed_here' }] })
}

/** What a campaign may ask for; the rest of a file is not taken over for it. */
export function factsForCampaign(facts: PersonFacts, purpose: EndablePurpose): PersonFacts {
  return Object.fromEntries(Object.entries(facts).filter(([field]) => personFields[field as PersonField].purposes.includes(purpose))) as PersonFacts
}
