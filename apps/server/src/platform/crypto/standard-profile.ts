import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { CipherProfile } from './cipher-profile.ts'

const tagBytes = 16

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
}
