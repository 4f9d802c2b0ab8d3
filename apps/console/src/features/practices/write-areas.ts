import { useAreasUnder } from '../meetings/own-areas.ts'
import { useMe } from '../sessions/session.ts'

/** Communities first: a plan is mostly a community's. */
export function useWriteAreas() {
  const areas = useAreasUnder(useMe()?.actions.find(({ action }) => action === 'practice.write')?.areas ?? [])
  const rank = (code: string) => (code.length === 12 ? 0 : code.length)
  return areas.toSorted((one, other) => rank(one.value) - rank(other.value) || one.value.localeCompare(other.value))
}
