import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'
import { filterOf, type InboxSearch } from './filters/inbox-search.ts'

const pageSize = 30

export const inboxQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ['inbox', search],
    queryFn: ({ pageParam }) => api.requests.list({ ...search, limit: pageSize, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // New arrivals are announced by a bar; the list moves only when asked.
    refetchOnWindowFocus: false,
  })

export const countsQuery = (search: InboxSearch) =>
  queryOptions({ queryKey: ['inbox-counts', filterOf(search)], queryFn: () => api.requests.count(filterOf(search)), placeholderData: keepPreviousData })

/** Categories and units for filters and forms. */
export const configurationQuery = (subdistrict: string) =>
  queryOptions({
    queryKey: ['configuration', subdistrict],
    queryFn: () => api.configuration.open({ subdistrict }),
    staleTime: 5 * 60_000,
    enabled: subdistrict !== '',
  })
