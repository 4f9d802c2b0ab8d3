import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a cookie, a link or a key. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a secret. Plain SHA-256 is enough for 256 random bits. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
