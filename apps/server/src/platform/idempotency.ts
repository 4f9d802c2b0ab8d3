import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CryptoProvider } from './crypto.ts'
import { atCommit, type Database, type Tx } from './database.ts'
import { DomainError } from './domain-error.ts'

export type IdempotentCall = { personKey: string; route: string; key: string; body: unknown }

/** A key that is not a UUID is refused rather than passed over: its sender relies on it. */
export function readIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null
  if (typeof header !== 'string' || !/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(header))
    throw new DomainError('invalid_input', { issues: [{ path: ['Idempotency-Key'], rule: 'wrong_format' }] })
  return header.toLowerCase()
}

/**
 * Runs `work` in a transaction and stores its reply beside its effects. The second call with the same key gets the first
 * reply; another body under the key is refused; while the first is under way the second is told to wait.
 */
export async function once<R>(db: Database, crypto: CryptoProvider, call: IdempotentCall | null, now: Date, work: (tx: Tx) => Promise<R>): Promise<R> {
  if (call === null) return db.transaction().execute(work)
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(call.body) ?? '')
    .digest()
  const context = { table: 'idempotency_results', id: `${call.personKey}/${call.route}/${call.key}`, field: 'reply' }
  try {
    return await db.transaction().execute(async (tx) => {
      // Taken until commit; a second call under way finds it taken and is told so instead of waiting for a connection.
      const { rows } = await sql<{ got: boolean; body_hash: Buffer | null; reply_sealed: Buffer }>`
        select pg_try_advisory_xact_lock(hashtextextended(${context.id}, 0)) as got, i.body_hash, i.reply_sealed
        from (select) as one left join idempotency_results i on i.person_key = ${call.personKey} and i.route = ${call.route} and i.key = ${call.key}`.execute(
        tx,
      )
      const [first] = rows
      if (first?.body_hash) {
        if (!first.body_hash.equals(bodyHash)) throw new DomainError('idempotency_mismatch')
        return JSON.parse(crypto.open(first.reply_sealed, context)) as R
      }
      if (!first?.got) throw new DomainError('in_flight')
      const reply = await work(tx)
      const sealed = crypto.seal(JSON.stringify(reply), context)
      await atCommit(
        tx,
        sql`
        insert into idempotency_results (person_key, route, key, body_hash, status, reply_sealed, created_at)
        values (${call.personKey}, ${call.route}, ${call.key}, ${bodyHash}, 200, ${sealed}, ${now})`,
      )
      return reply
    })
  } catch (error) {
    // The first call committed between this statement's look and its lock: all of the second was undone.
    if ((error as { constraint?: string }).constraint === 'idempotency_results_pkey') throw new DomainError('in_flight')
    throw error
  }
}

/** Kept 72 hours (design.md §5). */
export async function dropOldResults(db: Database, now: Date): Promise<void> {
  await sql`delete from idempotency_results where created_at < ${new Date(now.getTime() - 72 * 3_600_000)}`.execute(db)
}
