import { sections, type Configuration, type SectionName } from '@ejia/contract/configuration.ts'
import type { Db } from '../platform/database.ts'
import { listCurrentSections, listCurrentVersions } from './configuration-store.ts'
import { defaultConfiguration } from './default-configuration.ts'

type Cached = { stamp: string; configuration: Configuration }
const cache = new Map<string, Cached>()

/** What is in force in a subdistrict. Parsed once per version: every call asks the versions, not the documents. */
export async function getConfiguration(db: Db, subdistrict: string): Promise<Configuration> {
  const versions = await listCurrentVersions(db, subdistrict)
  const stamp = versions
    .map((row) => `${row.section}:${row.version}`)
    .sort()
    .join()
  const cached = cache.get(subdistrict)
  if (cached?.stamp === stamp) return cached.configuration
  const rows = await listCurrentSections(db, subdistrict)
  const configuration = { ...defaultConfiguration }
  for (const row of rows) put(configuration, row.section, row.body)
  cache.set(subdistrict, { stamp, configuration })
  return configuration
}

function put<S extends SectionName>(configuration: Configuration, section: S, body: unknown): void {
  configuration[section] = sections[section].parse(body) as Configuration[S]
}
