import { Boundary } from '@ejia/contract/areas.ts'
import { toWgs84 } from '@ejia/geography/coordinates.ts'
import { api, write, type ApiContext } from '../access/api.ts'
import { drawQrCode } from '../platform/qr-code.ts'
import type { Actor } from '../access/actor.ts'
import { holds, requirePermission, scopeOf } from '../access/permissions.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import {
  deleteDwelling,
  findBuildingRow,
  listAreas,
  listBoundaries,
  listBuildings,
  listDwellings,
  listPublicAreas,
  listStairwells,
  upsertDwelling,
  upsertStairwell,
  type AreaListRow,
  type BoundaryRow,
  type BuildingListRow,
  type DwellingRow,
} from './area-list-store.ts'
import { findArea, findBuilding, findBuildingCode, listAncestry, type BuildingRow } from './area-store.ts'
import { importBoundaries, replaceQrCode, saveArea, saveBoundary, saveBuilding } from './edit-areas.ts'
import { findGridAround, theSubdistrict } from './find-place.ts'

const routes = api.areas

export const areaRoutes = {
  publicTree: routes.publicTree.handler(async ({ input, context: { deps } }) => {
    const subdistrict = await theSubdistrict(deps.db, input.subdistrict ?? null)
    const rows = await listPublicAreas(deps.db, subdistrict.code)
    return {
      subdistrict: { code: subdistrict.code, name: subdistrict.name },
      areas: rows.map((row) => ({ code: row.code, kind: row.kind, name: row.name, parentCode: row.parent_code })),
    }
  }),
  publicBuildings: routes.publicBuildings.handler(async ({ input, context: { deps } }) => {
    const area = input.area ?? (await theSubdistrict(deps.db, null)).code
    if (area.length < 9) throw new DomainError('invalid_input', { issues: [{ path: ['area'], rule: 'not_allowed_here' }] })
    const rows = await listBuildings(deps.db, area, input.text === undefined || input.text === '' ? null : input.text, false)
    return { rows: rows.slice(0, 300).map(presentPublic) }
  }),
  findByCode: routes.findByCode.handler(async ({ input, context: { deps } }) => {
    const code = await findBuildingCode(deps.db, input.code.toUpperCase())
    const building = code && (await findBuilding(deps.db, code.subdistrict, code.building_id))
    if (!building) throw new DomainError('not_found')
    const [grid, community, subdistrict] = (await listAncestry(deps.db, building.grid_code)).map((area) => ({ code: area.code, name: area.name }))
    return { building: presentPublic(building), grid: grid!, community: community!, subdistrict: subdistrict! }
  }),
  findByPoint: routes.findByPoint.handler(async ({ input, context: { deps } }) => {
    const point = toWgs84(input.point, input.pointSystem ?? 'wgs84')
    const gridCode = await findGridAround(deps.db, point, shanghaiDay(deps.clock()))
    if (gridCode === null) return { grid: null, community: null, nearby: [] }
    const [grid, community] = (await listAncestry(deps.db, gridCode)).map((area) => ({ code: area.code, name: area.name }))
    const buildings = await listBuildings(deps.db, gridCode, null, false)
    const far = (row: BuildingListRow) =>
      row.longitude === null || row.latitude === null ? Infinity : (row.longitude - point.longitude) ** 2 + (row.latitude - point.latitude) ** 2
    return {
      grid: grid ?? null,
      community: community ?? null,
      nearby: buildings
        .toSorted((one, other) => far(one) - far(other))
        .slice(0, 8)
        .map(presentPublic),
    }
  }),
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const scope = scopeOf(actor, 'area.read', now)
    const rows = await listAreas(deps.db, scope.areas, input.parent ?? null, input.on ?? null)
    return { rows: rows.map((row) => presentArea(row, actor, now)) }
  }),
  boundaries: routes.boundaries.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    requirePermission(actor, 'area.read', 'area.read', { areaCode: input.code }, now)
    const rows = await listBoundaries(deps.db, input.code, { history: input.history === 'true', on: input.on ?? shanghaiDay(now) })
    return { rows: rows.map(presentBoundary) }
  }),
  save: routes.save.handler(({ input, context }) =>
    write(context, 'areas.save', input, async (tx, now) => {
      await saveArea(tx, context.deps.crypto, context.actor, input, now)
      const row = (await listAreas(tx, [input.code], input.code, null)).find((area) => area.code === input.code)
      return presentArea(row!, context.actor, now)
    }),
  ),
  saveBoundary: routes.saveBoundary.handler(({ input, context }) =>
    write(context, 'areas.saveBoundary', input, async (tx, now) => {
      await saveBoundary(tx, context.deps.crypto, context.actor, input, now)
      const [row] = (await listBoundaries(tx, input.code, { history: true, on: input.validFrom })).filter((version) => version.valid_from === input.validFrom)
      return presentBoundary(row!)
    }),
  ),
  importBoundaries: routes.importBoundaries.handler(({ input, context }) =>
    write(context, 'areas.importBoundaries', input, async (tx, now) => ({
      rows: await importBoundaries(tx, context.deps.crypto, context.actor, input, (geometry) => Boundary.safeParse(geometry).data ?? null, now),
      written: !input.dryRun,
    })),
  ),
  listBuildings: routes.listBuildings.handler(async ({ input, context: { deps, actor } }) => {
    requirePermission(actor, 'area.read', 'area.read', { areaCode: input.area }, deps.clock())
    if (input.area.length < 9) throw new DomainError('invalid_input', { issues: [{ path: ['area'], rule: 'not_allowed_here' }] })
    return { rows: (await listBuildings(deps.db, input.area, input.text === undefined || input.text === '' ? null : input.text, true)).map(presentBuilding) }
  }),
  saveBuilding: routes.saveBuilding.handler(({ input, context }) =>
    write(context, 'areas.saveBuilding', input, async (tx, now) => {
      const subdistrict = await saveBuilding(tx, context.deps.crypto, context.actor, input, now)
      return presentBuilding((await findBuildingRow(tx, [subdistrict], input.buildingId))!)
    }),
  ),
  replaceQrCode: routes.replaceQrCode.handler(({ input, context }) =>
    write(context, 'areas.replaceQrCode', input, async (tx, now) => {
      await replaceQrCode(tx, context.deps.crypto, context.actor, input.buildingId, now)
      return presentBuilding((await findBuildingRow(tx, context.actor.tenants, input.buildingId))!)
    }),
  ),
  openBuilding: routes.openBuilding.handler(async ({ input, context: { deps, actor } }) => {
    const building = await getBuilding(deps.db, actor, input.buildingId, 'area.read', deps.clock())
    const [stairwells, dwellings] = await Promise.all([
      listStairwells(deps.db, building.subdistrict, building.id),
      listDwellings(deps.db, building.subdistrict, building.id),
    ])
    return {
      building: presentBuilding(building),
      stairwells: stairwells.map((row) => ({ id: row.id, buildingId: row.building_id, name: row.name })),
      dwellings: dwellings.map(presentDwelling),
    }
  }),
  saveStairwell: routes.saveStairwell.handler(({ input, context }) =>
    write(context, 'areas.saveStairwell', input, async (tx, now) => {
      const building = await getBuilding(tx, context.actor, input.buildingId, 'area.edit', now)
      if (!(await upsertStairwell(tx, building.subdistrict, { id: input.stairwellId, building_id: building.id, name: input.name }))) throw taken()
      return { id: input.stairwellId, buildingId: building.id, name: input.name }
    }),
  ),
  saveDwelling: routes.saveDwelling.handler(({ input, context }) =>
    write(context, 'areas.saveDwelling', input, async (tx, now) => {
      const building = await getBuilding(tx, context.actor, input.buildingId, 'area.edit', now)
      const stairwells = await listStairwells(tx, building.subdistrict, building.id)
      if (input.stairwellId !== undefined && !stairwells.some((row) => row.id === input.stairwellId))
        throw new DomainError('invalid_input', { issues: [{ path: ['stairwellId'], rule: 'not_found' }] })
      const row: DwellingRow = {
        id: input.dwellingId,
        building_id: building.id,
        stairwell_id: input.stairwellId ?? null,
        floor: input.floor ?? null,
        name: input.name,
      }
      if (!(await upsertDwelling(tx, building.subdistrict, row))) throw taken()
      return presentDwelling(row)
    }),
  ),
  removeDwelling: routes.removeDwelling.handler(({ input, context }) =>
    write(context, 'areas.removeDwelling', input, async (tx, now) => {
      const building = await getBuilding(tx, context.actor, input.buildingId, 'area.edit', now)
      if (!(await deleteDwelling(tx, building.subdistrict, building.id, input.dwellingId))) throw new DomainError('not_found')
      return { ok: true } as const
    }),
  ),
  stickers: routes.stickers.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    requirePermission(actor, 'area.read', 'area.read', { areaCode: input.code }, deps.clock())
    if (input.code.length < 9 || !(await findArea(deps.db, input.code))) throw new DomainError('not_found')
    const buildings = await listBuildings(deps.db, input.code, null, false)
    return { rows: await Promise.all(buildings.map((building) => sticker(building, meta))) }
  }),
}

async function sticker(building: BuildingListRow, meta: ApiContext['meta']) {
  const url = `${meta.origin}/b/${building.qr_code}`
  return {
    buildingId: building.id,
    name: building.name,
    gridName: building.grid_name,
    url,
    svg: await drawQrCode(url),
  }
}

async function getBuilding(db: Db, actor: Actor, id: string, action: 'area.read' | 'area.edit', now: Date) {
  const row = await findBuildingRow(db, actor.tenants, id)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, action, 'area.read', { areaCode: row.grid_code }, now)
  return row
}

function taken(): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: ['name'], rule: 'already_taken' }] })
}

function presentPublic(row: Pick<BuildingRow, 'id' | 'name' | 'address' | 'grid_code'>) {
  return { id: row.id, name: row.name, address: row.address, gridCode: row.grid_code }
}

function presentArea(row: AreaListRow, actor: Actor, now: Date) {
  return {
    code: row.code,
    kind: row.kind,
    gridKind: row.grid_kind,
    name: row.name,
    parentCode: row.parent_code,
    phone: row.phone,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    children: row.children,
    buildings: row.buildings,
    hasBoundary: row.has_boundary,
    mayEdit: holds(actor, 'area.edit', { areaCode: row.code }, now) && row.kind !== 'district',
  }
}

function presentBoundary(row: BoundaryRow) {
  return {
    id: row.id,
    areaCode: row.area_code,
    boundary: row.boundary,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    note: row.note,
    savedAt: row.saved_at,
    savedBy: row.saved_by_name,
  }
}

function presentBuilding(row: BuildingListRow) {
  return {
    id: row.id,
    gridCode: row.grid_code,
    gridName: row.grid_name,
    name: row.name,
    address: row.address,
    normalizedAddress: row.normalized_address,
    point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
    floors: row.floors,
    qrCode: row.qr_code,
    stairwells: row.stairwells,
    dwellings: row.dwellings,
    retiredAt: row.retired_at,
  }
}

function presentDwelling(row: DwellingRow) {
  return { id: row.id, buildingId: row.building_id, stairwellId: row.stairwell_id, floor: row.floor, name: row.name }
}
