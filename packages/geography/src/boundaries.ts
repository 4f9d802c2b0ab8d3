import type { Ring, Shape } from './point-in-polygon.ts'

export type BoundaryProblem = 'noRing' | 'tooFewPositions' | 'notClosed' | 'outOfRange' | 'crossesItself'

/** What is wrong with a polygon's rings, or null. RFC 7946 §3.1.6: at least four positions, first equals last. */
export function boundaryProblem(shape: Shape): BoundaryProblem | null {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  if (rings.length === 0) return 'noRing'
  for (const ring of rings) {
    const problem = ringProblem(ring)
    if (problem) return problem
  }
  return null
}

function ringProblem(ring: Ring): BoundaryProblem | null {
  if (ring.length < 4) return 'tooFewPositions'
  const [first, last] = [ring[0]!, ring.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1]) return 'notClosed'
  if (ring.some(([x, y]) => x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y) || Math.abs(x) > 180 || Math.abs(y) > 90))
    return 'outOfRange'
  return ring.length <= 2_000 && crossesItself(ring) ? 'crossesItself' : null
}

function crossesItself(ring: Ring): boolean {
  const edges = ring.length - 1
  for (let one = 0; one < edges; one++) {
    for (let other = one + 2; other < edges; other++) {
      if (one === 0 && other === edges - 1) continue
      if (cross(ring[one]!, ring[one + 1]!, ring[other]!, ring[other + 1]!)) return true
    }
  }
  return false
}

type Position = readonly number[]
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)
}

function turn([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [cx = 0, cy = 0]: Position): boolean {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0
}
