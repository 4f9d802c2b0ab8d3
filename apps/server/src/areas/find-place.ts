import { toWgs84 } from '@ejia/geography/coordinates.ts'
import { isPointInside } from '@ejia/geography/point-in-polygon.ts'
import type { PlaceInput } from '@ejia/contract/intake.ts'
import type { RouteReason } from '@ejia/contract/requests.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { Db } from '../platform/database.ts'
import {
  findArea,
  findBuildingAnywhere,
  findBuildingCode,
  findBuilding,
  listAncestry,
  listBoundariesAround,
  listSubdistricts,
  type AreaRow,
  type BuildingRow,
} from './area-store.ts'

export type ResolvedPlace = {
  /** The smallest area known: grid, community, or the subdistrict. */
  areaCode: string
  buildingId: string | null
  detail: string
  /** As people say it: 幸福社区 3 号楼 2 单元 303. */
  text: string
  point: { longitude: number; latitude: number } | null
  reasons: RouteReason[]
}

/**
 * The place of a report from whatever the person gave: a sticker's code, a building, an area, a point, only words.
 * A place that names nothing known is refused with the field; no place at all falls to the subdistrict.
 */
export async function findPlace(db: Db, input: PlaceInput, subdistrict: string | null, today: string): Promise<ResolvedPlace> {
  const detail = input.detail ?? ''
  const point = input.point ? toWgs84(input.point, input.pointSystem ?? 'wgs84') : null
  const building = await buildingOf(db, input)
  if (building) return placeIn(await ancestryOf(db, building.grid_code), building, detail, point, 'buildingInGrid')
  if (input.areaCode !== undefined) {
    const ancestry = await ancestryOf(db, input.areaCode)
    const [area] = ancestry
    if (area?.code !== input.areaCode || area.kind === 'district') throw refused('areaCode')
    return placeIn(ancestry, null, detail, point, area.kind === 'grid' ? 'placeInGrid' : area.kind === 'community' ? 'placeInCommunity' : 'placeUnknown')
  }
  if (point) {
    const grid = await findGridAround(db, point, today)
    if (grid) return placeIn(await ancestryOf(db, grid), null, detail, point, 'pointInGrid')
  }
  return placeIn([await theSubdistrict(db, subdistrict)], null, detail, point, 'placeUnknown')
}

/** The grid whose boundary holds the point on that day. */
export async function findGridAround(db: Db, point: { longitude: number; latitude: number }, today: string): Promise<string | null> {
  const candidates = await listBoundariesAround(db, point.longitude, point.latitude, today)
  return candidates.find((candidate) => isPointInside(point, candidate.boundary))?.area_code ?? null
}

/** The named subdistrict, or the only one of the deployment. */
export async function theSubdistrict(db: Db, code: string | null): Promise<AreaRow> {
  const area = code === null ? await onlySubdistrict(db) : await findArea(db, code)
  if (area?.kind !== 'subdistrict')
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: code === null ? 'required' : 'not_found' }] })
  return area
}

async function onlySubdistrict(db: Db): Promise<AreaRow | undefined> {
  const [only, ...others] = await listSubdistricts(db)
  return only && others.length === 0 ? findArea(db, only.code) : undefined
}

type Kept = { areas: AreaRow[]; readAtMs: number }
const kept = new Map<string, Kept>()
/** Names of areas rarely change; a report taken in within this time of a change may still say the old one. */
const keptMs = 1_000
const mostKept = 5_000

/** The area and those around it, kept for a moment: a busy desk files without a look-up. */
async function ancestryOf(db: Db, code: string): Promise<AreaRow[]> {
  const known = kept.get(code)
  const readAtMs = performance.now()
  if (known && readAtMs - known.readAtMs < keptMs) return known.areas
  const areas = await listAncestry(db, code)
  if (kept.size >= mostKept) kept.clear()
  if (areas[0]?.code === code) kept.set(code, { areas, readAtMs })
  return areas
}

async function buildingOf(db: Db, input: PlaceInput): Promise<BuildingRow | null> {
  if (input.buildingCode !== undefined) {
    const code = await findBuildingCode(db, input.buildingCode)
    const building = code && (await findBuilding(db, code.subdistrict, code.building_id))
    if (!building) throw refused('buildingCode')
    return building
  }
  if (input.buildingId === undefined) return null
  const building = await findBuildingAnywhere(db, input.buildingId)
  if (!building) throw refused('buildingId')
  return building
}

function placeIn(ancestry: AreaRow[], building: BuildingRow | null, detail: string, point: ResolvedPlace['point'], reason: RouteReason['code']): ResolvedPlace {
  const [area] = ancestry
  if (!area) throw refused('areaCode')
  const community = ancestry.find((above) => above.kind === 'community')
  const text = [community?.name ?? area.name, building?.name ?? (area.kind === 'grid' ? area.name : ''), detail].filter((part) => part !== '').join(' ')
  const stored = building?.longitude != null && building.latitude != null ? { longitude: building.longitude, latitude: building.latitude } : null
  return {
    areaCode: area.code,
    buildingId: building?.id ?? null,
    detail,
    text,
    point: point ?? stored,
    reasons: [{ code: reason, params: { area: area.name, ...(building ? { building: building.name } : {}) } }],
  }
}

function refused(field: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: ['place', field], rule: 'not_found' }] })
}
