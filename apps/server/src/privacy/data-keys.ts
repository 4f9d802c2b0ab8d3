import type { CryptoProvider, KeyOwner, PersonCell, Sealer } from '../platform/crypto.ts'
import type { Database, Db, Tx } from '../platform/database.ts'
import { destroyKeys, hasDestroyedSince, insertDataKeys, listDataKeys, rewriteTable } from './data-key-store.ts'

export type PersonSealer = Sealer<PersonCell>

/** Makes the key of one person (or household, contact …) and answers what seals under it. Once per id, for ever. */
export async function createDataKey(tx: Tx, crypto: CryptoProvider, owner: KeyOwner, now: Date): Promise<PersonSealer> {
  const sealers = await createDataKeys(tx, crypto, owner.subdistrict, [owner.id], now)
  return sealers.get(owner.id)!
}

/** The same for a whole import, in one statement. */
export async function createDataKeys(
  tx: Tx,
  crypto: CryptoProvider,
  subdistrict: string,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, PersonSealer>> {
  const made = await Promise.all(ids.map((id) => crypto.newDataKey({ subdistrict, id })))
  await insertDataKeys(
    tx,
    subdistrict,
    made.map(({ key, masterVersion, wrapped }) => ({ id: key.id, masterVersion, wrapped })),
    now,
  )
  return new Map(made.map(({ key }) => [key.id, crypto.sealerOf(key)]))
}

/** Null when the key was destroyed, or never made: what was sealed under it is gone. */
export async function findSealer(db: Db, crypto: CryptoProvider, owner: KeyOwner): Promise<PersonSealer | null> {
  return (await findSealers(db, crypto, owner.subdistrict, [owner.id])).get(owner.id) ?? null
}

export async function findSealers(db: Db, crypto: CryptoProvider, subdistrict: string, ids: readonly string[]): Promise<Map<string, PersonSealer>> {
  const rows = await listDataKeys(db, subdistrict, ids)
  const sealers = rows.map(async ({ id, wrapped }) => [id, crypto.sealerOf(await crypto.unwrapDataKey(wrapped, { subdistrict, id }))] as const)
  return new Map(await Promise.all(sealers))
}

/** Ends what is sealed under these keys, for good. Answers how many there were; twice is the same as once. */
export function destroyDataKeys(tx: Tx, subdistrict: string, ids: readonly string[], now: Date): Promise<number> {
  return destroyKeys(tx, subdistrict, ids, now)
}

const twoDays = 48 * 3_600_000

/** A destroyed key must not be readable in the pages of the table either. Costs nothing on days without a deletion. */
export async function rewriteAfterDestruction(db: Database, now: Date): Promise<boolean> {
  if (!(await hasDestroyedSince(db, new Date(now.getTime() - twoDays)))) return false
  await rewriteTable(db)
  return true
}
