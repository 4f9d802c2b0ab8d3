import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

/** Personal data is not kept in memory longer than its page is looked at. */
const short = { gcTime: 60_000, staleTime: 0 }

export const searchQuery = (text: string) => queryOptions({ queryKey: ['registry', 'search', text], queryFn: () => api.registry.search({ text }), ...short })
export const homesQuery = (buildingId: string) =>
  queryOptions({ queryKey: ['registry', 'homes', buildingId], queryFn: () => api.registry.listHomes({ buildingId }), ...short })
export const householdQuery = (householdId: string) =>
  queryOptions({ queryKey: ['registry', 'household', householdId], queryFn: () => api.registry.openHousehold({ householdId }), ...short })
export const personQuery = (personId: string) =>
  queryOptions({ queryKey: ['registry', 'person', personId], queryFn: () => api.registry.openPerson({ personId }), ...short })
export const membershipQuery = (personId: string) =>
  queryOptions({ queryKey: ['registry', 'membership', personId], queryFn: () => api.party.open({ personId }), ...short })
export const freshnessQuery = (area: string | undefined) =>
  queryOptions({ queryKey: ['registry', 'freshness', area ?? ''], queryFn: () => api.registry.freshness(area === undefined ? {} : { area }) })
export const roundQuery = (grid: string) =>
  infiniteQueryOptions({
    queryKey: ['registry', 'round', grid],
    queryFn: ({ pageParam }) => api.registry.nextRound({ grid, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: grid !== '',
    ...short,
  })
