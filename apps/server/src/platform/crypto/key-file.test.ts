import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCrypto } from '../crypto.ts'
import { addMasterKey, listMasterKeys, openKeyFile, removeMasterKey } from './key-file.ts'

const now = new Date('2026-11-23T02:00:00.000Z')
const cell = { table: 'accounts', field: 'totp', id: '1' }
let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ejia-key-'))
  path = join(folder, 'keys', 'master.key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => createCrypto(openKeyFile(path, 'standard', now))

test('is made once, for the owner only, and gives the same keys at the next start', () => {
  const sealed = open().seal('x', cell)
  expect(open().open(sealed, cell)).toBe('x')
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a damaged file, or one of the other profile, stops the start and quotes no key', () => {
  open()
  expect(() => openKeyFile(path, 'sm', now)).toThrow(/profile "standard"/)
  const text = readFileSync(path, 'utf8')
  const [secret] = /"key": "(.+)"/.exec(text)!.slice(1)
  for (const damaged of [text.slice(0, 80), '', text.replace(secret!, secret!.slice(4)), text.replace('"format": 2', '"format": 9')]) {
    writeFileSync(path, damaged)
    expect(open).toThrow('The key file is damaged.')
    expect(open).not.toThrow(secret!.slice(8))
  }
})

test('the 32 bytes of the first version become a file that opens the same fields', () => {
  open()
  writeFileSync(path, randomBytes(32))
  const index = open().blindIndex('13800138000', { field: 'phone', subdistrict: null })
  expect(listMasterKeys(path)).toEqual([{ version: 1, madeAt: now.toISOString() }])
  expect(open().blindIndex('13800138000', { field: 'phone', subdistrict: null })).toEqual(index)
})

test('a running server sees an added master key at once; the newest cannot be taken out', async () => {
  const running = open()
  const owner = { subdistrict: '990101001', id: '0193a000-0000-7000-8000-000000000001' }
  const before = await running.newDataKey(owner)
  expect(addMasterKey(path, now)).toBe(2)
  const after = await running.newDataKey(owner)
  expect([before.masterVersion, after.masterVersion]).toEqual([1, 2])
  expect((await running.unwrapDataKey(before.wrapped, owner)).secret.equals(before.key.secret)).toBe(true)
  expect(() => removeMasterKey(path, 2)).toThrow(/newest/)
  removeMasterKey(path, 1)
  await expect(running.unwrapDataKey(before.wrapped, owner)).rejects.toThrow(/not in the key file/)
})
