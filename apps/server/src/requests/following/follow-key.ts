import { createHash, randomBytes } from 'node:crypto'

/** The secret of a receipt link: the tenant in clear (so that one node answers) and 128 random bits. */
export function newFollowKey(subdistrict: string): string {
  return subdistrict + randomBytes(16).toString('base64url')
}

export function subdistrictOfFollowKey(followKey: string): string | null {
  return /^\d{9}[\w-]{22}$/.test(followKey) ? followKey.slice(0, 9) : null
}

export function followHashOf(followKey: string): Buffer {
  return createHash('sha256').update(followKey).digest()
}
