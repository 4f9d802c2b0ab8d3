import { useQuery } from '@tanstack/react-query'
import { useBilingual } from '../../../dictionary/words.ts'
import type { Option } from '../../../ui/choice.tsx'
import { configurationQuery } from '../../inbox/queries.ts'
import { useMe } from '../../sessions/session.ts'

/** The subdistrict's own categories of cases, those a case can have. */
export function useCategories(): readonly Option<string>[] {
  const both = useBilingual()
  const home = useMe()?.home?.code.slice(0, 9) ?? ''
  const categories = useQuery(configurationQuery(home)).data?.configuration.categories.categories ?? []
  return categories.filter(({ parentId }) => parentId !== null).map(({ id, name }) => ({ value: id, label: both(name) }))
}
