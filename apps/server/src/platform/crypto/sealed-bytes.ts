import type { KeyObject } from 'node:crypto'
import { type CipherProfile, profileOfCode } from './cipher-profile.ts'
import { lengthPrefixed } from './length-prefixed.ts'
import { drawBytes } from './random-bytes.ts'

/** format (1) · profile (1) · key id (16) · nonce · ciphertext · tag. The head is bound as well: it cannot be exchanged. */
const format = 2
const headBytes = 18

export function sealBytes(profile: CipherProfile, key: { id: string; secret: KeyObject }, plain: Buffer, boundTo: readonly string[]): Buffer {
  const head = Buffer.concat([Buffer.from([format, profile.code]), idBytes(key.id)])
  const nonce = drawBytes(profile.nonceBytes)
  return Buffer.concat([head, nonce, profile.encrypt(key.secret, nonce, plain, lengthPrefixed([head, ...boundTo]))])
}

/** The profile is read from the ciphertext: what was sealed under one opens while another is in use. */
export function openBytes(key: { id: string; secret: KeyObject }, sealed: Buffer, boundTo: readonly string[]): Buffer {
  if (sealed[0] !== format) throw new Error('This ciphertext has an unknown version.')
  const profile = profileOfCode(sealed[1])
  const text = sealed.subarray(headBytes + profile.nonceBytes)
  if (text.length < profile.tagBytes) throw new Error('unable to authenticate data: too short')
  if (!keyIdIn(sealed).equals(idBytes(key.id))) throw new Error('unable to authenticate data: sealed under another key')
  const head = sealed.subarray(0, headBytes)
  return profile.decrypt(key.secret, sealed.subarray(headBytes, headBytes + profile.nonceBytes), text, lengthPrefixed([head, ...boundTo]))
}

const keyIdIn = (sealed: Buffer) => sealed.subarray(2, headBytes)

function idBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  if (bytes.length !== headBytes - 2) throw new Error('A key id is a UUID.')
  return bytes
}
