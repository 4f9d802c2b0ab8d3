import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Db } from '../platform/database.ts'
import {
  countKeysByVersion,
  deleteMasterVersion,
  hasKeysAbove,
  insertMasterVersion,
  listMasterVersions,
  listTenantsWithOldKeys,
  lockOldKeys,
  updateWrapped,
} from './data-key-store.ts'

/** Tells the database which master key is in use; refuses a key file that is not this database's, before anything is written. */
export async function registerMasterKey(db: Db, crypto: CryptoProvider, now: Date): Promise<void> {
  const [newest] = await listMasterVersions(db)
  const version = crypto.masterVersion()
  if (newest && newest.fingerprint !== crypto.fingerprint) {
    throw new Error('The key file does not belong to this database: nothing sealed in it could be opened. Restore the key file from its backup.')
  }
  if (await hasKeysAbove(db, version)) {
    throw new Error(`The key file is older than the database: it ends with master key ${version}, the database uses a later one. Use the newest key file.`)
  }
  await insertMasterVersion(db, version, crypto.fingerprint, now)
}

/** The database knows the next master key before the key file holds it, so that no server wraps with one it would refuse. */
export async function announceMasterKey(db: Db, crypto: CryptoProvider, now: Date): Promise<void> {
  await insertMasterVersion(db, crypto.masterVersion() + 1, crypto.fingerprint, now)
}

const batchSize = 500

/** Wraps every data key with the newest master key, batch by batch. Ended half way it goes on where it was. */
export async function rewrapDataKeys(db: Database, crypto: CryptoProvider, done: (count: number) => void = () => undefined): Promise<number> {
  const current = crypto.masterVersion()
  let total = 0
  for (const subdistrict of await listTenantsWithOldKeys(db, current)) {
    for (let count = batchSize; count === batchSize;) {
      count = await db.transaction().execute(async (tx) => {
        const rows = await lockOldKeys(tx, subdistrict, current, batchSize)
        const keys = await Promise.all(rows.map(async ({ id, wrapped }) => ({ id, ...(await crypto.rewrapDataKey(wrapped, { subdistrict, id })) })))
        await updateWrapped(tx, subdistrict, keys)
        return rows.length
      })
      total += count
      done(total)
    }
  }
  return total
}

/** The database refuses while a data key still hangs on it, and refuses every new one from now on. */
export async function retireMasterKey(db: Database, crypto: CryptoProvider, version: number): Promise<void> {
  if (version >= crypto.masterVersion()) throw new Error(`Master key ${version} is the newest: add another one first (rotate).`)
  const waiting = (await countKeysByVersion(db)).find((row) => row.version === version)?.keys ?? 0
  if (waiting > 0) throw new Error(`${waiting} data keys still hang on master key ${version}: run resume first.`)
  await deleteMasterVersion(db, version)
}

export type MasterKeyStatus = { version: number; madeAt: string; dataKeys: number }

export async function listMasterKeyStatus(db: Db): Promise<MasterKeyStatus[]> {
  const counts = new Map((await countKeysByVersion(db)).map((row) => [row.version, row.keys]))
  return (await listMasterVersions(db)).map((row) => ({ version: row.version, madeAt: row.made_at, dataKeys: counts.get(row.version) ?? 0 }))
}
