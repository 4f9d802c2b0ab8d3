import { createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

export const firstFormat = 1

/** Opens what was sealed before ciphertexts named their profile and key. Nothing is sealed this way any more. */
export function openFirstFormat(deployment: KeyObject, sealed: Buffer, context: { table: string; id: string; field: string }): Buffer {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', deployment, Buffer.alloc(0), 'ejia seal v1', 32)))
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(1, 13), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(JSON.stringify([context.table, context.id, context.field])))
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()])
}
