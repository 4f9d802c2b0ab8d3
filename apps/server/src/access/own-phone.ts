import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'

/** The number an account proved by a code; null for who signed in otherwise. */
export async function findOwnPhone(db: Db, crypto: CryptoProvider, accountId: string): Promise<string | null> {
  const { rows } = await sql<{
    phone_sealed: Buffer | null
    phone_index: Buffer | null
  }>`select phone_sealed, phone_index from accounts where id = ${accountId}`.execute(db)
  const { phone_sealed, phone_index } = rows[0] ?? {}
  return phone_sealed && phone_index ? crypto.open(phone_sealed, { table: 'accounts', id: phone_index.toString('hex'), field: 'phone' }) : null
}
