import { useQuery } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'

/** The subdistrict a deployment serves, from public places: an auditor reads no areas. */
export function useSubdistricts(): { value: string; label: string }[] {
  const { data } = useQuery({ queryKey: ['public-tree'], queryFn: () => api.areas.publicTree({}), staleTime: 5 * 60_000, retry: false })
  return data ? [{ value: data.subdistrict.code, label: data.subdistrict.name }] : []
}
