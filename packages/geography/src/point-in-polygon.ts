import type { LonLat } from './coordinates.ts'

export type Ring = readonly (readonly number[])[]
export type Shape = { type: 'Polygon'; coordinates: readonly Ring[] } | { type: 'MultiPolygon'; coordinates: readonly (readonly Ring[])[] }

/** Ray casting over GeoJSON rings; holes are outside. A point on an edge may fall either way. */
export function isPointInside(point: LonLat, shape: Shape): boolean {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  return polygons.some(([outer, ...holes]) => outer !== undefined && isInRing(point, outer) && !holes.some((hole) => isInRing(point, hole)))
}

function isInRing({ longitude: x, latitude: y }: LonLat, ring: Ring): boolean {
  let inside = false
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x1 = 0, y1 = 0] = ring[index]!
    const [x2 = 0, y2 = 0] = ring[before]!
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

export function boxOf(shape: Shape): { west: number; south: number; east: number; north: number } {
  const points = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat(2)
  const longitudes = points.map(([x = 0]) => x)
  const latitudes = points.map(([, y = 0]) => y)
  return { west: Math.min(...longitudes), south: Math.min(...latitudes), east: Math.max(...longitudes), north: Math.max(...latitudes) }
}
