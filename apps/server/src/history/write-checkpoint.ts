import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { type ChainHead, type CheckpointFolder, checkpointBytes, type UnsignedCheckpoint } from './checkpoint-folder.ts'

/** Any fixed number: one process at a time adds a line. */
const advisoryLock = 7_350_143

/**
 * Signs the heads of the chains that moved, once there are `minimumEvents` new ones. A tail that is cut off, or a chain
 * computed anew, no longer fits what was signed. A head that went back (a restore, or worse) is signed as it is and shows.
 */
export async function writeCheckpoint(db: Database, crypto: CryptoProvider, folder: CheckpointFolder, minimumEvents: number, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(tx)
    const state = await folder.read()
    const { rows } = await sql<ChainHead>`
      select subdistrict, seq, encode(hash, 'hex') as hash from audit_heads where seq > 0 order by subdistrict limit 10000`.execute(tx)
    const chains = rows.filter((head) => state.heads.get(head.subdistrict)?.hash !== head.hash)
    const events = chains.reduce((sum, head) => sum + Math.max(1, head.seq - (state.heads.get(head.subdistrict)?.seq ?? 0)), 0)
    if (chains.length === 0 || events < minimumEvents) return 0
    const { algorithm, sign, verifyingKey } = crypto.checkpoints
    const unsigned: UnsignedCheckpoint = { format: 1, number: state.number + 1, at: now.toISOString(), previous: state.previous, chains, algorithm }
    const signature = sign(checkpointBytes(unsigned)).toString('base64')
    await folder.append({ ...unsigned, signature }, algorithm === 'ed25519' ? verifyingKey : null)
    return chains.length
  })
}
