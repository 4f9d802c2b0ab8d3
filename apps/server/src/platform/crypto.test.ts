import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCrypto, readOrMakeKey } from './crypto.ts'

const crypto = createCrypto(randomBytes(32))
const cell = { table: 'request_reporters', id: '0193a000-0000-7000-8000-000000000001', field: 'phone' }

describe('sealed fields', () => {
  test('open to what was sealed, whatever the text, and never look the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = crypto.seal(text, cell)
        expect(crypto.open(sealed, cell)).toBe(text)
        expect(sealed.equals(crypto.seal(text, cell))).toBe(false)
      }),
    )
  })

  test.each([
    ['another row', { ...cell, id: '0193a000-0000-7000-8000-000000000002' }],
    ['another field', { ...cell, field: 'name' }],
    ['another table', { ...cell, table: 'accounts' }],
  ])('do not open in %s', (_where, other) => {
    expect(() => crypto.open(crypto.seal('13800138000', cell), other)).toThrow(/authenticate/)
  })

  test('do not open when any byte was changed, nor under another key', () => {
    const sealed = crypto.seal('13800138000', cell)
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(() => crypto.open(changed, cell)).toThrow(/authenticate|version/)
    }
    expect(() => createCrypto(randomBytes(32)).open(sealed, cell)).toThrow(/authenticate/)
  })
})

test('a blind index finds the same value again, apart by kind and by key', () => {
  const index = crypto.blindIndex('phone', '13800138000')
  expect(crypto.blindIndex('phone', '13800138000').equals(index)).toBe(true)
  expect(crypto.blindIndex('receipt', '13800138000').equals(index)).toBe(false)
  expect(createCrypto(randomBytes(32)).blindIndex('phone', '13800138000').equals(index)).toBe(false)
  expect(crypto.pseudonym('account', cell.id)).toMatch(/^[\w-]{22}$/)
})

test('the key is made once, for the owner only, and a damaged one stops the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ejia-key-'))
  try {
    const path = join(folder, 'keys', 'master.key')
    const key = readOrMakeKey(path)
    expect(readOrMakeKey(path).equals(key)).toBe(true)
    expect(readFileSync(path).length).toBe(32)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    writeFileSync(path, key.subarray(0, 31))
    expect(() => createCrypto(readOrMakeKey(path))).toThrow(/32 bytes/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
