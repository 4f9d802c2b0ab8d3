import type { Household } from '@ejia/contract/registry.ts'
import type { Actor } from '../../access/actor.ts'
import { holds, requirePermission, scopeOf } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf, staleFields } from '../fact-states.ts'
import { listCareOf } from '../people/care-store.ts'
import { listMembers } from '../people/person-store.ts'
import { presentSummary } from '../people/person-view.ts'
import { countOpenRequests, findDwellingPlace, findHousehold, insertHousehold, listHomesOf, type HomeRow, type HouseholdRow } from './household-store.ts'

/** Reviews that fall into the coming fortnight belong to this visit. */
const careAheadDays = 14

/** At a glance: who, what is stale, what is due. Nothing is decrypted. */
export async function openHousehold(db: Db, actor: Actor, householdId: string, now: Date): Promise<Household> {
  const row = await findHousehold(db, actor.tenants, householdId)
  if (!row) throw new DomainError('not_found')
  const at = { areaCode: row.grid_code }
  requirePermission(actor, 'registry.read', 'registry.read', at, now)
  const today = dayOf(now)
  const members = await listMembers(db, row.subdistrict, row.id)
  const ids = members.map((member) => member.id)
  const seesCare = holds(actor, 'registry.care', at, now)
  const [care, openRequests] = await Promise.all([
    seesCare ? listCareOf(db, row.subdistrict, ids, dayOf(new Date(now.getTime() + careAheadDays * 86_400_000))) : [],
    countOpenRequests(db, row.subdistrict, ids),
  ])
  const summaries = members.map((member) => presentSummary(member, today))
  const nameOf = (personId: string) => summaries.find((summary) => summary.id === personId)?.maskedName ?? ''
  return {
    id: row.id,
    kind: row.kind,
    grid: { code: row.grid_code, name: row.grid_name },
    address: row.address,
    buildingId: row.building_id,
    dwellingId: row.dwelling_id,
    members: summaries,
    toAsk: members
      .map((member) => ({ personId: member.id, maskedName: nameOf(member.id), fields: staleFields(member.facts, today) }))
      .filter(({ fields }) => fields.length > 0),
    careDue: seesCare
      ? care.map((entry) => ({ personId: entry.person_id, maskedName: nameOf(entry.person_id), group: entry.care_group, reviewOn: entry.review_on }))
      : null,
    openRequests,
    mayEdit: holds(actor, 'registry.edit', at, now),
  }
}

/** Whole names of a household's members, for a check that a text names none of them; children's are sealed and left out. */
export async function listNamesOfHousehold(db: Db, subdistrict: string, householdId: string): Promise<string[]> {
  return (await listMembers(db, subdistrict, householdId)).flatMap((member) => member.name ?? [])
}

/** A living household the actor may edit. */
export async function getEditableHousehold(db: Db, actor: Actor, householdId: string, now: Date): Promise<HouseholdRow> {
  const row = await findHousehold(db, actor.tenants, householdId)
  if (!row || row.ended_at !== null || !holds(actor, 'registry.edit', { areaCode: row.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['householdId'], rule: 'not_found' }] })
  return row
}

/** One more household behind a door; a dwelling may hold several (合租). */
export async function createHousehold(tx: Tx, actor: Actor, input: { kind: HouseholdRow['kind']; dwellingId: string }, now: Date): Promise<string> {
  const place = await findDwellingPlace(tx, actor.tenants, input.dwellingId)
  if (!place || !holds(actor, 'registry.edit', { areaCode: place.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['dwellingId'], rule: 'not_found' }] })
  const id = newId()
  await insertHousehold(
    tx,
    { subdistrict: place.subdistrict, id, kind: input.kind, gridCode: place.grid_code, buildingId: place.building_id, dwellingId: place.dwelling_id },
    now,
  )
  return id
}

export async function listHomes(db: Db, actor: Actor, buildingId: string, now: Date) {
  const rows = await listHomesOf(db, scopeOf(actor, 'registry.read', now), buildingId)
  if (rows.length === 0) throw new DomainError('not_found')
  return { rows: rows.map(presentHome) }
}

export function presentHome(row: HomeRow) {
  return {
    buildingId: row.building_id,
    dwellingId: row.dwelling_id,
    householdId: row.household_id,
    label: row.label,
    grid: { code: row.grid_code, name: row.grid_name },
  }
}
