import type { EnterpriseImportField } from '@ejia/contract/imports.ts'
import type { CryptoProvider } from '../../../platform/crypto.ts'
import { buildingOf, type FoundDoor, type Suggestion } from '../../addresses/place-gazetteer.ts'
import { listEnterprisesById, type EnterpriseRow } from '../../enterprises/enterprise-store.ts'
import { changedFields, valuesOf, type EnterprisePlace, type EnterpriseValues } from '../../enterprises/write-enterprise.ts'
import type { Work } from '../pass.ts'
import { cellsOf, type RowFault, type StagedCells } from '../read-cells.ts'
import type { Judged, StagedRow } from '../row-store.ts'
import { readEnterprise, type EnterpriseFacts } from './enterprise-columns.ts'
import { findByCodes, findByNames, listGridNames } from './enterprise-rows-store.ts'

type Place = EnterprisePlace & { grid_code: string }
/** `known`: the entry it is about, when there is one; `place` null: where it is known to be. */
export type Understood = {
  row: number
  facts: EnterpriseFacts
  place: Place | null
  known: EnterpriseRow | null
  faults: RowFault[]
  suggestions: Suggestion[] | null
}

/** Width, case and spaces say nothing about which enterprise it is. */
const foldText = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()

/** The sealed rows opened and read, with the place and the entry each is about: by its code, else by name and community. */
export async function understand(work: Work, staged: readonly StagedRow[]): Promise<Understood[]> {
  const { tx, row, sealer } = work
  const read = staged.map((one) => {
    const cells = JSON.parse(sealer.open(one.cells_sealed!, cellsOf(row, one.row_number))) as StagedCells
    return { ...readEnterprise(cells, row.mapping), staged: one }
  })
  const gridOf = gridReader(await listGridNames(tx, row.subdistrict))
  const codes = read.flatMap(({ facts }) => facts.creditCode ?? [])
  const byCode = await findByCodes(tx, row.subdistrict, codes)
  const entries = new Map((await listEnterprisesById(tx, row.subdistrict, [...byCode.values()])).map((one) => [one.id, one]))
  const understood = read.map(({ facts, grid, faults, staged: one }) => {
    const known = entries.get(byCode.get(facts.creditCode ?? '') ?? '') ?? null
    const told = grid === '' ? null : gridOf(grid)
    if (grid !== '' && told === null) faults.push({ field: 'enterpriseGrid', column: row.mapping.enterpriseGrid ?? null, fault: 'grid_unknown' })
    return { row: one.row_number, facts, known, faults, told, ...findPlace(work, one, facts, known, told) }
  })
  await findNamesakes(work, understood)
  return understood.map(({ told, unplaced, suggestions, ...one }) => {
    if (one.known === null) refuseIncomplete(work, one)
    // Only the address is wrong: somebody who knows the place can settle it.
    const settled = unplaced && one.faults.length === 0 ? suggestions : null
    if (unplaced) one.faults.push(unplaced)
    return { ...one, place: one.known && staysThere(one.known, one.facts, told) ? null : one.place, suggestions: settled }
  })
}

type Placed = { place: Place | null; unplaced: RowFault | null; suggestions: Suggestion[] | null }
const there = (place: Place | null): Placed => ({ place, unplaced: null, suggestions: null })

/** The building that was picked or that the address says; without one the grid that was told, where it then waits for who knows the place. */
function findPlace({ row, gazetteer }: Work, staged: StagedRow, facts: EnterpriseFacts, known: EnterpriseRow | null, told: string | null): Placed {
  if (staged.building_id !== null) return there({ grid_code: staged.grid_code!, building_id: staged.building_id, place_state: 'matched' })
  if (facts.address === undefined || (known && staysThere(known, facts, told))) return there(null)
  const found = gazetteer(facts.address)
  const building = buildingOf(found)
  if (building && (told === null || told === building.gridCode))
    return there({ grid_code: building.gridCode, building_id: building.buildingId, place_state: 'matched' })
  if (told !== null) return there({ grid_code: told, building_id: null, place_state: 'waits' })
  const fault = found.state === 'several' ? 'building_several' : 'building_unknown'
  return { place: null, unplaced: { field: 'businessAddress', column: row.mapping.businessAddress ?? null, fault }, suggestions: housesOf(found) }
}

const housesOf = (found: FoundDoor) => (found.state === 'found' ? [] : found.suggestions.filter((one) => one.dwellingId === null))

/** The same address as it is known: whatever was settled about it stays. */
const staysThere = (known: EnterpriseRow, facts: EnterpriseFacts, told: string | null) =>
  facts.address !== undefined && foldText(facts.address) === foldText(known.address) && (told === null || told === known.grid_code)

async function findNamesakes({ tx, row }: Work, rows: Omit<Understood, 'suggestions'>[]): Promise<void> {
  const asked = rows.flatMap(({ row: number, known, place, facts }) =>
    known || !place || facts.name === undefined
      ? []
      : { row: number, name: foldText(facts.name), community: place.grid_code.slice(0, 12), hasCode: facts.creditCode !== undefined },
  )
  const found = new Map((await findByNames(tx, row.subdistrict, asked)).map((one) => [one.row, one.ids]))
  const entries = new Map((await listEnterprisesById(tx, row.subdistrict, [...found.values()].flat())).map((one) => [one.id, one]))
  for (const one of rows) {
    const ids = found.get(one.row) ?? []
    if (ids.length > 1) one.faults.push({ field: 'creditCode', column: row.mapping.creditCode ?? null, fault: 'enterprise_several' })
    else if (ids.length === 1) one.known = entries.get(ids[0]!) ?? null
  }
}

/** What a new entry cannot do without. */
function refuseIncomplete({ row }: Work, { facts, faults }: Pick<Understood, 'facts' | 'faults'>): void {
  const isSaid = (field: EnterpriseImportField) => faults.some((fault) => fault.field === field)
  // A right code will say the kind.
  if (facts.kind === undefined && !isSaid('enterpriseKind') && !isSaid('creditCode'))
    faults.push({ field: 'enterpriseKind', column: row.mapping.enterpriseKind ?? null, fault: 'enterprise_kind_missing' })
  if (facts.industry === undefined && !isSaid('industry')) faults.push({ field: 'industry', column: row.mapping.industry ?? null, fault: 'industry_missing' })
}

/** A grid by its code, its name, or its community's name before it; a name two grids have says neither. */
function gridReader(grids: readonly { code: string; name: string; community: string }[]): (written: string) => string | null {
  const byName = new Map<string, string | null>()
  for (const { code, name, community } of grids)
    for (const key of new Set([code, foldText(name), foldText(community + name)])) byName.set(key, byName.has(key) ? null : code)
  return (written) => byName.get(foldText(written)) ?? null
}

/** What the entry would say: what a row leaves out, or only writes differently, stays. */
export function valuesAfter(crypto: CryptoProvider, known: EnterpriseRow, { facts, place }: Pick<Understood, 'facts' | 'place'>): EnterpriseValues {
  const values = valuesOf(crypto, known)
  const isSame = (field: 'name' | 'address') => facts[field] === undefined || foldText(facts[field]) === foldText(values[field])
  return {
    ...values,
    ...facts,
    name: isSame('name') ? values.name : facts.name!,
    address: isSame('address') ? values.address : facts.address!,
    gridCode: place?.grid_code ?? values.gridCode,
  }
}

/** `seen` are the codes, names and entries of the rows before. */
export async function judgeEnterprises(work: Work, staged: readonly StagedRow[], seen: Set<string>): Promise<Judged[]> {
  const { row, crypto } = work
  if (row.done_count === 0) seen.clear()
  return (await understand(work, staged)).map((one): Judged => {
    if (one.faults.length === 0 && isTwice(one, seen)) {
      const field = one.facts.creditCode === undefined ? 'enterpriseName' : 'creditCode'
      one.faults.push({ field, column: row.mapping[field] ?? null, fault: 'enterprise_twice' })
    }
    const { faults, known, suggestions } = one
    if (faults.length > 0) return { row: one.row, outcome: 'wrong', faults, subject: null, suggestions }
    if (known === null) return { row: one.row, outcome: 'new', faults, subject: null }
    const isChange = changedFields(valuesOf(crypto, known), valuesAfter(crypto, known, one)).length > 0
    return { row: one.row, outcome: isChange ? 'change' : 'same', faults, subject: known.id }
  })
}

/** Said before by its code, by its name where one of the two has no code, or by another name of the same entry. */
function isTwice({ facts, place, known }: Understood, seen: Set<string>): boolean {
  const { creditCode } = facts
  const name = `${(place?.grid_code ?? known!.grid_code).slice(0, 12)} ${foldText(facts.name!)}`
  const asked = [...(creditCode ? [`code ${creditCode}`, `uncoded ${name}`] : [`coded ${name}`, `uncoded ${name}`]), ...(known ? [`entry ${known.id}`] : [])]
  if (asked.some((key) => seen.has(key))) return true
  for (const key of [...(creditCode ? [`code ${creditCode}`, `coded ${name}`] : [`uncoded ${name}`]), ...(known ? [`entry ${known.id}`] : [])]) seen.add(key)
  return false
}
