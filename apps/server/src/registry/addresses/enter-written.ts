import type { FactSource, PersonFacts } from '@ejia/contract/registry.ts'
import type { AccountActor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { createDataKey } from '../../privacy/data-keys.ts'
import { dayOf } from '../fact-states.ts'
import { findDwellingPlace, insertHousehold, type HouseholdRow } from '../households/household-store.ts'
import { addressFaults, type FoundDoor } from './place-gazetteer.ts'
import { checkFacts } from '../people/check-facts.ts'
import { lockPerson } from '../people/person-store.ts'
import { lockWritablePerson } from '../people/readable-person.ts'
import { enterPerson, movePerson } from '../people/write-person.ts'
import { matchAddress } from './match-address.ts'
import { insertWritten } from './written-store.ts'

/** What was told with the address, as it lies sealed while it waits. */
export type WrittenDetails = { address: string; source: FactSource; kind: HouseholdRow['kind']; facts: PersonFacts | null }
export const writtenCell = (row: { subdistrict: string; id: string }) => ({
  table: 'written_addresses',
  field: 'details_sealed',
  id: row.id,
  subdistrict: row.subdistrict,
})

type Outcome = { outcome: 'entered'; personId: string; householdId: string } | { outcome: 'waits' }

/** Somebody at an address as it is written. What is wrong with the facts is said at once; an address that fits no door waits. */
export async function enterAtAddress(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { gridCode: string; address: string; kind: HouseholdRow['kind']; source: FactSource; facts: PersonFacts },
  now: Date,
): Promise<Outcome> {
  if (!holds(actor, 'registry.edit', { areaCode: input.gridCode }, now) || !(await findArea(tx, input.gridCode)))
    throw new DomainError('invalid_input', { issues: [{ path: ['gridCode'], rule: 'not_found' }] })
  const facts = checkFacts(input.facts, dayOf(now))
  const subdistrict = input.gridCode.slice(0, 9)
  const details = { address: input.address, source: input.source, kind: input.kind, facts }
  const found = await matchAddress(tx, subdistrict, input.address)
  const home = await ownHome(tx, actor, subdistrict, found, input.kind, now)
  if (home === null) return waits(tx, crypto, actor, { subdistrict, gridCode: input.gridCode, personId: null }, details, found, now)
  return { outcome: 'entered', ...(await enterThere(tx, crypto, home, details, actor.accountId, now)) }
}

export async function moveToAddress(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { personId: string; address: string; source: FactSource },
  now: Date,
): Promise<Outcome> {
  const row = await lockWritablePerson(tx, actor, input.personId, 'registry.edit', now)
  const found = await matchAddress(tx, row.subdistrict, input.address)
  const home = await ownHome(tx, actor, row.subdistrict, found, 'resident', now)
  const details = { address: input.address, source: input.source, kind: 'resident' as const, facts: null }
  if (home === null) return waits(tx, crypto, actor, { subdistrict: row.subdistrict, gridCode: row.grid_code, personId: row.id }, details, found, now)
  await moveThere(tx, crypto, row.id, home, details, actor.accountId, now)
  return { outcome: 'entered', personId: row.id, householdId: home.householdId }
}

export type Home = { subdistrict: string; gridCode: string; householdId: string }

/** The household behind a door, founded where there is none. Null: the place is not the actor's, or not known. */
async function ownHome(tx: Tx, actor: AccountActor, subdistrict: string, found: FoundDoor, kind: HouseholdRow['kind'], now: Date): Promise<Home | null> {
  if (found.state !== 'found' || !holds(actor, 'registry.edit', { areaCode: found.door.gridCode }, now)) return null
  return homeAt(tx, subdistrict, found.door.dwellingId, kind, now)
}

export async function homeAt(tx: Tx, subdistrict: string, dwellingId: string, kind: HouseholdRow['kind'], now: Date): Promise<Home | null> {
  const place = await findDwellingPlace(tx, [subdistrict], dwellingId)
  if (!place) return null
  const householdId = place.household_id ?? newId()
  if (place.household_id === null)
    await insertHousehold(tx, { subdistrict, id: householdId, kind, gridCode: place.grid_code, buildingId: place.building_id, dwellingId }, now)
  return { subdistrict, gridCode: place.grid_code, householdId }
}

export async function enterThere(tx: Tx, crypto: CryptoProvider, home: Home, told: Pick<WrittenDetails, 'facts' | 'source'>, by: string, now: Date) {
  const personId = newId()
  await enterPerson(tx, crypto, home, personId, told.facts ?? {}, { by, source: told.source }, now)
  return { personId, householdId: home.householdId }
}

export async function moveThere(
  tx: Tx,
  crypto: CryptoProvider,
  personId: string,
  home: Home,
  told: Pick<WrittenDetails, 'source'>,
  by: string,
  now: Date,
): Promise<void> {
  const row = await lockPerson(tx, [home.subdistrict], personId)
  if (!row || row.ended_at !== null) throw new DomainError('conflict')
  await movePerson(tx, crypto, row, { householdId: home.householdId, gridCode: home.gridCode }, { by, source: told.source }, now)
}

async function waits(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  owner: { subdistrict: string; gridCode: string; personId: string | null },
  told: WrittenDetails,
  found: FoundDoor,
  now: Date,
): Promise<Outcome> {
  const { subdistrict, gridCode, personId } = owner
  const id = newId()
  const sealer = await createDataKey(tx, crypto, { subdistrict, id }, now)
  const isNew = await insertWritten(
    tx,
    {
      subdistrict,
      id,
      kind: personId === null ? 'newcomer' : 'move',
      grid_code: gridCode,
      person_id: personId,
      details_sealed: sealer.seal(JSON.stringify(told), writtenCell({ subdistrict, id })),
      // A door in somebody else's grid is for them to confirm.
      fault: found.state === 'found' ? 'address_several' : addressFaults[found.state],
      suggestions: found.state === 'found' ? [{ ...found.door, label: told.address }] : found.suggestions,
      written_by: actor.accountId,
    },
    now,
  )
  if (!isNew) throw new DomainError('conflict')
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'registry.address.written', target: { kind: 'writtenAddress', id } }, now)
  return { outcome: 'waits' }
}
