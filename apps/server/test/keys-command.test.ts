import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createCrypto } from '../src/platform/crypto.ts'
import { openKeyFile } from '../src/platform/crypto/key-file.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { newId } from '../src/platform/ids.ts'
import { createDataKey, findSealer } from '../src/privacy/data-keys.ts'
import { registerMasterKey } from '../src/privacy/master-keys.ts'
import { cloneDatabase } from './test-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'ejia-keys-'))
const now = new Date('2026-11-23T02:00:00.000Z')
let database: Awaited<ReturnType<typeof cloneDatabase>>
let db: Database
beforeAll(async () => {
  database = await cloneDatabase(inject('databaseServer'))
  db = openDatabase({ url: database.url })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const keys = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, '../src/keys-command.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: database.url, EJIA_DATA: folder },
  }).then(
    ({ stdout }) => stdout,
    (error: { stderr: string }) => error.stderr,
  )

test('an operator rotates and retires while a server runs, and it goes on reading and writing', async () => {
  expect(await keys('status')).toMatch(/no key file/)
  const server = createCrypto(openKeyFile(join(folder, 'keys', 'master.key'), 'standard', now))
  await registerMasterKey(db, server, now)
  const [ming, hong] = [newId(), newId()].map((id) => ({ subdistrict: '990101001', id }))
  const cell = { table: 'persons', field: 'phone', ...ming! }
  const sealed = (await db.transaction().execute((tx) => createDataKey(tx, server, ming!, now))).seal('13800138000', cell)

  expect(await keys('rotate')).toMatch(/1 data keys are now under master key 2/)
  expect(await keys('retire', '2')).toMatch(/is the newest/)
  expect(await keys('retire', '1')).toMatch(/Master key 1 is retired/)
  expect(await keys('status')).toMatch(/^master key 2 .* 1 data keys\n$/)
  expect(await keys('retire')).toMatch(/Which version/)
  expect(await keys('checkpoint-key')).toBe(server.checkpoints.verifyingKey)

  expect((await findSealer(db, server, ming!))!.open(sealed, cell)).toBe('13800138000')
  await db.transaction().execute((tx) => createDataKey(tx, server, hong!, now))
  expect(await keys('status')).toMatch(/ 2 data keys/)
})
