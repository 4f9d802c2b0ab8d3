import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryProblem } from './boundaries.ts'
import { type LonLat, toWgs84 } from './coordinates.ts'
import { boxOf, isPointInside, type Shape } from './point-in-polygon.ts'

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const at = (longitude: number, latitude: number) => ({ longitude, latitude })
const ringed: Shape = { type: 'Polygon', coordinates: [square(0, 0, 10), square(4, 4, 2)] }
const scattered: Shape = { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]] }

describe('isPointInside', () => {
  it.each<[LonLat, Shape, boolean, string]>([
    [at(1, 1), ringed, true, 'inside'],
    [at(5, 5), ringed, false, 'in the hole'],
    [at(11, 5), ringed, false, 'beside'],
    [at(-1, 0), ringed, false, 'level with a corner'],
    [at(0.5, 0.5), scattered, true, 'in the first part'],
    [at(5.5, 5.5), scattered, true, 'in the second part'],
    [at(3, 3), scattered, false, 'between the parts'],
  ])('%o in %o is %s: %s', (point, shape, expected) => expect(isPointInside(point, shape)).toBe(expected))

  it('says nothing outside the box is inside', () => {
    const degrees = fc.double({ min: -20, max: 20, noNaN: true })
    fc.assert(
      fc.property(degrees, degrees, (x, y) => {
        const { west, south, east, north } = boxOf(scattered)
        if (x < west || x > east || y < south || y > north) expect(isPointInside(at(x, y), scattered)).toBe(false)
      }),
    )
    expect(boxOf(scattered)).toEqual({ west: 0, south: 0, east: 6, north: 6 })
  })
})

describe('boundaryProblem', () => {
  const polygon = (...rings: number[][][]): Shape => ({ type: 'Polygon', coordinates: rings })
  it.each([
    [ringed, null],
    [scattered, null],
    [polygon(), 'noRing'],
    [{ type: 'MultiPolygon', coordinates: [] } satisfies Shape, 'noRing'],
    [
      polygon([
        [0, 0],
        [1, 1],
        [0, 0],
      ]),
      'tooFewPositions',
    ],
    [
      polygon([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
      'notClosed',
    ],
    [
      polygon([
        [0, 0],
        [181, 0],
        [1, 1],
        [0, 0],
      ]),
      'outOfRange',
    ],
    [
      polygon([
        [0, 0],
        [0, 91],
        [1, 1],
        [0, 0],
      ]),
      'outOfRange',
    ],
    [
      polygon([
        [0, 0],
        [Number.NaN, 0],
        [1, 1],
        [0, 0],
      ]),
      'outOfRange',
    ],
    [polygon([[0, 0], [1], [1, 1], [0, 0]]), 'outOfRange'],
    [
      polygon([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ]),
      'crossesItself',
    ],
    [
      polygon(square(0, 0, 10), [
        [4, 4],
        [6, 6],
        [6, 4],
        [4, 6],
        [4, 4],
      ]),
      'crossesItself',
    ],
  ] as [Shape, string | null][])('%j: %s', (shape, expected) => expect(boundaryProblem(shape)).toBe(expected))
})

describe('toWgs84', () => {
  const beijing = at(116.397, 39.909)
  it('leaves WGS-84 as it is', () => expect(toWgs84(beijing, 'wgs84')).toEqual(beijing))
  it.each([
    ['gcj02', 300, 900],
    ['bd09', 900, 2_000],
  ] as const)('moves %s by what the system is known to shift', (system, least, most) => {
    const moved = toWgs84(beijing, system)
    const metres = Math.hypot((moved.longitude - beijing.longitude) * 85_400, (moved.latitude - beijing.latitude) * 111_200)
    expect(metres).toBeGreaterThan(least)
    expect(metres).toBeLessThan(most)
  })
  it('leaves points outside China alone', () => expect(toWgs84(at(2.35, 48.85), 'gcj02')).toEqual(at(2.35, 48.85)))
})
