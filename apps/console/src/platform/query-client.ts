import { QueryClient } from '@tanstack/react-query'
import { Refusal } from './refusal.ts'

/** Worth asking again by ourselves: the way there failed, not the answer. */
const passing = (error: Error) => error instanceof Refusal && (error.code === 'offline' || error.code === 'unavailable')

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && passing(error), refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
