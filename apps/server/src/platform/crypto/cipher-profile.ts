import type { KeyObject } from 'node:crypto'
import { smProfile } from './sm-profile.ts'
import { standardProfile } from './standard-profile.ts'

export type ProfileName = 'standard' | 'sm'

/** One family of algorithms. `code` stands in every ciphertext and never changes its meaning. */
export type CipherProfile = {
  name: ProfileName
  code: number
  nonceBytes: number
  /** How much longer than the text a ciphertext is. */
  tagBytes: number
  /** Ciphertext and tag. `secret` is 32 bytes; a nonce is used once. `bound` must be the same again to open. */
  encrypt: (secret: KeyObject, nonce: Buffer, plain: Buffer, bound: Buffer) => Buffer
  /** Throws unless every bit of ciphertext, nonce and `bound` is as it was. */
  decrypt: (secret: KeyObject, nonce: Buffer, sealed: Buffer, bound: Buffer) => Buffer
  mac: (secret: KeyObject, bytes: Buffer) => Buffer
  derive: (secret: KeyObject, purpose: string) => KeyObject
  signer: (secret: KeyObject) => CheckpointSigner
}

/** `verifyingKey` is what an auditor checks with: a public key as PEM, or under `sm` the shared secret in hexadecimal digits. */
export type CheckpointSigner = { algorithm: 'ed25519' | 'hmac-sm3'; sign: (bytes: Buffer) => Buffer; verifyingKey: string }

const profiles: readonly CipherProfile[] = [standardProfile, smProfile]

export function profileNamed(name: ProfileName): CipherProfile {
  return name === 'sm' ? smProfile : standardProfile
}

export function profileOfCode(code: number | undefined): CipherProfile {
  const found = profiles.find((profile) => profile.code === code)
  if (!found) throw new Error('This ciphertext names an unknown profile.')
  return found
}
