import type { Db } from '../../platform/database.ts'
import { readHome } from '../search-registry.ts'
import { listDoors } from './import-store.ts'

export type Door = { dwellingId: string; buildingId: string; gridCode: string }
export type FoundDoor = { state: 'found'; door: Door } | { state: 'unknown' | 'noDoor' | 'several' }

type Building = { names: string[]; doors: Map<string, (Door & { stairwell: string | null })[]> }
type FoundBuilding = Building | 'unknown' | 'several'

/** The doors of a subdistrict by building, in memory: a file of thousands asks it once for each row. */
export async function loadGazetteer(db: Db, subdistrict: string): Promise<(address: string) => FoundDoor> {
  const buildings = new Map<string, Building>()
  for (const row of await listDoors(db, subdistrict)) {
    const building = buildings.get(row.building_id) ?? { names: [fold(row.building), fold(row.address)], doors: new Map() }
    const doors = building.doors.get(row.door) ?? []
    doors.push({ dwellingId: row.dwelling_id, buildingId: row.building_id, gridCode: row.grid_code, stairwell: row.stairwell })
    building.doors.set(row.door, doors)
    buildings.set(row.building_id, building)
  }
  const found = new Map<string, FoundBuilding>()
  return (address) => {
    const home = readHome(address)
    const words = fold(home.words)
    if (words === '' || home.door === null) return { state: home.door === null && words !== '' ? 'noDoor' : 'unknown' }
    // The doors of a building are written with the same words: its name is looked for once.
    const known = found.get(words) ?? findBuilding([...buildings.values()], words)
    found.set(words, known)
    if (typeof known === 'string') return { state: known }
    const doors = (known.doors.get(home.door) ?? []).filter((door) => home.stairwell === null || door.stairwell === home.stairwell)
    if (doors.length === 0) return { state: 'noDoor' }
    if (doors.length > 1) return { state: 'several' }
    const { dwellingId, buildingId, gridCode } = doors[0]!
    return { state: 'found', door: { dwellingId, buildingId, gridCode } }
  }
}

/** A written address says more than the building's name (city, road), or less; the longest name that fits decides. */
function findBuilding(buildings: readonly Building[], words: string): FoundBuilding {
  const fitting = buildings
    .map((building) => ({ building, length: Math.max(0, ...building.names.filter((name) => name !== '' && words.includes(name)).map((name) => name.length)) }))
    .filter(({ length }) => length > 0)
  const longest = Math.max(0, ...fitting.map(({ length }) => length))
  const best = fitting.filter(({ length }) => length === longest)
  if (best.length === 0) return 'unknown'
  return best.length > 1 ? 'several' : best[0]!.building
}

/** 1栋, 1幢 and 1号楼 are one; spaces and marks say nothing. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s,，.。·_#＃-]/gu, '')
    .replaceAll(/(\d+)(?:号楼|栋|幢|座|#|楼)/gu, '$1号楼')
}
