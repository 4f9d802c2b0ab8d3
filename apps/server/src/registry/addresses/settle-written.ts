import type { WrittenAddress, WrittenAddressOf, WrittenAddressSummary } from '@ejia/contract/written-addresses.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, scopeOf } from '../../access/permissions.ts'
import { addDwelling } from '../../areas/add-dwelling.ts'
import { findBuilding } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { destroyDataKeys, findSealer } from '../../privacy/data-keys.ts'
import { findEnterprise, lockEnterprise, type EnterpriseRow } from '../enterprises/enterprise-store.ts'
import { dayOf } from '../fact-states.ts'
import { findDwellingPlace } from '../households/household-store.ts'
import { addressFaults } from './place-gazetteer.ts'
import { maskName, minorName } from '../masks.ts'
import { findPerson } from '../people/person-store.ts'
import { presentSummary } from '../people/person-view.ts'
import { readPlace } from '../read-place.ts'
import { enterThere, homeAt, moveThere, writtenCell, type WrittenDetails } from './enter-written.ts'
import { matchAddress } from './match-address.ts'
import { deleteWritten, findWritten, listWaitingEnterprises, listWritten, lockWritten, setEnterprisePlace, type WrittenRow } from './written-store.ts'

type Asked = { of: WrittenAddressOf; id: string }

export async function listWrittenAddresses(db: Db, actor: Actor, now: Date): Promise<WrittenAddressSummary[]> {
  const scope = scopeOf(actor, 'registry.edit', now)
  const [people, enterprises] = await Promise.all([listWritten(db, scope), listWaitingEnterprises(db, scope)])
  return [
    ...people.map(presentWritten),
    ...enterprises.map((row) => ({
      id: row.id,
      of: 'enterprise' as const,
      grid: { code: row.grid_code, name: row.grid_name },
      writtenAt: row.changed_at,
      enterpriseName: row.name,
      fault: 'address_unknown' as const,
    })),
  ].toSorted((one, other) => one.writtenAt.localeCompare(other.writtenAt))
}

const presentWritten = (row: WrittenRow): WrittenAddressSummary => ({
  id: row.id,
  of: row.kind,
  grid: { code: row.grid_code, name: row.grid_name },
  writtenAt: row.written_at,
  enterpriseName: null,
  fault: row.fault,
})

/** Where it was written, or where it may lie. */
function seesWritten(actor: Actor, row: WrittenRow, now: Date): boolean {
  return [row.grid_code, ...row.suggestions.map(({ gridCode }) => gridCode)].some((areaCode) => holds(actor, 'registry.edit', { areaCode }, now))
}

async function getWritten(actor: Actor, found: Promise<WrittenRow | null>, { of }: Asked, now: Date): Promise<WrittenRow> {
  const row = await found
  if (!row || row.kind !== of || !seesWritten(actor, row, now)) throw new DomainError('not_found')
  return row
}

async function getWaitingEnterprise(actor: Actor, found: Promise<EnterpriseRow | null>, now: Date): Promise<EnterpriseRow> {
  const row = await found
  if (row?.place_state !== 'waits' || !holds(actor, 'registry.edit', { areaCode: row.grid_code }, now)) throw new DomainError('not_found')
  return row
}

export async function openWrittenAddress(db: Db, crypto: CryptoProvider, actor: Actor, asked: Asked, now: Date): Promise<WrittenAddress> {
  if (asked.of === 'enterprise') return openOfEnterprise(db, await getWaitingEnterprise(actor, findEnterprise(db, actor.tenants, asked.id), now))
  const row = await getWritten(actor, findWritten(db, actor.tenants, asked.id), asked, now)
  const details = await openDetails(db, crypto, row)
  const { stairwell, door } = readPlace(details.address)
  const person = row.person_id === null ? null : await findPerson(db, [row.subdistrict], row.person_id)
  return {
    ...presentWritten(row),
    address: details.address,
    maskedName: person ? presentSummary(person, dayOf(now)).maskedName : details.facts?.name ? maskName(details.facts.name) : minorName,
    suggestions: row.suggestions.map(({ buildingId, dwellingId, label }) => ({ buildingId, dwellingId, label })),
    read: { stairwell: stairwell === null ? null : `${stairwell}单元`, door },
  }
}

async function openOfEnterprise(db: Db, row: EnterpriseRow): Promise<WrittenAddress> {
  const found = await matchAddress(db, row.subdistrict, row.address)
  const houses = found.state === 'found' ? [] : found.suggestions
  const named = new Map(houses.filter((one) => one.dwellingId === null).map(({ buildingId, label }) => [buildingId, { buildingId, dwellingId: null, label }]))
  return {
    id: row.id,
    of: 'enterprise',
    grid: { code: row.grid_code, name: row.grid_name },
    writtenAt: row.verified_at,
    enterpriseName: row.name,
    fault: found.state === 'found' ? 'address_several' : addressFaults[found.state],
    address: row.address,
    maskedName: null,
    suggestions: [...named.values()],
    read: { stairwell: null, door: null },
  }
}

async function openDetails(db: Db, crypto: CryptoProvider, row: WrittenRow): Promise<WrittenDetails> {
  const sealer = await findSealer(db, crypto, row)
  if (!sealer) throw new DomainError('not_found')
  return JSON.parse(sealer.open(row.details_sealed, writtenCell(row))) as WrittenDetails
}

type Choice = { dwellingId: string } | { buildingId: string; stairwell?: string | undefined; door: string } | { buildingId: string } | { leaveOut: true }

/** The place is picked or made, and what was told is taken over at once. Afterwards nothing of it is kept here. */
export async function settleWritten(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Asked & { choice: Choice }, now: Date): Promise<void> {
  const { choice } = input
  if (input.of === 'enterprise') {
    const row = await getWaitingEnterprise(actor, lockEnterprise(tx, actor.tenants, input.id), now)
    if ('leaveOut' in choice) await setEnterprisePlace(tx, row, { state: 'asWritten', buildingId: null, gridCode: row.grid_code })
    else {
      if (!('buildingId' in choice)) throw refused()
      const building = await getOwnBuilding(tx, actor, row.subdistrict, choice.buildingId, now)
      await setEnterprisePlace(tx, row, { state: 'matched', buildingId: building.id, gridCode: building.grid_code })
    }
    return audit(tx, crypto, actor, row, 'leaveOut' in choice ? 'asWritten' : 'picked', now)
  }
  const row = await getWritten(actor, lockWritten(tx, actor.tenants, input.id), input, now)
  const details = await openDetails(tx, crypto, row)
  if (!('leaveOut' in choice)) {
    const dwellingId = 'dwellingId' in choice ? choice.dwellingId : await makeDoor(tx, actor, row.subdistrict, choice, now)
    const place = await findDwellingPlace(tx, [row.subdistrict], dwellingId)
    if (!place || !holds(actor, 'registry.edit', { areaCode: place.grid_code }, now)) throw refused()
    const home = (await homeAt(tx, row.subdistrict, dwellingId, details.kind, now))!
    // Told by whoever wrote it down; who settles knows the place.
    if (row.person_id === null) await enterThere(tx, crypto, home, details, row.written_by, now)
    else await moveThere(tx, crypto, row.person_id, home, details, row.written_by, now)
  }
  await deleteWritten(tx, row.subdistrict, [row.id])
  await destroyDataKeys(tx, row.subdistrict, [row.id], now)
  await audit(tx, crypto, actor, row, 'leaveOut' in choice ? 'leftOut' : 'picked', now)
}

const refused = () => new DomainError('invalid_input', { issues: [{ path: ['choice'], rule: 'not_found' }] })

async function getOwnBuilding(tx: Tx, actor: Actor, subdistrict: string, buildingId: string, now: Date) {
  const building = await findBuilding(tx, subdistrict, buildingId)
  if (!building || !holds(actor, 'registry.edit', { areaCode: building.grid_code }, now)) throw refused()
  return building
}

async function makeDoor(
  tx: Tx,
  actor: Actor,
  subdistrict: string,
  choice: { buildingId: string; stairwell?: string | undefined; door?: string },
  now: Date,
): Promise<string> {
  const building = await getOwnBuilding(tx, actor, subdistrict, choice.buildingId, now)
  if (choice.door === undefined) throw new DomainError('invalid_input', { issues: [{ path: ['choice', 'door'], rule: 'required' }] })
  return (await addDwelling(tx, { subdistrict, buildingId: building.id, stairwell: choice.stairwell || null, door: choice.door })).id
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, row: { subdistrict: string; id: string }, how: string, now: Date): Promise<void> {
  const target = { kind: 'writtenAddress', id: row.id }
  return recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.address.${how}`, target }, now)
}
