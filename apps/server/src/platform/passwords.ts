import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
/** OWASP's argon2id figures: 19 MiB, 2 passes, 1 lane. Kept in the string, so they can rise. */
const current = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...current })
  return `argon2id$${current.memory}$${current.passes}$${current.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`
}

/** A missing hash costs the same time as a wrong password: nobody learns which logins exist. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = (stored ?? unknownLogin).split('$')
  const expected = Buffer.from(tag!, 'base64')
  const made = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce!, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(made, expected) && stored !== null
}

const unknownLogin = `argon2id$${current.memory}$${current.passes}$${current.parallelism}$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`
