import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './passwords.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

test('a password opens its own hash only; two hashes of one password differ', async () => {
  const [one, other] = await Promise.all([hashPassword('梧桐 corner lamp 7'), hashPassword('梧桐 corner lamp 7')])
  expect(one).not.toBe(other)
  expect(one).toMatch(/^argon2id\$19456\$2\$1\$/)
  expect(await isPassword('梧桐 corner lamp 7', one)).toBe(true)
  expect(await isPassword('梧桐 corner lamp 8', one)).toBe(false)
})

test('the same letters typed on another keyboard are the same password', async () => {
  expect(await isPassword('café ＡＢＣ 2026', await hashPassword('cafe\u0301 ABC 2026'))).toBe(true)
})

test('an unknown login is a wrong password, whatever is typed', async () => {
  expect(await isPassword('', null)).toBe(false)
  expect(await isPassword('anything at all', null)).toBe(false)
})

test('a hash made with other figures still opens: they are read from the string', async () => {
  const [nonce, figures] = [Buffer.alloc(16, 7), { memory: 8192, passes: 3, parallelism: 1, tagLength: 32 }]
  const tag = argon2Sync('argon2id', { message: 'old but right one', nonce, ...figures })
  const stored = `argon2id$8192$3$1$${nonce.toString('base64')}$${tag.toString('base64')}`
  expect(await isPassword('old but right one', stored)).toBe(true)
  expect(await isPassword('old but wrong one', stored)).toBe(false)
})

test('secrets have 256 bits and are stored as a hash', () => {
  const secret = newSecret()
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(newSecret()).not.toBe(secret)
  expect(hashOfSecret(secret)).toHaveLength(32)
  expect(hashOfSecret(secret).toString()).not.toContain(secret)
})
