import type { Configuration } from '@ejia/contract/configuration.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import type { Db } from '../../platform/database.ts'
import { presentCategory } from '../request-view.ts'
import type { CategoryNames } from './inbox-store.ts'

const texts = new WeakMap<Configuration['categories'], string>()

/** What the categories of these tenants are called, each set once: most subdistricts keep the same. */
export async function categoryNames(db: Db, tenants: readonly string[]): Promise<CategoryNames> {
  const sets: string[] = []
  const setOf: Record<string, number> = {}
  for (const tenant of tenants) {
    const text = asText(await getConfiguration(db, tenant))
    if (!sets.includes(text)) sets.push(text)
    setOf[tenant] = sets.indexOf(text)
  }
  return { sets, setOf }
}

function asText(configuration: Configuration): string {
  const known = texts.get(configuration.categories)
  if (known !== undefined) return known
  const refs = configuration.categories.categories.map(({ id }) => [id, JSON.stringify(presentCategory(configuration, id))])
  const text = JSON.stringify(Object.fromEntries(refs))
  texts.set(configuration.categories, text)
  return text
}
