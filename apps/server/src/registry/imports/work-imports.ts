import type { PersonFacts } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { destroyDataKeys, findSealer, type PersonSealer } from '../../privacy/data-keys.ts'
import { dayOf } from '../fact-states.ts'
import { enterPeople, type Newcomer } from '../people/enter-people.ts'
import { endPerson, listSecrets, lockPerson, type PersonRow } from '../people/person-store.ts'
import { blindIndexOf, openValues, withFacts, type PersonValues } from '../people/person-values.ts'
import { correctPerson, keepChange, openBefore, restorePerson, sealerOfPerson, type Telling } from '../people/write-person.ts'
import { factsForCampaign } from '../purposes/running-purposes.ts'
import { readRow, type RowFault, type StagedCells } from './import-columns.ts'
import { afterPass } from './import-moves.ts'
import {
  endEmptyHouseholds,
  findHouseholds,
  findImportChange,
  findKnown,
  forgetImport,
  insertHouseholds,
  listForgettable,
  listStaged,
  markApplied,
  markUndone,
  saveOutcomes,
  setImportState,
  takeImport,
  wasTouchedSince,
  type ImportRow,
  type Judged,
  type StagedRow,
} from './import-store.ts'
import { loadGazetteer, type Door, type FoundDoor } from './place-gazetteer.ts'
import { cellOf } from './upload-import.ts'

/** Rows of one transaction: what is lost when the process is killed is done again, nothing twice. */
const batchRows = 400
const keptDays = 30

type Gazetteer = (address: string) => FoundDoor
type Work = { tx: Tx; crypto: CryptoProvider; row: ImportRow; sealer: PersonSealer; gazetteer: Gazetteer; now: Date }

/** Does what waits, batch by batch, until nothing waits. Each batch takes the import anew, so that a cancel is seen between two. */
export async function workImports(db: Database, crypto: CryptoProvider, clock: () => Date): Promise<number> {
  let batches = 0
  const gazetteers = new Map<string, Gazetteer>()
  const doublesSeen = new Map<string, Set<string>>()
  for (;;) {
    const again = await db.transaction().execute(async (tx) => {
      const row = await takeImport(tx)
      if (!row) return false
      const now = clock()
      const sealer = await findSealer(tx, crypto, row)
      if (!sealer) {
        await setImportState(tx, row, 'cancelled', {}, now)
        return true
      }
      const gazetteer = gazetteers.get(row.subdistrict) ?? (await loadGazetteer(tx, row.subdistrict))
      gazetteers.set(row.subdistrict, gazetteer)
      const seen = doublesSeen.get(row.id) ?? new Set<string>()
      doublesSeen.set(row.id, seen)
      await workBatch({ tx, crypto, row, sealer, gazetteer, now }, seen)
      return true
    })
    if (!again) return batches
    batches += 1
  }
}

async function workBatch(work: Work, seen: Set<string>): Promise<void> {
  const { tx, row, now } = work
  const state = row.state as keyof typeof afterPass
  // Where the last batch ended is the row number it reached.
  const staged = await listStaged(
    tx,
    row,
    row.done_count,
    batchRows,
    state === 'running' ? ['new', 'change'] : state === 'undoing' ? ['new', 'change', 'same'] : null,
  )
  if (staged.length === 0) {
    if (state === 'undoing') await endEmptyHouseholds(tx, row.subdistrict, row.created_at, now)
    await setImportState(tx, row, afterPass[state], { doneCount: 0 }, now)
    return
  }
  if (state === 'checking') await saveOutcomes(tx, row, await judge(work, staged, seen))
  else if (state === 'running') await take(work, staged)
  else await takeBack(work, staged)
  await setImportState(tx, row, state, { doneCount: staged.at(-1)!.row_number }, now)
}

type Understood = { row: number; facts: PersonFacts; door: Door | null; faults: RowFault[]; index: string | null; person: string | null }

async function understand({ tx, crypto, row, sealer, gazetteer, now }: Work, staged: readonly StagedRow[]): Promise<Understood[]> {
  const read = staged.map((one) => {
    const cells = JSON.parse(sealer.open(one.cells_sealed!, cellOf(row, one.row_number))) as StagedCells
    const { facts: read, address, faults } = readRow(cells, row.mapping, dayOf(now))
    const facts = row.recorded_for === null ? read : factsForCampaign(read, row.recorded_for)
    const place = address === '' ? null : gazetteer(address)
    if (place && place.state !== 'found') {
      const fault = place.state === 'unknown' ? 'address_unknown' : place.state === 'noDoor' ? 'address_no_door' : 'address_several'
      faults.push({ field: 'address', column: row.mapping.address ?? null, fault })
    }
    const index = facts.idNumber ? blindIndexOf(crypto, row.subdistrict, 'idNumber', facts.idNumber.number).toString('hex') : null
    return { row: one.row_number, facts, door: place?.state === 'found' ? place.door : null, faults, index, person: one.person_id }
  })
  const asked = read.filter((one) => one.faults.length === 0 && one.door && one.facts.name !== undefined)
  const known = await findKnown(
    tx,
    row.subdistrict,
    asked.map((one) => ({ row: one.row, index: one.index, dwelling: one.door!.dwellingId, name: one.facts.name! })),
  )
  const byRow = new Map(known.map((one) => [one.row, one.person]))
  return read.map((one) => ({ ...one, person: byRow.get(one.row) ?? null }))
}

/** The dry run: what each row would do. */
async function judge(work: Work, staged: readonly StagedRow[], seen: Set<string>): Promise<Judged[]> {
  const { tx, crypto, row } = work
  if (row.done_count === 0) seen.clear()
  const judged: Judged[] = []
  for (const one of await understand(work, staged)) {
    if (one.index !== null && one.faults.length === 0) {
      if (seen.has(one.index)) one.faults.push({ field: 'idNumber', column: row.mapping.idNumber ?? null, fault: 'twice_in_file' })
      seen.add(one.index)
    }
    if (one.faults.length > 0 || !one.door) judged.push({ row: one.row, outcome: 'wrong', faults: one.faults, person: null })
    else if (one.person === null) judged.push({ row: one.row, outcome: 'new', faults: [], person: null })
    else {
      const person = (await lockPerson(tx, [row.subdistrict], one.person))!
      const changes = (await changesOf(tx, crypto, person, one.facts)).length > 0
      judged.push({ row: one.row, outcome: changes ? 'change' : 'same', faults: [], person: one.person })
    }
  }
  return judged
}

async function changesOf(tx: Tx, crypto: CryptoProvider, person: PersonRow, facts: PersonFacts): Promise<string[]> {
  const values = openValues(person, await listSecrets(tx, person.subdistrict, person.id), await sealerOfPerson(tx, crypto, person))
  return withFacts(values, facts).changed
}

async function take(work: Work, staged: readonly StagedRow[]): Promise<void> {
  const { tx, crypto, row, now } = work
  const telling: Telling = { by: row.created_by, source: 'import', importId: row.id, recordedFor: row.recorded_for }
  const rows = (await understand(work, staged)).filter((one) => one.faults.length === 0 && one.door)
  const fresh = rows.filter((one) => one.person === null)
  const homes = await findHouseholds(
    tx,
    row.subdistrict,
    fresh.map((one) => one.door!.dwellingId),
  )
  const founded = new Map<string, { id: string } & Door>()
  for (const { door } of fresh) if (!homes.has(door!.dwellingId) && !founded.has(door!.dwellingId)) founded.set(door!.dwellingId, { id: newId(), ...door! })
  await insertHouseholds(tx, row.subdistrict, [...founded.values()], now)
  const newcomers = fresh.map((one): Newcomer & { row: number } => ({
    row: one.row,
    id: newId(),
    gridCode: one.door!.gridCode,
    householdId: homes.get(one.door!.dwellingId) ?? founded.get(one.door!.dwellingId)!.id,
    facts: one.facts,
    telling,
    at: now,
  }))
  if (newcomers.length > 0) await enterPeople(tx, crypto, row.subdistrict, newcomers, now)
  const applied = newcomers.map((one) => ({ row: one.row, person: one.id }))
  const refused: Judged[] = []
  for (const one of rows.filter((candidate) => candidate.person !== null)) {
    const person = (await lockPerson(tx, [row.subdistrict], one.person!))!
    try {
      await correctPerson(tx, crypto, person, one.facts, telling, now)
      applied.push({ row: one.row, person: one.person! })
    } catch (error) {
      // Somebody entered the same ID meanwhile, or a fact does not go with what is kept: this row alone stays out.
      if (!(error instanceof DomainError)) throw error
      refused.push({ row: one.row, outcome: 'wrong', faults: [{ field: null, column: null, fault: 'rejected' }], person: null })
    }
  }
  await markApplied(tx, row, applied, now)
  if (refused.length > 0) await saveOutcomes(tx, row, refused)
}

async function takeBack({ tx, crypto, row, now }: Work, staged: readonly StagedRow[]): Promise<void> {
  for (const one of staged) {
    if (one.person_id === null || one.outcome === 'same') continue
    const person = await lockPerson(tx, [row.subdistrict], one.person_id)
    const change = person && (await findImportChange(tx, row.subdistrict, one.person_id, row.id))
    if (!person || !change || person.ended_at !== null || (await wasTouchedSince(tx, row.subdistrict, one.person_id, row.id))) {
      if (change) await markUndone(tx, row, one.row_number, 'changedSince')
      continue
    }
    const sealer = await sealerOfPerson(tx, crypto, person)
    const telling: Telling = { by: row.created_by, source: 'import' }
    if (one.outcome === 'new') {
      await keepChange(tx, sealer, person, 'undone', [], null, telling, now)
      await endPerson(tx, row.subdistrict, person.id, 'importUndone', null, now)
    } else {
      const before: Partial<PersonValues> = openBefore(sealer, row.subdistrict, change)
      await restorePerson(tx, crypto, person, before, telling, now)
    }
    await markUndone(tx, row, one.row_number, 'undone')
  }
}

/** Job, nightly: after 30 days the file's rows go, with the key that sealed them. */
export async function forgetImports(db: Database, now: Date): Promise<number> {
  const old = await listForgettable(db, new Date(now.getTime() - keptDays * 86_400_000))
  for (const owner of old)
    await db.transaction().execute(async (tx) => {
      await forgetImport(tx, owner, now)
      await destroyDataKeys(tx, owner.subdistrict, [owner.id], now)
    })
  return old.length
}

export const keptImportDays = keptDays
