import type { Configuration } from '@ejia/contract/configuration.ts'
import { useQuery } from '@tanstack/react-query'
import { useBilingual } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'

/** Categories a rule may name: the second level. */
export function useLeafOptions(configuration: Configuration) {
  const say = useBilingual()
  return configuration.categories.categories
    .filter((category) => category.parentId !== null)
    .map((category) => ({ value: category.id, label: say(category.name) }))
}

export function useUnitOptions() {
  const { data } = useQuery({ queryKey: ['units'], queryFn: () => api.accounts.listUnits({}) })
  return (data?.rows ?? []).filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))
}
