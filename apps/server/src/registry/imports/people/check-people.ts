import type { PersonFacts } from '@ejia/contract/registry.ts'
import { findSealers } from '../../../privacy/data-keys.ts'
import { addressFaults, type Door, type Suggestion } from '../../addresses/place-gazetteer.ts'
import { dayOf } from '../../fact-states.ts'
import { listPeople, listSecretsOf } from '../../people/people-store.ts'
import { blindIndexOf, openValues, withFacts } from '../../people/person-values.ts'
import { factsForCampaign } from '../../purposes/running-purposes.ts'
import type { Work } from '../pass.ts'
import { cellsOf, type RowFault, type StagedCells } from '../read-cells.ts'
import type { Judged, StagedRow } from '../row-store.ts'
import { findKnown } from './people-rows-store.ts'
import { readPerson } from './person-columns.ts'

/** `person`: who it is, when the registry knows them. */
export type Understood = {
  row: number
  facts: PersonFacts
  door: Door | null
  faults: RowFault[]
  suggestions: Suggestion[] | null
  index: string | null
  person: string | null
}

/** The sealed rows opened and read, with the door and the person each is about. */
export async function understand({ tx, crypto, row, sealer, gazetteer, now }: Work, staged: readonly StagedRow[]): Promise<Understood[]> {
  const today = dayOf(now)
  const read = staged.map((one): Understood => {
    const cells = JSON.parse(sealer.open(one.cells_sealed!, cellsOf(row, one.row_number))) as StagedCells
    const { facts: told, address, faults } = readPerson(cells, row.mapping, today)
    const facts = row.recorded_for === null ? told : factsForCampaign(told, row.recorded_for)
    const picked = one.dwelling_id === null ? null : { dwellingId: one.dwelling_id, buildingId: one.building_id!, gridCode: one.grid_code! }
    const place = picked ? { state: 'found' as const, door: picked } : address === '' ? null : gazetteer(address)
    // Only the address is wrong: somebody who knows the place can settle it.
    const suggestions = place && place.state !== 'found' && faults.length === 0 ? place.suggestions : null
    if (place && place.state !== 'found') {
      const fault = addressFaults[place.state]
      faults.push({ field: 'address', column: row.mapping.address ?? null, fault })
    }
    const index = facts.idNumber ? blindIndexOf(crypto, row.subdistrict, 'idNumber', facts.idNumber.number).toString('hex') : null
    return { row: one.row_number, facts, door: place?.state === 'found' ? place.door : null, faults, suggestions, index, person: null }
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

/** `seen` are the IDs of the rows before. */
export async function judgePeople(work: Work, staged: readonly StagedRow[], seen: Set<string>): Promise<Judged[]> {
  const { row } = work
  if (row.done_count === 0) seen.clear()
  const understood = await understand(work, staged)
  for (const one of understood) {
    if (one.index === null || one.faults.length > 0) continue
    if (seen.has(one.index)) one.faults.push({ field: 'idNumber', column: row.mapping.idNumber ?? null, fault: 'twice_in_file' })
    seen.add(one.index)
  }
  const changes = await changing(
    work,
    understood.filter((one) => one.faults.length === 0 && one.person !== null),
  )
  return understood.map((one): Judged => {
    if (one.faults.length > 0 || !one.door) return { row: one.row, outcome: 'wrong', faults: one.faults, subject: null, suggestions: one.suggestions }
    if (one.person === null) return { row: one.row, outcome: 'new', faults: [], subject: null }
    return { row: one.row, outcome: changes.has(one.row) ? 'change' : 'same', faults: [], subject: one.person }
  })
}

/** Rows that tell something else than the registry knows. */
async function changing({ tx, crypto, row }: Work, rows: readonly Understood[]): Promise<Set<number>> {
  const ids = [...new Set(rows.map((one) => one.person!))]
  if (ids.length === 0) return new Set()
  const people = new Map((await listPeople(tx, row.subdistrict, ids)).map((person) => [person.id, person]))
  const secrets = await listSecretsOf(tx, row.subdistrict, ids)
  const sealers = await findSealers(tx, crypto, row.subdistrict, ids)
  const changed = rows.filter(({ person, facts }) => {
    const [known, sealer] = [people.get(person!), sealers.get(person!)]
    // Without its key nothing is left to compare with: the row is refused when it is taken.
    return !known || !sealer || withFacts(openValues(known, secrets.get(person!) ?? [], sealer), facts).changed.length > 0
  })
  return new Set(changed.map((one) => one.row))
}
