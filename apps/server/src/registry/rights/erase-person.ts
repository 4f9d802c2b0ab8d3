import type { Database, Tx } from '../../platform/database.ts'
import { destroyDataKeys } from '../../privacy/data-keys.ts'
import { eraseOpenColumns, listHalfDeleted, listWaitingMoves } from './rights-store.ts'

/** For good: the key goes, and with it every sealed value in every backup; what lay open is emptied. */
export async function erasePeople(tx: Tx, subdistrict: string, ids: readonly string[], now: Date): Promise<void> {
  await destroyDataKeys(tx, subdistrict, [...ids, ...(await listWaitingMoves(tx, subdistrict, ids))], now)
  await eraseOpenColumns(tx, subdistrict, ids, now)
}

/**
 * Deleted people stay deleted after a restore: the tombstones have destroyed their keys again, this empties their rows.
 * Runs before anybody is answered.
 */
export async function eraseDestroyed(db: Database, now: Date): Promise<number> {
  const half = await listHalfDeleted(db)
  for (const [subdistrict, people] of Map.groupBy(half, (one) => one.subdistrict))
    await db.transaction().execute((tx) =>
      eraseOpenColumns(
        tx,
        subdistrict,
        people.map((one) => one.id),
        now,
      ),
    )
  return half.length
}
