import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, createSecretKey, hkdfSync, sign } from 'node:crypto'
import type { CipherProfile } from './cipher-profile.ts'

const tagBytes = 16
/** RFC 8410: what stands before the 32 bytes of a private key in PKCS #8. */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** AES-256-GCM, HMAC-SHA-256, SHA-256. */
export const standardProfile: CipherProfile = {
  name: 'standard',
  code: 1,
  nonceBytes: 12,
  tagBytes,
  encrypt(secret, nonce, plain, bound) {
    const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes })
    cipher.setAAD(bound)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  decrypt(secret, nonce, sealed, bound) {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes })
    decipher.setAAD(bound)
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  },
  mac: (secret, bytes) => createHmac('sha256', secret).update(bytes).digest(),
  derive: (secret, purpose) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32))),
  signer(secret) {
    const key = createPrivateKey({ key: Buffer.concat([ed25519Head, secret.export()]), format: 'der', type: 'pkcs8' })
    const verifyingKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
    return { algorithm: 'ed25519', sign: (bytes) => sign(null, bytes, key), verifyingKey }
  },
}
