import gcoordModule from 'gcoord'

// The package is CommonJS but declares an ES default: its functions are one level higher than its types say.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

export type LonLat = { longitude: number; latitude: number }
export type PointSystem = 'wgs84' | 'gcj02' | 'bd09'

/** Stored points are CGCS2000, equal to WGS-84 here; Chinese map services speak GCJ-02 or BD-09. */
export function toWgs84(point: LonLat, system: PointSystem): LonLat {
  if (system === 'wgs84') return { longitude: point.longitude, latitude: point.latitude }
  const [longitude, latitude] = gcoord.transform([point.longitude, point.latitude], system === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84)
  return { longitude, latitude }
}
