import { createCipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCrypto } from '../crypto.ts'
import { newId } from '../ids.ts'
import type { ProfileName } from './cipher-profile.ts'
import { masterKeysFrom, newMasterKey, temporaryKeyRing } from './key-ring.ts'

const cell = { table: 'persons', field: 'phone', subdistrict: '990101001', id: '0193a000-0000-7000-8000-000000000001' }
const refused = /authenticate|version|profile/

describe.each<ProfileName>(['standard', 'sm'])('profile %s', (profile) => {
  const crypto = createCrypto(temporaryKeyRing(profile))
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })

  test('opens to what was sealed, whatever the text, and never looks the same twice', () => {
    fc.assert(
      fc.property(text, (plain) => {
        const sealed = crypto.seal(plain, cell)
        expect(crypto.open(sealed, cell)).toBe(plain)
        expect(sealed.equals(crypto.seal(plain, cell))).toBe(false)
      }),
    )
  })

  test('refuses any flipped bit and any cut', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (plain, place, cut) => {
        const sealed = crypto.seal(plain, cell)
        const changed = Buffer.from(sealed)
        const bit = place % (sealed.length * 8)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => crypto.open(changed, cell)).toThrow(refused)
        expect(() => crypto.open(sealed.subarray(0, cut % sealed.length), cell)).toThrow(refused)
      }),
      { numRuns: 500 },
    )
  })

  test('refuses another row, column, table or tenant, and words that only look the same when joined', () => {
    const part = fc.string({ maxLength: 6 })
    const cells = fc.record({ table: part, field: part, subdistrict: part, id: part })
    fc.assert(
      fc.property(text, cells, cells, (plain, one, other) => {
        fc.pre(one.table !== other.table || one.field !== other.field || one.subdistrict !== other.subdistrict || one.id !== other.id)
        expect(() => crypto.open(crypto.seal(plain, one), other)).toThrow(refused)
      }),
      { numRuns: 300 },
    )
    const sealed = crypto.seal('x', { ...cell, table: 'ab', field: 'c' })
    expect(() => crypto.open(sealed, { ...cell, table: 'a', field: 'bc' })).toThrow(refused)
  })

  test('opens only under its own key: another deployment, another person, the deployment for a person', async () => {
    const [ming, hong] = [
      await crypto.newDataKey({ subdistrict: '990101001', id: newId() }),
      await crypto.newDataKey({ subdistrict: '990101001', id: newId() }),
    ]
    const sealed = crypto.sealerOf(ming.key).seal('13800138000', cell)
    expect(sealed.subarray(2, 18).toString('hex')).toBe(ming.key.id.replaceAll('-', ''))
    expect(crypto.sealerOf(ming.key).open(sealed, cell)).toBe('13800138000')
    expect(() => crypto.sealerOf(hong.key).open(sealed, cell)).toThrow(refused)
    expect(() => crypto.sealerOf({ id: ming.key.id, secret: hong.key.secret }).open(sealed, cell)).toThrow(refused)
    expect(() => crypto.open(sealed, cell)).toThrow(refused)
    expect(() => createCrypto(temporaryKeyRing(profile)).open(crypto.seal('x', cell), cell)).toThrow(refused)
  })

  test('a wrapped key opens for its owner alone, and under a later master key when wrapped again', async () => {
    const keys = [newMasterKey(1)]
    const ring = { profile, deployment: createSecretKey(randomBytes(32)), masters: masterKeysFrom(profile, () => keys) }
    const provider = createCrypto(ring)
    const owner = { subdistrict: '990101001', id: newId() }
    const made = await provider.newDataKey(owner)
    const sealed = provider.sealerOf(made.key).seal('张三', cell)
    for (const other of [
      { ...owner, subdistrict: '990101002' },
      { ...owner, id: newId() },
    ])
      await expect(provider.unwrapDataKey(made.wrapped, other)).rejects.toThrow(refused)
    keys.push(newMasterKey(2))
    const again = await provider.rewrapDataKey(made.wrapped, owner)
    expect([made.masterVersion, again.masterVersion, provider.masterVersion()]).toEqual([1, 2, 2])
    keys.shift()
    expect(provider.sealerOf(await provider.unwrapDataKey(again.wrapped, owner)).open(sealed, cell)).toBe('张三')
    await expect(provider.unwrapDataKey(made.wrapped, owner)).rejects.toThrow(/version 1 is not in the key file/)
  })

  test('a blind index finds the same value again in 16 bytes, apart by field, tenant and key', () => {
    const scope = { field: 'phone', subdistrict: '990101001' }
    const index = crypto.blindIndex('13800138000', scope)
    expect(index.length).toBe(16)
    expect(crypto.blindIndex('13800138000', scope)).toEqual(index)
    const others = [
      crypto.blindIndex('13800138001', scope),
      crypto.blindIndex('13800138000', { ...scope, field: 'idNumber' }),
      crypto.blindIndex('13800138000', { ...scope, subdistrict: '990101002' }),
      crypto.blindIndex('13800138000', { ...scope, subdistrict: null }),
      createCrypto(temporaryKeyRing(profile)).blindIndex('13800138000', scope),
    ]
    for (const other of others) expect(other).not.toEqual(index)
    expect(crypto.pseudonym('account', cell.id)).toMatch(/^[\w-]{22}$/)
    expect(crypto.pseudonym('account', cell.id)).not.toBe(crypto.pseudonym('case', cell.id))
  })
})

test('a ciphertext says its profile: what one sealed, the other opens under the same key', async () => {
  const [standard, sm] = [createCrypto(temporaryKeyRing('standard')), createCrypto(temporaryKeyRing('sm'))]
  const { key } = await standard.newDataKey({ subdistrict: '990101001', id: newId() })
  expect(sm.sealerOf(key).open(standard.sealerOf(key).seal('一', cell), cell)).toBe('一')
  expect(standard.sealerOf(key).open(sm.sealerOf(key).seal('二', cell), cell)).toBe('二')
})

test('fields sealed before ciphertexts named their key still open', () => {
  const bytes = randomBytes(32)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), 'ejia seal v1', 32)), Buffer.alloc(12, 7))
  const old = { table: 'accounts', id: cell.id, field: 'totp' }
  cipher.setAAD(Buffer.from(JSON.stringify([old.table, old.id, old.field])))
  const sealed = Buffer.concat([Buffer.from([1]), Buffer.alloc(12, 7), cipher.update('JBSWY3DP'), cipher.final(), cipher.getAuthTag()])
  const crypto = createCrypto({ ...temporaryKeyRing(), deployment: createSecretKey(bytes) })
  expect(crypto.open(sealed, old)).toBe('JBSWY3DP')
  expect(() => crypto.open(sealed, { ...old, id: newId() })).toThrow(refused)
})
