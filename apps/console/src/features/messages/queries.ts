import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

/** Everything of one's own messages lies under this key: a live update asks for it anew. */
export const myMessagesKey = ['my-messages'] as const

export const unreadQuery = queryOptions({
  queryKey: [...myMessagesKey, 'count'],
  queryFn: async () => (await api.messages.list({ limit: 1 })).unread,
})

export const myMessagesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: [...myMessagesKey, 'list', unread],
    queryFn: ({ pageParam }) => api.messages.list({ limit: 30, ...(unread && { unread: true }), ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
