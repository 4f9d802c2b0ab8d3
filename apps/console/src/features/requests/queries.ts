import { queryOptions } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

export const caseQuery = (requestId: string) => queryOptions({ queryKey: ['case', requestId], queryFn: () => api.requests.open({ requestId }) })
