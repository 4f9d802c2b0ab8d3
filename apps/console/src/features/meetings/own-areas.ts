import { useQuery } from '@tanstack/react-query'
import { areasQuery } from '../areas/queries.ts'
import { useMe } from '../sessions/session.ts'

/** The subdistrict this person works in; a deployment's staff has one. */
export function useOwnSubdistrict(): string {
  const held = useMe()?.actions.find(({ action }) => action === 'meeting.read')?.areas ?? []
  return held.find((code) => code.length >= 9)?.slice(0, 9) ?? ''
}

/** Areas in which a topic may be raised, or a task given: those below one's own posts. */
export function useAreasUnder(roots: readonly string[]): { value: string; label: string }[] {
  const areas = useQuery(areasQuery())
  return (areas.data?.rows ?? [])
    .filter((area) => area.code.length >= 9 && roots.some((root) => area.code.startsWith(root)))
    .map((area) => ({ value: area.code, label: area.name }))
}

export function useRaiseAreas() {
  return useAreasUnder(useMe()?.actions.find(({ action }) => action === 'meeting.raise')?.areas ?? [])
}
