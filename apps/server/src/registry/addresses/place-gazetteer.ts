import type { Db } from '../../platform/database.ts'
import { readPlace, type ReadPlace } from '../read-place.ts'
import { likeness } from './likeness.ts'
import { listDoors, type DoorRow } from './place-store.ts'

export type Door = { dwellingId: string; buildingId: string; gridCode: string }
/** A place that may be meant; without a door the building has none like it. No word of the person. */
export type Suggestion = { buildingId: string; dwellingId: string | null; gridCode: string; label: string }
export type FoundDoor =
  | { state: 'found'; door: Door }
  /** `building`: the one building that was said, where only the door is in doubt. */
  | { state: 'unknown' | 'noDoor' | 'several'; building: string | null; suggestions: Suggestion[]; read: ReadPlace }

type KnownDoor = Door & { stairwell: string | null; number: string; label: string }
type Building = { id: string; gridCode: string; name: string; names: string[]; doors: KnownDoor[]; byNumber: Map<string, KnownDoor[]> }

export const addressFaults = { unknown: 'address_unknown', noDoor: 'address_no_door', several: 'address_several' } as const

/** The one building an address says, whatever is in doubt about its door. */
export function buildingOf(found: FoundDoor): Pick<Door, 'buildingId' | 'gridCode'> | null {
  if (found.state === 'found') return found.door
  return found.suggestions.find(({ buildingId }) => buildingId === found.building) ?? null
}

const mostSuggestions = 5
const leastLikeness = 0.3

/** The doors of a subdistrict by building, in memory: a file of thousands asks it once for each row. */
export async function loadGazetteer(db: Db, subdistrict: string): Promise<(address: string) => FoundDoor> {
  return gazetteerOf(await listDoors(db, subdistrict))
}

export function gazetteerOf(rows: readonly DoorRow[]): (address: string) => FoundDoor {
  const known = new Map<string, Building>()
  for (const row of rows) {
    const id = row.building_id
    const names = () => [buildingWords(row.building), buildingWords(row.address)].filter((name) => name !== '')
    const building: Building = known.get(id) ?? { id, gridCode: row.grid_code, name: row.building, names: names(), doors: [], byNumber: new Map() }
    known.set(id, building)
    if (row.dwelling_id === null || row.door === null) continue
    const label = [row.building, row.stairwell, row.door].filter(Boolean).join(' ')
    const door = {
      dwellingId: row.dwelling_id,
      buildingId: id,
      gridCode: row.grid_code,
      stairwell: numberOf(row.stairwell),
      number: numberOf(row.door)!,
      label,
    }
    building.doors.push(door)
    building.byNumber.set(door.number, [...(building.byNumber.get(door.number) ?? []), door])
  }
  const buildings = [...known.values()]
  const found = new Map<string, Building[]>()
  return (address) => {
    const { words, ...read } = readPlace(address)
    // The doors of a building are written with the same words: its name is looked for once.
    const best = found.get(words) ?? findBuildings(buildings, words)
    found.set(words, best)
    if (best.length === 0)
      return { state: read.door === null ? 'noDoor' : 'unknown', building: null, suggestions: suggest(alike(buildings, words), read), read }
    if (best.length > 1) return { state: 'several', building: null, suggestions: suggest(best, read), read }
    const doors = read.door === null ? [] : matching(best[0]!, read)
    if (doors.length === 0) return { state: 'noDoor', building: best[0]!.id, suggestions: suggest(best, read), read }
    if (doors.length > 1) return { state: 'several', building: best[0]!.id, suggestions: doors.slice(0, mostSuggestions).map(asSuggestion), read }
    const { dwellingId, buildingId, gridCode } = doors[0]!
    return { state: 'found', door: { dwellingId, buildingId, gridCode } }
  }
}

/** A written address says more than the building's name (city, road), or less; the longest name that fits decides. */
function findBuildings(buildings: readonly Building[], words: string): Building[] {
  const fitting = buildings
    .map((building) => ({ building, length: Math.max(0, ...building.names.filter((name) => says(words, name)).map((name) => name.length)) }))
    .filter(({ length }) => length > 0)
  const longest = Math.max(0, ...fitting.map(({ length }) => length))
  return fitting.filter(({ length }) => length === longest).map(({ building }) => building)
}

function buildingWords(name: string): string {
  return readPlace(name).words
}

/** 2单元 → 2, 0301室 → 301. */
function numberOf(name: string | null): string | null {
  return name === null
    ? null
    : name
        .normalize('NFKC')
        .toUpperCase()
        .replace(/^0+(?=\d)/u, '')
        .replace(/(?:单元|门洞?|室|户|号)$/u, '')
}

/** 1号楼 is not said by 11号楼. */
function says(words: string, name: string): boolean {
  const at = words.lastIndexOf(name)
  return at !== -1 && !(/^\d/u.test(name) && /\d/u.test(words[at - 1] ?? ''))
}

const matching = (building: Building, { stairwell, door }: ReadPlace) =>
  (building.byNumber.get(door ?? '') ?? []).filter((one) => stairwell === null || one.stairwell === stairwell)

function alike(buildings: readonly Building[], words: string): Building[] {
  return buildings
    .map((building) => ({ building, score: Math.max(0, ...building.names.map((name) => likeness(words, name))) }))
    .filter(({ score }) => score >= leastLikeness)
    .toSorted((one, other) => other.score - one.score || (one.building.id < other.building.id ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ building }) => building)
}

/** In each building the door itself, else the doors most like it, else the building alone: its door may be new. */
function suggest(buildings: readonly Building[], read: ReadPlace): Suggestion[] {
  const found = buildings.slice(0, mostSuggestions).flatMap((building) => {
    const exact = matching(building, read)
    const near = exact.length > 0 || read.door === null ? exact : nearDoors(building, read, read.door)
    const itself = { buildingId: building.id, dwellingId: null, gridCode: building.gridCode, label: building.name }
    return [...near.slice(0, 3).map(asSuggestion), itself]
  })
  const [doors, houses] = [found.filter((one) => one.dwellingId !== null), found.filter((one) => one.dwellingId === null)]
  return [...doors, ...houses].slice(0, mostSuggestions + 2)
}

/** The same number in another stairwell, or a number that differs by one sign. */
function nearDoors(building: Building, { stairwell }: ReadPlace, number: string): KnownDoor[] {
  return building.doors
    .filter((one) => one.number === number || (stairwell === null || one.stairwell === stairwell ? differsByOne(one.number, number) : false))
    .toSorted((one, other) => Number(other.number === number) - Number(one.number === number) || (one.label < other.label ? -1 : 1))
}

function differsByOne(one: string, other: string): boolean {
  if (one.length === other.length) return [...one].filter((sign, index) => sign !== other[index]).length === 1
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return long.length - short.length === 1 && [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short)
}

const asSuggestion = ({ buildingId, dwellingId, gridCode, label }: KnownDoor): Suggestion => ({ buildingId, dwellingId, gridCode, label })
