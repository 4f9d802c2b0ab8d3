import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createBootstrapInvitation } from '../src/people/invite-staff.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { hashOfSecret } from '../src/platform/secrets.ts'
import { cloneDatabase } from './test-database.ts'

test('a first start without demo data makes a link for the security administrator; until it is used the next start makes another and ends it', async () => {
  const { url, drop } = await cloneDatabase(inject('databaseServer'))
  const db = openDatabase({ url })
  const crypto = createCrypto(temporaryKeyRing())
  const make = () => db.transaction().execute((tx) => createBootstrapInvitation(tx, crypto, { code: '990101', name: '示范区' }, new Date()))
  expect(await migrate(url)).toEqual([])
  const [lost, kept] = [await make(), await make()]
  expect(lost?.token).toMatch(/^[\w-]{43}$/)
  // The same person, one way in.
  expect(kept?.accountId).toBe(lost?.accountId)
  expect(kept?.token).not.toBe(lost?.token)
  const living = await sql<{ token_hash: Buffer }>`select token_hash from invitations where used_at is null`.execute(db)
  expect(living.rows.map((row) => row.token_hash)).toEqual([hashOfSecret(kept!.token)])
  await sql`update accounts set login = 'first', password_hash = 'x', totp_sealed = 'x'`.execute(db)
  expect(await make()).toBeNull()
  await db.destroy()
  await drop()
})
