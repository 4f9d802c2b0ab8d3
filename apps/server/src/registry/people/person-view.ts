import type { Person, PersonMove, PersonSummary } from '@ejia/contract/registry.ts'
import { holds } from '../../access/permissions.ts'
import { accountIdOf, type Actor } from '../../access/actor.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db } from '../../platform/database.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { listNames } from '../../people/staff-names.ts'
import { dayOf, staleFields, type KeptFact } from '../fact-states.ts'
import { maskedYear, maskName, minorName } from '../masks.ts'
import { listCare, openNeeds } from './care-store.ts'
import { countRevealsOf, listChanges, listEndings, listMerged, type PersonRow } from './person-store.ts'

export function presentSummary(row: PersonRow, today: string): PersonSummary {
  return {
    id: row.id,
    maskedName: row.is_minor || row.name === null ? minorName : maskName(row.name),
    isMinor: row.is_minor,
    relation: row.relation,
    isContact: row.is_contact,
    grid: { code: row.grid_code, name: row.grid_name },
    householdId: row.household_id,
    place: row.place,
    staleFacts: staleFields(row.facts, today).length,
  }
}

/** Everything of one person that may be seen without a reveal. */
export async function presentPerson(db: Db, crypto: CryptoProvider, actor: Actor, row: PersonRow, now: Date): Promise<Person> {
  const today = dayOf(now)
  const at = { areaCode: row.grid_code }
  const seesCare = holds(actor, 'registry.care', at, now)
  const [endings, changes, revealsThisMonth, merged, careRows, names] = await Promise.all([
    listEndings(db, row.subdistrict, row.id),
    listChanges(db, row.subdistrict, row.id),
    countRevealsOf(db, row.subdistrict, row.id, new Date(now.getTime() - 30 * 86_400_000)),
    listMerged(db, row.subdistrict, row.id),
    seesCare ? listCare(db, row.subdistrict, row.id) : [],
    listNames(
      db,
      Object.values(row.facts).flatMap((fact) => fact.by ?? []),
    ),
  ])
  const sealer = careRows.length > 0 ? await findSealer(db, crypto, row) : null
  const idNumber = endings.find((secret) => secret.field === 'idNumber')
  return {
    ...presentSummary(row, today),
    sex: row.sex,
    birthYear: row.birth_date === null ? null : maskedYear(row.birth_date),
    phoneEnding: endings.find((secret) => secret.field === 'phone')?.ending ?? null,
    idEnding: idNumber?.ending ?? null,
    idKind: idNumber?.kind ?? null,
    facts: (Object.entries(row.facts) as [Person['facts'][number]['field'], KeptFact][]).map(([field, fact]) => ({
      field,
      source: fact.source,
      recordedBy: fact.by === null ? null : (names.get(fact.by) ?? null),
      verifiedAt: fact.at,
      validUntil: fact.until,
      fresh: fact.until >= today,
      purposes: [...fact.purposes],
    })),
    care: seesCare
      ? careRows.map((care) => ({
          id: care.id,
          group: care.care_group,
          level: care.level,
          reviewOn: care.review_on,
          isDue: care.review_on <= today,
          needs: sealer ? openNeeds(sealer, care) : '',
        }))
      : null,
    history: changes.map((change) => ({ at: change.changed_at, by: change.by_name, change: change.change, fields: change.fields, source: change.source })),
    revealsThisMonth,
    endedAt: row.ended_at,
    mergedInto: row.merged_into,
    mergedRecords: merged.map((one) => presentSummary(one, today)).map(({ id, maskedName, place }) => ({ id, maskedName, place })),
    version: row.version,
    allowedMoves: movesOf(actor, row, merged.length > 0, now),
  }
}

function movesOf(actor: Actor, row: PersonRow, hasMerged: boolean, now: Date): PersonMove[] {
  const at = { areaCode: row.grid_code }
  const edits = holds(actor, 'registry.edit', at, now)
  if (accountIdOf(actor) === null || row.ended_at !== null) return []
  return [
    ...(edits ? (['correct', 'confirm', 'moveHousehold', 'merge', 'end'] as const) : []),
    ...(edits && hasMerged ? (['split'] as const) : []),
    ...(holds(actor, 'registry.reveal', at, now) ? (['reveal'] as const) : []),
    ...(holds(actor, 'registry.care', at, now) ? (['addCare'] as const) : []),
  ]
}
