import type { Action } from '@ejia/contract/access.ts'
import type { Me } from '@ejia/contract/sessions.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => api.sessions.me(), staleTime: 5 * 60_000 })

/** Who is signed in; pages behind the sign-in always have somebody. */
export function useMe(): Me | null {
  return useQuery(sessionQuery).data?.me ?? null
}

/** Which pages and buttons to offer. The server checks every call again. */
export const may = (me: Me | null, action: Action): boolean => me?.actions.some((held) => held.action === action) ?? false
