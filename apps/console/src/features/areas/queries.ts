import { queryOptions } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

/** All areas this person may see, or one level of them. */
export const areasQuery = (parent?: string) =>
  queryOptions({ queryKey: ['areas', parent ?? ''], queryFn: () => api.areas.list(parent === undefined ? {} : { parent }), staleTime: 60_000 })

export const buildingsQuery = (area: string) =>
  queryOptions({ queryKey: ['buildings', area], queryFn: () => api.areas.listBuildings({ area }), enabled: area.length >= 9 })

export const buildingQuery = (buildingId: string) => queryOptions({ queryKey: ['building', buildingId], queryFn: () => api.areas.openBuilding({ buildingId }) })

export const boundariesQuery = (code: string, history: boolean) =>
  queryOptions({ queryKey: ['boundaries', code, history], queryFn: () => api.areas.boundaries({ code, ...(history && { history: 'true' as const }) }) })
