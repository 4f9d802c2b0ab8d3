/** The rules of the chain and of checkpoints, written from docs/operations/keys-and-audit.md and not from the server. */
import { createHash } from 'node:crypto'

export type AuditEvent = {
  subdistrict: string
  seq: number
  /** UTC with milliseconds, `2026-11-23T02:00:00.000Z`. */
  at: string
  actor: string
  action: string
  target: string
  reason: Buffer | null
}

export type Head = { subdistrict: string; seq: number; hash: string }

export type Checkpoint = {
  format: 1
  number: number
  at: string
  previous: string
  chains: Head[]
  algorithm: 'ed25519' | 'hmac-sm3'
  signature: string
}

export const zeroHash = '0'.repeat(64)
const noReason = 0xffffffff

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

const utf8 = new TextEncoder()

function join(parts: readonly Uint8Array[]): Buffer {
  const whole = Buffer.alloc(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Tenant, time, actor, action, target and sealed reason, each after its length in four bytes. */
export function payloadOf(event: AuditEvent): Buffer {
  const parts: Uint8Array[] = []
  for (const text of [event.subdistrict, event.at, event.actor, event.action, event.target]) {
    const bytes = utf8.encode(text)
    parts.push(uint32(bytes.length), bytes)
  }
  if (event.reason === null) parts.push(uint32(noReason))
  else parts.push(uint32(event.reason.length), event.reason)
  return join(parts)
}

/** SHA-256 of the hash before, the number in eight bytes, and the payload. */
export function hashOf(previous: string, event: AuditEvent): string {
  const bytes = join([Buffer.from(previous, 'hex'), uint64(event.seq), payloadOf(event)])
  return createHash('sha256').update(bytes).digest('hex')
}

/** What is signed, and what the next checkpoint's `previous` is the SHA-256 of. */
export function checkpointBytes(checkpoint: Omit<Checkpoint, 'signature'>): Buffer {
  const texts = [`ejia checkpoint ${checkpoint.format}`, String(checkpoint.number), checkpoint.at, checkpoint.previous, checkpoint.algorithm]
  for (const head of checkpoint.chains) texts.push(head.subdistrict, String(head.seq), head.hash)
  return join(texts.flatMap((text) => [uint32(utf8.encode(text).length), utf8.encode(text)]))
}

export const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
