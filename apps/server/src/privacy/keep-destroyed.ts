import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { destroyKeys, listDestroyed } from './data-key-store.ts'
import type { Tombstone, TombstoneFolder } from './tombstone-folder.ts'

/** Any fixed number: one process at a time adds lines. */
const advisoryLock = 7_350_144
const pageSize = 500
/** A destruction carries the hour its use case began at; one that committed late is still found. */
const lookBackMilliseconds = 3_600_000

const nameOf = (one: { subdistrict: string; id: string }) => `${one.subdistrict} ${one.id}`

/** Tells the folder which keys were destroyed since it was told last. */
export async function writeTombstones(db: Database, folder: TombstoneFolder): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
    const known = await folder.read()
    const names = new Set(known.map(nameOf))
    const last = known.reduce((latest, one) => Math.max(latest, Date.parse(one.destroyedAt)), 0)
    const found: Tombstone[] = []
    let after: { at: string; id: string } | null = null
    for (let count = pageSize; count === pageSize;) {
      const rows: Tombstone[] = await listDestroyed(tx, new Date(Math.max(0, last - lookBackMilliseconds)), after, pageSize)
      found.push(...rows.filter((one) => !names.has(nameOf(one))))
      count = rows.length
      const end = rows.at(-1)
      after = end ? { at: end.destroyedAt, id: end.id } : after
    }
    if (found.length > 0) await folder.append(found)
    return found.length
  })
}

/** After a restore the database knows again what was destroyed since: it is destroyed again, before anybody is answered. */
export async function replayTombstones(db: Database, folder: TombstoneFolder): Promise<number> {
  const bySubdistrict = Map.groupBy(await folder.read(), (one) => one.subdistrict)
  let total = 0
  for (const [subdistrict, tombstones] of bySubdistrict) {
    for (let from = 0; from < tombstones.length; from += pageSize) {
      const ids = tombstones.slice(from, from + pageSize).map((one) => one.id)
      const latest = tombstones.slice(from, from + pageSize).reduce((last, one) => (one.destroyedAt > last ? one.destroyedAt : last), '')
      total += await db.transaction().execute((tx) => destroyKeys(tx, subdistrict, ids, latest))
    }
  }
  return total
}
