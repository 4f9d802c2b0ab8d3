import { useQuery } from '@tanstack/react-query'
import { areasQuery } from '../areas/queries.ts'
import { useMe } from '../sessions/session.ts'

/** The grids in which this person keeps the registry. */
export function useOwnGrids() {
  const me = useMe()
  const areas = useQuery(areasQuery())
  const mine = me?.actions.find((held) => held.action === 'registry.edit')?.areas ?? []
  return (areas.data?.rows ?? [])
    .filter((area) => area.kind === 'grid' && mine.some((root) => area.code.startsWith(root)))
    .map((area) => ({ value: area.code, label: area.name }))
}
