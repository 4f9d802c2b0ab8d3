import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Which cell a ciphertext belongs to: one moved to another row or field does not open. */
export type CellContext = { table: string; id: string; field: string }

/** Field encryption and keyed hashes. AES-256-GCM today; another profile (SM4) comes behind the same words. */
export type CryptoProvider = {
  seal: (plain: string, context: CellContext) => Buffer
  open: (sealed: Buffer, context: CellContext) => string
  /** Finds an exact value without storing it; `kind` keeps phones and other numbers apart. */
  blindIndex: (kind: string, value: string) => Buffer
  /** Stands for a person or thing in the audit log. */
  pseudonym: (kind: string, id: string) => string
}

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** `master`: 32 random bytes that never touch the database. */
export function createCrypto(master: Buffer): CryptoProvider {
  if (master.length !== 32) throw new Error('The key file must hold 32 bytes.')
  const sub = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `ejia ${purpose} v1`, 32)))
  const [sealing, indexing, naming] = [sub('seal'), sub('index'), sub('pseudonym')]
  return {
    seal(plain, context) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      cipher.setAAD(contextBytes(context))
      return Buffer.concat([Buffer.from([version]), nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, context) {
      if (sealed[0] !== version) throw new Error('unknown key version')
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 1 + nonceBytes))
      decipher.setAAD(contextBytes(context))
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
    },
    blindIndex: (kind, value) => createHmac('sha256', indexing).update(`${kind}\0${value}`).digest(),
    pseudonym: (kind, id) => createHmac('sha256', naming).update(`${kind}\0${id}`).digest('base64url').slice(0, 22),
  }
}

function contextBytes(context: CellContext): Buffer {
  return Buffer.from(JSON.stringify([context.table, context.id, context.field]))
}

/** Reads the key, or makes one on the first start. Whoever loses this file loses the sealed fields: back it up apart. */
export function readOrMakeKey(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const key = randomBytes(32)
    writeFileSync(path, key, { mode: 0o600, flag: 'wx', flush: true })
    return key
  }
}
