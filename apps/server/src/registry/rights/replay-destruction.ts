import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { replayTombstones } from '../../privacy/keep-destroyed.ts'
import type { TombstoneFolder } from '../../privacy/tombstone-folder.ts'
import { destroyForEndedPurposes, replayEndings } from '../purposes/destroy-for-purpose.ts'
import { eraseDestroyed } from './erase-person.ts'

/**
 * At each start, before anybody is answered: whoever was deleted stays deleted, and what went with a purpose stays gone,
 * also when the database was put back to the day before.
 */
export async function replayDestruction(db: Database, crypto: CryptoProvider, tombstones: TombstoneFolder, clock: () => Date): Promise<void> {
  await replayTombstones(db, tombstones)
  await eraseDestroyed(db, clock())
  await replayEndings(db, crypto, tombstones, clock())
  await destroyForEndedPurposes(db, crypto, clock, true)
}
