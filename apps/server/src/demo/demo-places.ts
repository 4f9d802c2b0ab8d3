import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { Random } from './seeded-random.ts'

export const demoSubdistrict = '990101001'
const communityNames = ['春和社区', '向阳社区', '清泉社区', '银杏社区', '海棠社区', '书院社区']
const gridsPerCommunity = 5
const estateNames = ['安居里', '和顺苑', '明德里', '槐香苑', '丁香里', '望湖苑', '长乐里', '芳邻苑', '三友里', '朝晖苑']

export type DemoBuilding = { id: string; gridCode: string; name: string; qrCode: string; stairwells: number; floors: number }
export type DemoPlaces = {
  grids: { code: string; name: string; community: string }[]
  communities: { code: string; name: string }[]
  buildings: DemoBuilding[]
}

/** Fictional codes (99…) and names: a district, a subdistrict, six communities, thirty grids with polygons, buildings, dwellings. */
export async function createDemoPlaces(tx: Tx, random: Random, now: Date): Promise<DemoPlaces> {
  const communities = communityNames.map((name, index) => ({ code: `${demoSubdistrict}${String(index + 1).padStart(3, '0')}`, name }))
  const grids = communities.flatMap((community) =>
    Array.from({ length: gridsPerCommunity }, (_, index) => ({
      code: `${community.code}${String(index + 1).padStart(3, '0')}`,
      name: `${community.name.slice(0, 2)}第${'一二三四五'[index]}网格`,
      community: community.code,
    })),
  )
  const areas = [
    { code: '990101', kind: 'district', grid_kind: null, name: '示范区', parent_code: null, phone: null },
    { code: demoSubdistrict, kind: 'subdistrict', grid_kind: null, name: '暖阳街道', parent_code: '990101', phone: '0990-8800100' },
    ...communities.map((community, index) => ({
      code: community.code,
      kind: 'community',
      grid_kind: null,
      name: community.name,
      parent_code: demoSubdistrict,
      phone: `0990-88002${String(index + 1).padStart(2, '0')}`,
    })),
    ...grids.map((grid) => ({
      code: grid.code,
      kind: 'grid',
      grid_kind: grid.code.endsWith('005') && grid.community.endsWith('6') ? 'dedicated' : 'base',
      name: grid.name,
      parent_code: grid.community,
      phone: null,
    })),
  ]
  await sql`
    insert into areas (code, kind, grid_kind, name, parent_code, phone, valid_from)
    select code, kind, grid_kind, name, parent_code, phone, '2024-01-01' from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb)
      as a(code text, kind text, grid_kind text, name text, parent_code text, phone text)
    on conflict (code) do update set name = excluded.name`.execute(tx)
  await createBoundaries(tx, grids, random, now)
  const buildings = grids.flatMap((grid, index) => createBuildings(grid.code, estateNames[index % estateNames.length]!, index, random))
  await insertBuildings(tx, buildings, grids)
  return { grids, communities, buildings }
}

const west = 120.3
const south = 36.05
const step = 0.006

/** A mesh of 6 × 5 cells whose inner corners are shifted, so that neighbours share their edge. */
async function createBoundaries(tx: Tx, grids: DemoPlaces['grids'], random: Random, now: Date): Promise<void> {
  const corners = Array.from({ length: 7 }, (_, column) =>
    Array.from(
      { length: 6 },
      (_, row) => [west + column * step + (random.next() - 0.5) * step * 0.3, south + row * step * 0.8 + (random.next() - 0.5) * step * 0.25] as const,
    ),
  )
  const rows = grids.map((grid, index) => {
    const [column, row] = [Math.floor(index / 5), index % 5]
    const ring = [corners[column]![row]!, corners[column + 1]![row]!, corners[column + 1]![row + 1]!, corners[column]![row + 1]!, corners[column]![row]!]
    return {
      id: newId(),
      area_code: grid.code,
      boundary: { type: 'Polygon', coordinates: [ring] },
      west: Math.min(...ring.map(([x]) => x)),
      south: Math.min(...ring.map(([, y]) => y)),
      east: Math.max(...ring.map(([x]) => x)),
      north: Math.max(...ring.map(([, y]) => y)),
    }
  })
  await sql`
    insert into area_boundaries (id, area_code, boundary, west, south, east, north, valid_from, saved_at)
    select id, area_code, boundary, west, south, east, north, '2024-01-01', ${now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as b(id uuid, area_code text, boundary jsonb, west float8, south float8, east float8, north float8)`.execute(tx)
}

function createBuildings(gridCode: string, estate: string, index: number, random: Random): DemoBuilding[] {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return Array.from({ length: 6 }, (_, number) => ({
    id: newId(),
    gridCode,
    name: `${estate}${number + 1 + (index >= 10 ? Math.floor(index / 10) * 6 : 0)}号楼`,
    qrCode: Array.from({ length: 10 }, () => random.pick([...alphabet])).join(''),
    stairwells: random.integer(2, 4),
    floors: random.pick([6, 6, 6, 7, 11]),
  }))
}

async function insertBuildings(tx: Tx, buildings: readonly DemoBuilding[], grids: DemoPlaces['grids']): Promise<void> {
  const order = new Map(grids.map((grid, index) => [grid.code, index]))
  const rows = buildings.map((building, index) => {
    const cell = order.get(building.gridCode)!
    const inside = index % 6
    return {
      ...building,
      longitude: west + (Math.floor(cell / 5) + 0.3 + 0.2 * (inside % 3)) * step,
      latitude: south + ((cell % 5) + 0.35 + 0.3 * Math.floor(inside / 3)) * step * 0.8,
    }
  })
  await sql`
    with b as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b(id uuid, "gridCode" text, name text, "qrCode" text, floors int, longitude float8, latitude float8)),
    codes as (insert into building_codes (code, subdistrict, building_id) select "qrCode", ${demoSubdistrict}, id from b)
    insert into buildings (subdistrict, id, grid_code, name, address, normalized_address, longitude, latitude, floors, qr_code)
    select ${demoSubdistrict}, id, "gridCode", name, '暖阳路 ' || name, '暖阳路' || name, longitude, latitude, floors, "qrCode" from b`.execute(tx)
  const stairwells = buildings.flatMap((building) =>
    Array.from({ length: building.stairwells }, (_, index) => ({ id: newId(), building: building.id, name: `${index + 1}单元`, floors: building.floors })),
  )
  await sql`
    insert into stairwells (subdistrict, id, building_id, name)
    select ${demoSubdistrict}, id, building, name from jsonb_to_recordset(${JSON.stringify(stairwells)}::jsonb) as s(id uuid, building uuid, name text)`.execute(
    tx,
  )
  await sql`
    insert into dwellings (subdistrict, id, building_id, stairwell_id, floor, name)
    select ${demoSubdistrict}, gen_random_uuid(), building, id, floor, floor::text || lpad(door::text, 2, '0')
    from jsonb_to_recordset(${JSON.stringify(stairwells)}::jsonb) as s(id uuid, building uuid, floors int)
    cross join lateral generate_series(1, floors) as floor cross join generate_series(1, 2) as door`.execute(tx)
}
