import type { AddressWait, AddressWaitSummary } from '@ejia/contract/address-waits.ts'
import type { ImportField } from '@ejia/contract/imports.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, scopeOf } from '../../access/permissions.ts'
import { addDwelling } from '../../areas/add-dwelling.ts'
import { findBuilding } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { findDwellingPlace } from '../households/household-store.ts'
import { countRowsAgain, findImport, lockImport } from '../imports/import-store.ts'
import { passes } from '../imports/passes.ts'
import { cellsOf, type StagedCells } from '../imports/read-cells.ts'
import { listStaged, saveOutcomes } from '../imports/row-store.ts'
import { maskName, minorName } from '../masks.ts'
import { readPlace } from '../read-place.ts'
import { findWait, keepSettled, listWaits, lockWait, type WaitRow } from './address-wait-store.ts'

/** Rows whose address somebody who knows the place must settle: the office sees all, a grid those that may lie in it. */
export async function listAddressWaits(db: Db, actor: Actor, now: Date): Promise<AddressWaitSummary[]> {
  const rows = await listWaits(db, scopeOf(actor, 'registry.edit', now), scopeOf(actor, 'registry.import', now))
  return rows.map(presentWait)
}

function presentWait(row: WaitRow): AddressWaitSummary {
  return {
    importId: row.import_id,
    kind: row.kind,
    row: row.row_number,
    fileName: row.file_name,
    fault: row.fault,
    suggestions: row.suggestions.map(({ buildingId, dwellingId, label }) => ({ buildingId, dwellingId, label })),
    uploadedAt: row.created_at,
  }
}

/** The one rule beside the list's: the office of the subdistrict, or who keeps the registry of a grid that may be meant. */
function seesWait(actor: Actor, row: WaitRow, now: Date): boolean {
  if (holds(actor, 'registry.import', { areaCode: row.subdistrict }, now)) return true
  return row.suggestions.some(({ gridCode }) => holds(actor, 'registry.edit', { areaCode: gridCode }, now))
}

async function getWait(actor: Actor, found: Promise<WaitRow | null>, now: Date): Promise<WaitRow> {
  const row = await found
  if (!row || !seesWait(actor, row, now)) throw new DomainError('not_found')
  return row
}

/** What was written, opened for the one who settles it; the name stays masked. */
export async function openAddressWait(db: Db, crypto: CryptoProvider, actor: Actor, at: { importId: string; row: number }, now: Date): Promise<AddressWait> {
  const row = await getWait(actor, findWait(db, actor.tenants, at), now)
  const owner = { subdistrict: row.subdistrict, id: row.import_id }
  const sealer = await findSealer(db, crypto, owner)
  if (!sealer || row.cells_sealed === null) throw new DomainError('not_found')
  const { cells } = JSON.parse(sealer.open(row.cells_sealed, cellsOf(owner, row.row_number))) as StagedCells
  const written = (field: ImportField) => (row.mapping[field] === undefined ? '' : (cells[row.mapping[field]] ?? '').trim())
  const [address, name] = row.kind === 'people' ? [written('address'), written('name')] : [written('businessAddress'), written('enterpriseName')]
  const { stairwell, door } = readPlace(address)
  return {
    ...presentWait(row),
    address: address.slice(0, 200),
    maskedName: row.kind === 'enterprises' ? name.slice(0, 120) : name === '' ? minorName : maskName(name),
    read: { stairwell: stairwell === null ? null : `${stairwell}单元`, door },
  }
}

type Choice = { dwellingId: string } | { buildingId: string; stairwell?: string | undefined; door: string } | { buildingId: string } | { leaveOut: true }

/** The door or building is picked, or the door made, and the row does at once what it would have done; an import that has not run yet takes it along. */
export async function settleAddress(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { importId: string; row: number; choice: Choice },
  now: Date,
): Promise<'applied' | 'waitsForImport' | 'stillWrong' | 'leftOut'> {
  const known = await lockImport(tx, actor.tenants, input.importId)
  const row = await getWait(actor, known ? lockWait(tx, [known.subdistrict], input) : Promise.resolve(null), now)
  const { choice } = input
  const keep = async (settled: 'picked' | 'created' | 'leftOut', place: { dwellingId?: string; buildingId?: string }) => {
    await keepSettled(tx, row, { settled, ...place, by: actor.accountId }, now)
    const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.address.${settled}`, target: { kind: 'import', id: row.import_id } }
    await recordAudit(tx, crypto, event, now)
  }
  const countAgain = () => countRowsAgain(tx, row.subdistrict, [row.import_id])
  if ('leaveOut' in choice) {
    await keep('leftOut', {})
    await countAgain()
    return 'leftOut'
  }
  if (row.kind === 'enterprises') await keep('picked', { buildingId: await pickBuilding(tx, actor, row.subdistrict, choice, now) })
  else {
    const chosen = await pickDoor(tx, actor, row.subdistrict, choice, now)
    await keep(chosen.isNew ? 'created' : 'picked', { dwellingId: chosen.id })
  }
  const { subdistrict, import_id: id, row_number: number } = row
  const owner = (await findImport(tx, [subdistrict], id))!
  const sealer = (await findSealer(tx, crypto, owner))!
  const staged = async () => (await listStaged(tx, owner, number - 1, 1)).filter((one) => one.row_number === number)
  // Worked like one row of an import that runs.
  const work = {
    tx,
    crypto,
    row: { ...owner, state: 'running' as const },
    sealer,
    gazetteer: () => ({ state: 'unknown' as const, building: null, suggestions: [], read: { stairwell: null, door: null } }),
    now,
  }
  const judged = await passes[row.kind].judge(work, await staged(), new Set())
  await saveOutcomes(tx, owner, judged)
  const applies = judged[0]!.outcome !== 'wrong' && owner.state === 'done'
  if (applies) await passes[row.kind].take(work, await staged())
  await countAgain()
  return judged[0]!.outcome === 'wrong' ? 'stillWrong' : applies ? 'applied' : 'waitsForImport'
}

/** The building of an enterprise; it has no door of its own here. */
async function pickBuilding(tx: Tx, actor: Actor, subdistrict: string, choice: Choice, now: Date): Promise<string> {
  if (!('buildingId' in choice) || 'door' in choice) throw new DomainError('invalid_input', { issues: [{ path: ['choice'], rule: 'not_allowed_here' }] })
  return (await getOwnBuilding(tx, actor, subdistrict, choice.buildingId, now)).id
}

async function pickDoor(tx: Tx, actor: Actor, subdistrict: string, choice: Choice, now: Date): Promise<{ id: string; isNew: boolean }> {
  const chosen = 'dwellingId' in choice ? { id: choice.dwellingId, isNew: false } : await createDoor(tx, actor, subdistrict, choice, now)
  const place = await findDwellingPlace(tx, [subdistrict], chosen.id)
  if (!place || !holds(actor, 'registry.edit', { areaCode: place.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['choice'], rule: 'not_found' }] })
  return chosen
}

async function createDoor(tx: Tx, actor: Actor, subdistrict: string, choice: Choice, now: Date): Promise<{ id: string; isNew: boolean }> {
  if (!('door' in choice)) throw new DomainError('invalid_input', { issues: [{ path: ['choice', 'door'], rule: 'required' }] })
  const building = await getOwnBuilding(tx, actor, subdistrict, choice.buildingId, now)
  return addDwelling(tx, { subdistrict, buildingId: building.id, stairwell: choice.stairwell || null, door: choice.door })
}

async function getOwnBuilding(tx: Tx, actor: Actor, subdistrict: string, buildingId: string, now: Date) {
  const building = await findBuilding(tx, subdistrict, buildingId)
  if (!building || !holds(actor, 'registry.edit', { areaCode: building.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['choice', 'buildingId'], rule: 'not_found' }] })
  return building
}
