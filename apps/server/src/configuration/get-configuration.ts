import { sections, type Configuration, type SectionName } from '@ejia/contract/configuration.ts'
import type { Db } from '../platform/database.ts'
import { listCurrentSections, listCurrentVersions } from './configuration-store.ts'
import { defaultConfiguration } from './default-configuration.ts'

type Cached = { stamp: string; configuration: Configuration; askedAtMs: number }
const cache = new Map<string, Cached>()
/** For so long the versions are not asked again: what another process put in force holds here at the latest after this. */
const trustedMs = 1_000
let changes = 0

/** What is in force in a subdistrict. Parsed once per version. */
export async function getConfiguration(db: Db, subdistrict: string): Promise<Configuration> {
  const known = cache.get(subdistrict)
  const askedAtMs = performance.now()
  if (known && askedAtMs - known.askedAtMs < trustedMs) return known.configuration
  const before = changes
  const fresh = await readStamped(db, subdistrict, known)
  if (changes === before) cache.set(subdistrict, { ...fresh, askedAtMs })
  return fresh.configuration
}

/** What is in force at this moment, for whoever is about to change it. */
export async function readConfiguration(db: Db, subdistrict: string): Promise<Configuration> {
  return (await readStamped(db, subdistrict, cache.get(subdistrict))).configuration
}

/** Call it when a change stands, so that this process speaks of it at once. */
export function forgetConfiguration(subdistrict: string): void {
  changes += 1
  cache.delete(subdistrict)
}

async function readStamped(db: Db, subdistrict: string, known: Cached | undefined): Promise<Omit<Cached, 'askedAtMs'>> {
  const versions = await listCurrentVersions(db, subdistrict)
  const stamp = versions
    .map((row) => `${row.section}:${row.version}`)
    .sort()
    .join()
  if (known?.stamp === stamp) return known
  const rows = await listCurrentSections(db, subdistrict)
  const configuration = { ...defaultConfiguration }
  for (const row of rows) put(configuration, row.section, row.body)
  return { stamp, configuration }
}

function put<S extends SectionName>(configuration: Configuration, section: S, body: unknown): void {
  configuration[section] = sections[section].parse(body) as Configuration[S]
}
