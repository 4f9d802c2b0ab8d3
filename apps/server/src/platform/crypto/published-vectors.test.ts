import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { smProfile } from './sm-profile.ts'
import { standardProfile } from './standard-profile.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const key = (text: string) => createSecretKey(hex(text))

/** McGrew & Viega, "The Galois/Counter Mode of Operation", submitted to NIST (SP 800-38D), appendix B, AES-256. */
const gcm = [
  { name: 'test case 13', key: '00'.repeat(32), iv: '00'.repeat(12), plain: '', aad: '', sealed: '530f8afbc74536b9a963b4f1c4cb738b' },
  {
    name: 'test case 14',
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    plain: '00'.repeat(16),
    aad: '',
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: 'test case 16',
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    plain: 'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662 76fc6ece0f4e1768cddf8853bb2d551b',
  },
]

test.each(gcm)('AES-256-GCM, $name', (vector) => {
  expect(standardProfile.encrypt(key(vector.key), hex(vector.iv), hex(vector.plain), hex(vector.aad))).toEqual(hex(vector.sealed))
  expect(standardProfile.decrypt(key(vector.key), hex(vector.iv), hex(vector.sealed), hex(vector.aad))).toEqual(hex(vector.plain))
})

/** RFC 4231, test cases 1, 2 and 4. */
test.each([
  { key: '0b'.repeat(20), data: '4869205468657265', mac: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7' },
  {
    key: '4a656665',
    data: '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
    mac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  { key: '0102030405060708090a0b0c0d0e0f10111213141516171819', data: 'cd'.repeat(50), mac: '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b' },
])('HMAC-SHA-256 of RFC 4231', (vector) => {
  expect(standardProfile.mac(key(vector.key), hex(vector.data))).toEqual(hex(vector.mac))
})

/** GB/T 32907-2016, appendix A, example 1: one block. */
test('SM4 of GB/T 32907', () => {
  const block = hex('0123456789abcdeffedcba9876543210')
  const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false)
  expect(Buffer.concat([cipher.update(block), cipher.final()])).toEqual(hex('681edf34d206965e86b3e94f536e4246'))
})

/** draft-ribose-cfrg-sm4-10, appendix A.2.5.1. */
test('SM4-CTR', () => {
  const [secret, iv] = [hex('0123456789abcdeffedcba9876543210'), hex('000102030405060708090a0b0c0d0e0f')]
  const plain = hex(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'aa', 'bb'].map((byte) => byte.repeat(8)).join(''))
  const expected = 'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514'
  expect(createCipheriv('sm4-ctr', secret, iv).update(plain)).toEqual(hex(expected))
  expect(createDecipheriv('sm4-ctr', secret, iv).update(hex(expected))).toEqual(plain)
})

/** GB/T 32905-2016, appendix A, examples 1 and 2. */
test.each([
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
])('SM3 of GB/T 32905: %s', (text, digest) => {
  expect(createHash('sm3').update(text).digest('hex')).toBe(digest)
})

/** GM/T 0042-2015, appendix D.3, cases 1 and 2. */
test.each([
  {
    key: '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20',
    data: Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)).toString('hex'),
    mac: 'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
  },
  {
    key: '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425',
    data: 'cd'.repeat(50),
    mac: '220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae',
  },
])('HMAC-SM3 of GM/T 0042', (vector) => {
  expect(smProfile.mac(key(vector.key), hex(vector.data))).toEqual(hex(vector.mac))
})
