import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, Done, Id, Instant, optionalWords, Point, words } from './shapes.ts'

export const AreaKind = z.enum(['district', 'subdistrict', 'community', 'grid'])
export type AreaKind = z.infer<typeof AreaKind>
/** 基础网格 or 专属网格 (schools, malls, parks). */
export const GridKind = z.enum(['base', 'dedicated'])

const position = z.tuple([z.number(), z.number()]).rest(z.number())
/** GeoJSON (RFC 7946), longitude first, CGCS2000. */
export const Boundary = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
])
export type Boundary = z.infer<typeof Boundary>

export const Area = z.object({
  code: AreaCode,
  kind: AreaKind,
  gridKind: GridKind.nullable(),
  name: z.string(),
  parentCode: z.string().nullable(),
  phone: z.string().nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  /** How many below: communities, grids, buildings. */
  children: z.number(),
  buildings: z.number(),
  hasBoundary: z.boolean(),
  mayEdit: z.boolean(),
})
export type Area = z.infer<typeof Area>

export const BoundaryVersion = z.object({
  id: Id,
  areaCode: AreaCode,
  boundary: Boundary,
  validFrom: Day,
  validTo: Day.nullable(),
  note: z.string(),
  savedAt: Instant,
  savedBy: z.string().nullable(),
})

export const Building = z.object({
  id: Id,
  gridCode: AreaCode,
  gridName: z.string(),
  name: z.string(),
  address: z.string(),
  normalizedAddress: z.string(),
  point: Point.nullable(),
  floors: z.number().nullable(),
  /** Opaque: tells nothing to whoever finds it. */
  qrCode: z.string(),
  stairwells: z.number(),
  dwellings: z.number(),
  retiredAt: Instant.nullable(),
})
export type Building = z.infer<typeof Building>

export const Stairwell = z.object({ id: Id, buildingId: Id, name: z.string() })
export type Stairwell = z.infer<typeof Stairwell>
export const Dwelling = z.object({ id: Id, buildingId: Id, stairwellId: Id.nullable(), floor: z.number().nullable(), name: z.string() })
export type Dwelling = z.infer<typeof Dwelling>

/** What a resident may see of places: names only. */
export const PublicArea = z.object({ code: AreaCode, kind: AreaKind, name: z.string(), parentCode: z.string().nullable() })
export const PublicBuilding = z.object({ id: Id, name: z.string(), address: z.string(), gridCode: AreaCode })
export type PublicBuilding = z.infer<typeof PublicBuilding>

/** One line of what an import would do or did. */
export const ImportRow = z.object({
  row: z.number(),
  name: z.string(),
  areaCode: z.string().nullable(),
  result: z.enum(['new', 'changed', 'same', 'refused']),
  problem: z.string().nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const areasContract = {
  publicTree: endpoint
    .route({ method: 'GET', path: '/places', summary: 'Communities and grids of a subdistrict, names only', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(
      z.strictObject({
        subdistrict: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
      }),
    )
    .output(z.object({ subdistrict: AreaRef, areas: z.array(PublicArea) })),
  publicBuildings: endpoint
    .route({ method: 'GET', path: '/places/buildings', summary: 'Buildings of a community or grid, or by words of the address', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(z.strictObject({ area: AreaCode.optional(), text: z.string().trim().max(60).optional() }))
    .output(z.object({ rows: z.array(PublicBuilding) })),
  findByCode: endpoint
    .route({ method: 'GET', path: '/places/by-code/{code}', summary: 'The building behind a QR sticker', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(z.strictObject({ code: z.string().min(6).max(32) }))
    .output(z.object({ building: PublicBuilding, grid: AreaRef, community: AreaRef, subdistrict: AreaRef })),
  findByPoint: endpoint
    .route({ method: 'POST', path: '/places/by-point', summary: 'The grid around a point; the point is not kept', tags: ['residents'] })
    .meta({ action: 'public', idempotency: 'none' })
    .input(z.strictObject({ point: Point, pointSystem: z.enum(['wgs84', 'gcj02', 'bd09']).optional() }))
    .output(z.object({ grid: AreaRef.nullable(), community: AreaRef.nullable(), nearby: z.array(PublicBuilding) })),
  list: endpoint
    .route({ method: 'GET', path: '/areas', summary: 'The areas I may see, one level or all', tags: ['areas'] })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ parent: AreaCode.optional(), on: Day.optional() }))
    .output(z.object({ rows: z.array(Area) })),
  boundaries: endpoint
    .route({
      method: 'GET',
      path: '/areas/{code}/boundaries',
      summary: 'Boundary of an area and its children as of a day, or all its versions',
      tags: ['areas'],
    })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ code: AreaCode, history: z.enum(['true', 'false']).optional(), on: Day.optional() }))
    .output(z.object({ rows: z.array(BoundaryVersion) })),
  save: endpoint
    .route({ method: 'PUT', path: '/areas/{code}', summary: 'Add, rename or retire an area', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(
      z.strictObject({
        code: AreaCode,
        name: words(60),
        gridKind: GridKind.optional(),
        phone: optionalWords(24),
        validFrom: Day.optional(),
        validTo: Day.optional(),
      }),
    )
    .output(Area),
  saveBoundary: endpoint
    .route({ method: 'PUT', path: '/areas/{code}/boundary', summary: 'A new version of a boundary from a day on; the old one stays', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(
      z.strictObject({ code: AreaCode, boundary: Boundary, system: z.enum(['wgs84', 'gcj02', 'bd09']).optional(), validFrom: Day, note: optionalWords(200) }),
    )
    .output(BoundaryVersion),
  importBoundaries: endpoint
    .route({ method: 'POST', path: '/areas/boundary-import', summary: 'Import a GeoJSON FeatureCollection; dry run first', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(
      z.strictObject({
        subdistrict: z.string().regex(/^\d{9}$/),
        collection: z.record(z.string(), z.unknown()),
        system: z.enum(['wgs84', 'gcj02', 'bd09']).optional(),
        validFrom: Day,
        dryRun: z.boolean(),
      }),
    )
    .output(z.object({ rows: z.array(ImportRow), written: z.boolean() })),
  listBuildings: endpoint
    .route({ method: 'GET', path: '/buildings', summary: 'Buildings of an area', tags: ['areas'] })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ area: AreaCode, text: z.string().trim().max(60).optional() }))
    .output(z.object({ rows: z.array(Building) })),
  saveBuilding: endpoint
    .route({ method: 'PUT', path: '/buildings/{buildingId}', summary: 'Add or change a building, or move it to another grid', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(
      z.strictObject({
        buildingId: Id,
        gridCode: AreaCode,
        name: words(60),
        address: words(200),
        point: Point.optional(),
        floors: z.number().int().min(1).max(200).optional(),
        retired: z.boolean().optional(),
      }),
    )
    .output(Building),
  replaceQrCode: endpoint
    .route({ method: 'POST', path: '/buildings/{buildingId}/qr-code', summary: 'A new QR code; the old sticker stops working', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(z.strictObject({ buildingId: Id }))
    .output(Building),
  openBuilding: endpoint
    .route({ method: 'GET', path: '/buildings/{buildingId}', summary: 'A building with its stairwells and dwellings', tags: ['areas'] })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ buildingId: Id }))
    .output(z.object({ building: Building, stairwells: z.array(Stairwell), dwellings: z.array(Dwelling) })),
  saveStairwell: endpoint
    .route({ method: 'PUT', path: '/buildings/{buildingId}/stairwells/{stairwellId}', summary: 'Add or rename a stairwell', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(z.strictObject({ buildingId: Id, stairwellId: Id, name: words(30) }))
    .output(Stairwell),
  saveDwelling: endpoint
    .route({ method: 'PUT', path: '/buildings/{buildingId}/dwellings/{dwellingId}', summary: 'Add or change a dwelling', tags: ['areas'] })
    .meta({ action: 'area.edit' })
    .input(z.strictObject({ buildingId: Id, dwellingId: Id, stairwellId: Id.optional(), floor: z.number().int().min(-5).max(200).optional(), name: words(30) }))
    .output(Dwelling),
  removeDwelling: endpoint
    .route({ method: 'DELETE', path: '/buildings/{buildingId}/dwellings/{dwellingId}', summary: 'Remove a dwelling entered by mistake', tags: ['areas'] })
    .meta({ action: 'area.edit', idempotency: 'none' })
    .input(z.strictObject({ buildingId: Id, dwellingId: Id }))
    .output(Done),
  stickers: endpoint
    .route({ method: 'GET', path: '/areas/{code}/stickers', summary: 'QR stickers of an area’s buildings, for an A4 sheet', tags: ['areas'] })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ code: AreaCode }))
    .output(z.object({ rows: z.array(z.object({ buildingId: Id, name: z.string(), gridName: z.string(), url: z.string(), svg: z.string() })) })),
}
