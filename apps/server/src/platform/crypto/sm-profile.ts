import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { CipherProfile } from './cipher-profile.ts'
import { lengthPrefixed } from './length-prefixed.ts'

const tagBytes = 32

/** SM4-CTR then HMAC-SM3 over what it binds, nonce and ciphertext (Node's OpenSSL has no SM4-GCM), SM3. */
export const smProfile: CipherProfile = {
  name: 'sm',
  code: 2,
  nonceBytes: 16,
  tagBytes,
  encrypt(secret, nonce, plain, bound) {
    const [enciphering, proving] = split(secret)
    const cipher = createCipheriv('sm4-ctr', enciphering, nonce)
    const text = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([text, tagOf(proving, nonce, text, bound)])
  },
  decrypt(secret, nonce, sealed, bound) {
    const [enciphering, proving] = split(secret)
    const [text, tag] = [sealed.subarray(0, -tagBytes), sealed.subarray(-tagBytes)]
    if (tag.length !== tagBytes || !timingSafeEqual(tag, tagOf(proving, nonce, text, bound))) throw new Error('unable to authenticate data')
    const decipher = createDecipheriv('sm4-ctr', enciphering, nonce)
    return Buffer.concat([decipher.update(text), decipher.final()])
  },
  mac: (secret, bytes) => createHmac('sm3', secret).update(bytes).digest(),
  derive: (secret, purpose) => createSecretKey(Buffer.from(hkdfSync('sm3', secret, Buffer.alloc(0), purpose, 32))),
  signer: (secret) => ({
    algorithm: 'hmac-sm3',
    sign: (bytes) => createHmac('sm3', secret).update(bytes).digest(),
    verifyingKey: secret.export().toString('hex'),
  }),
}

function tagOf(proving: KeyObject, nonce: Buffer, text: Buffer, bound: Buffer): Buffer {
  return createHmac('sm3', proving)
    .update(lengthPrefixed([bound, nonce, text]))
    .digest()
}

/** Enciphering and proving never share a key. */
function split(secret: KeyObject): [KeyObject, KeyObject] {
  const bytes = Buffer.from(hkdfSync('sm3', secret, Buffer.alloc(0), 'ejia sm4-ctr hmac-sm3', 48))
  return [createSecretKey(bytes.subarray(0, 16)), createSecretKey(bytes.subarray(16))]
}
