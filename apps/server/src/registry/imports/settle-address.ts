import type { AddressWait, AddressWaitSummary } from '@ejia/contract/address-waits.ts'
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
import { maskName, minorName } from '../masks.ts'
import { readPlace } from '../read-place.ts'
import { findWait, keepSettled, listWaits, lockWait, type WaitRow } from './address-wait-store.ts'
import type { StagedCells } from './import-columns.ts'
import { countRowsAgain, findImport, listStaged, lockImport, saveOutcomes } from './import-store.ts'
import { cellOf } from './upload-import.ts'
import { judge } from './check-rows.ts'
import { take } from './take-rows.ts'

/** Rows whose address somebody who knows the place must settle: the office sees all, a grid those that may lie in it. */
export async function listAddressWaits(db: Db, actor: Actor, now: Date): Promise<AddressWaitSummary[]> {
  const rows = await listWaits(db, scopeOf(actor, 'registry.edit', now), scopeOf(actor, 'registry.import', now))
  return rows.map(presentWait)
}

function presentWait(row: WaitRow): AddressWaitSummary {
  return {
    importId: row.import_id,
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
  const { cells } = JSON.parse(sealer.open(row.cells_sealed, cellOf(owner, row.row_number))) as StagedCells
  const written = (field: 'address' | 'name') => (row.mapping[field] === undefined ? '' : (cells[row.mapping[field]] ?? '').trim())
  const { stairwell, door } = readPlace(written('address'))
  const name = written('name')
  return {
    ...presentWait(row),
    address: written('address').slice(0, 200),
    maskedName: name === '' ? minorName : maskName(name),
    read: { stairwell: stairwell === null ? null : `${stairwell}单元`, door },
  }
}

type Choice = { dwellingId: string } | { buildingId: string; stairwell?: string | undefined; door: string } | { leaveOut: true }

/** The door is picked or made, and the row does at once what it would have done; an import that has not run yet takes it along. */
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
  const keep = async (settled: 'picked' | 'created' | 'leftOut', dwellingId: string | null) => {
    await keepSettled(tx, row, { settled, dwellingId, by: actor.accountId }, now)
    const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.address.${settled}`, target: { kind: 'import', id: row.import_id } }
    await recordAudit(tx, crypto, event, now)
  }
  const countAgain = () => countRowsAgain(tx, row.subdistrict, [row.import_id])
  if ('leaveOut' in choice) {
    await keep('leftOut', null)
    await countAgain()
    return 'leftOut'
  }
  const chosen = 'dwellingId' in choice ? { id: choice.dwellingId, isNew: false } : await createDoor(tx, actor, row.subdistrict, choice, now)
  const place = await findDwellingPlace(tx, [row.subdistrict], chosen.id)
  if (!place || !holds(actor, 'registry.edit', { areaCode: place.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['choice'], rule: 'not_found' }] })
  await keep(chosen.isNew ? 'created' : 'picked', chosen.id)
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
  const judged = await judge(work, await staged(), new Set())
  await saveOutcomes(tx, owner, judged)
  const applies = judged[0]!.outcome !== 'wrong' && owner.state === 'done'
  if (applies) await take(work, await staged())
  await countAgain()
  return judged[0]!.outcome === 'wrong' ? 'stillWrong' : applies ? 'applied' : 'waitsForImport'
}

async function createDoor(
  tx: Tx,
  actor: Actor,
  subdistrict: string,
  choice: { buildingId: string; stairwell?: string | undefined; door: string },
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const building = await findBuilding(tx, subdistrict, choice.buildingId)
  if (!building || !holds(actor, 'registry.edit', { areaCode: building.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['choice', 'buildingId'], rule: 'not_found' }] })
  return addDwelling(tx, { subdistrict, buildingId: building.id, stairwell: choice.stairwell || null, door: choice.door })
}
