import type { Db } from '../../platform/database.ts'
import { readHome } from '../search-registry.ts'
import { listDoors } from './import-store.ts'

export type Door = { dwellingId: string; buildingId: string; gridCode: string }
export type FoundDoor = { state: 'found'; door: Door } | { state: 'unknown' | 'noDoor' | 'several' }

/** The doors of a subdistrict by building, in memory: a file of thousands asks it once for each row. */
export async function loadGazetteer(db: Db, subdistrict: string): Promise<(address: string) => FoundDoor> {
  const buildings = new Map<string, { names: string[]; doors: Map<string, (Door & { stairwell: string | null })[]> }>()
  for (const row of await listDoors(db, subdistrict)) {
    const building = buildings.get(row.building_id) ?? { names: [fold(row.building), fold(row.address)], doors: new Map() }
    const doors = building.doors.get(row.door) ?? []
    doors.push({ dwellingId: row.dwelling_id, buildingId: row.building_id, gridCode: row.grid_code, stairwell: row.stairwell })
    building.doors.set(row.door, doors)
    buildings.set(row.building_id, building)
  }
  return (address) => {
    const home = readHome(address)
    const words = fold(home.words)
    if (words === '' || home.door === null) return { state: home.door === null && words !== '' ? 'noDoor' : 'unknown' }
    // A written address says more than the building's name (city, road), or less; the longest name that fits decides.
    const fitting = [...buildings.values()]
      .map((building) => ({
        building,
        length: Math.max(0, ...building.names.filter((name) => name !== '' && (words.endsWith(name) || words.includes(name))).map((name) => name.length)),
      }))
      .filter(({ length }) => length > 0)
    const longest = Math.max(0, ...fitting.map(({ length }) => length))
    const best = fitting.filter(({ length }) => length === longest)
    if (best.length === 0) return { state: 'unknown' }
    if (best.length > 1) return { state: 'several' }
    const doors = (best[0]!.building.doors.get(home.door) ?? []).filter((door) => home.stairwell === null || door.stairwell === home.stairwell)
    if (doors.length === 0) return { state: 'noDoor' }
    if (doors.length > 1) return { state: 'several' }
    const { dwellingId, buildingId, gridCode } = doors[0]!
    return { state: 'found', door: { dwellingId, buildingId, gridCode } }
  }
}

/** 1栋, 1幢 and 1号楼 are one; spaces and marks say nothing. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s,，.。·_#＃-]/gu, '')
    .replaceAll(/(\d+)(?:号楼|栋|幢|座|#|楼)/gu, '$1号楼')
}
