import { expect, inject, test } from 'vitest'
import { createBootstrapInvitation } from '../src/people/invite-staff.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { cloneDatabase } from './test-database.ts'

test('a first start without demo data makes one link for the security administrator, and only one', async () => {
  const { url, drop } = await cloneDatabase(inject('databaseServer'))
  const db = openDatabase({ url })
  const crypto = createCrypto(temporaryKeyRing())
  const make = () => db.transaction().execute((tx) => createBootstrapInvitation(tx, crypto, { code: '990101', name: '示范区' }, new Date()))
  expect(await migrate(url)).toEqual([])
  expect((await make())?.token).toMatch(/^[\w-]{43}$/)
  expect(await make()).toBeNull()
  await db.destroy()
  await drop()
})
