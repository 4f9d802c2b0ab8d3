import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { profileNamed, type ProfileName } from './cipher-profile.ts'
import { openBytes, sealBytes } from './sealed-bytes.ts'

/**
 * Wraps data keys. The key file is one; a key management service becomes another: it wraps and unwraps on its side and
 * never hands out the master key, hence the promises.
 */
export type MasterKeys = {
  current: () => number
  wrap: (secret: Buffer, boundTo: readonly string[]) => Promise<{ version: number; wrapped: Buffer }>
  unwrap: (wrapped: Buffer, boundTo: readonly string[]) => Promise<Buffer>
}

/** `deployment` seals what belongs to no person, and makes blind indexes and pseudonyms: it stays when master keys change. */
export type KeyRing = { profile: ProfileName; deployment: KeyObject; masters: MasterKeys }

export type MasterKey = { version: number; secret: KeyObject }

/** Wrapped keys name their master key by its version, in the place of the key id. */
const idOfVersion = (version: number) => `00000000-0000-0000-0000-${version.toString(16).padStart(12, '0')}`

/** `keys` is asked each time: another process may have added a version. */
export function masterKeysFrom(profileName: ProfileName, keys: () => readonly MasterKey[]): MasterKeys {
  const profile = profileNamed(profileName)
  const newest = () => {
    const key = keys().toSorted((a, b) => b.version - a.version)[0]
    if (!key) throw new Error('There is no master key.')
    return key
  }
  const keyOf = (key: MasterKey) => ({ id: idOfVersion(key.version), secret: key.secret })
  return {
    current: () => newest().version,
    async wrap(secret, boundTo) {
      const key = newest()
      return { version: key.version, wrapped: sealBytes(profile, keyOf(key), secret, boundTo) }
    },
    async unwrap(wrapped, boundTo) {
      const version = wrapped.readUIntBE(12, 6)
      const key = keys().find((one) => one.version === version)
      if (!key) throw new Error(`Master key version ${version} is not in the key file.`)
      return openBytes(keyOf(key), wrapped, boundTo)
    },
  }
}

export const newMasterKey = (version: number): MasterKey => ({ version, secret: createSecretKey(randomBytes(32)) })

/** Keys that end with the process, for tests and throw-away databases. */
export function temporaryKeyRing(profile: ProfileName = 'standard'): KeyRing {
  const keys = [newMasterKey(1)]
  return { profile, deployment: createSecretKey(randomBytes(32)), masters: masterKeysFrom(profile, () => keys) }
}
