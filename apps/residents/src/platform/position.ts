export type Position = { longitude: number; latitude: number }
export type PositionFailure = 'refused' | 'unavailable'

export const hasPosition = () => 'geolocation' in navigator && window.isSecureContext

/** Asked only when the person taps the button; nothing is watched or kept. */
export function askPosition(): Promise<Position | PositionFailure> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ longitude: coords.longitude, latitude: coords.latitude }),
      (failure) => resolve(failure.code === failure.PERMISSION_DENIED ? 'refused' : 'unavailable'),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    )
  })
}
