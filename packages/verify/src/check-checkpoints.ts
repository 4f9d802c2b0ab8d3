import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { type Checkpoint, checkpointBytes, digestOf, type Head, zeroHash } from './canonical-bytes.ts'
import type { Finding } from './findings.ts'

export type CheckpointReport = { count: number; last: string | null; heads: Head[]; findings: Finding[] }

/**
 * Reads the lines of all checkpoint files in order. `key`: the public key as PEM, or for the SM profile the secret as 64
 * hexadecimal digits. A line cut short by a power failure is skipped: what comes after must still follow from what was before.
 */
export function checkCheckpoints(lines: readonly string[], key: string): CheckpointReport {
  const findings: Finding[] = []
  const heads: Head[] = []
  let [number, previous, last] = [0, zeroHash, null as string | null]
  for (const line of lines) {
    if (line.trim() === '') continue
    const checkpoint = parse(line)
    if (checkpoint === null) {
      if (isWholeLine(line)) findings.push({ kind: 'checkpointBroken', chain: null, seq: number + 1, detail: '' })
      continue
    }
    const bytes = checkpointBytes(checkpoint)
    if (checkpoint.number !== number + 1 || checkpoint.previous !== previous)
      findings.push({ kind: 'checkpointGap', chain: null, seq: number + 1, detail: `found ${checkpoint.number}` })
    if (isSigned(checkpoint, bytes, key)) heads.push(...checkpoint.chains)
    else findings.push({ kind: 'checkpointForged', chain: null, seq: checkpoint.number, detail: checkpoint.at })
    number = checkpoint.number
    previous = digestOf(bytes)
    last = checkpoint.at
  }
  return { count: number, last, heads, findings }
}

/** A torn line has no end; one that ends like a checkpoint was changed. */
const isWholeLine = (line: string) => line.trimEnd().endsWith('}')

function isSigned(checkpoint: Checkpoint, bytes: Buffer, key: string): boolean {
  const signature = Buffer.from(checkpoint.signature, 'base64')
  // Whose key it is decides the algorithm, never the file that is checked.
  if (key.includes('BEGIN PUBLIC KEY')) return checkpoint.algorithm === 'ed25519' && verify(null, bytes, createPublicKey(key), signature)
  const expected = createHmac('sm3', Buffer.from(key.trim(), 'hex')).update(bytes).digest()
  return checkpoint.algorithm === 'hmac-sm3' && signature.length === expected.length && timingSafeEqual(signature, expected)
}

function parse(line: string): Checkpoint | null {
  try {
    const value = JSON.parse(line) as Checkpoint
    const texts = [value.at, value.previous, value.signature, value.algorithm, ...value.chains.flatMap((head) => [head.subdistrict, head.hash])]
    const numbers = [value.number, ...value.chains.map((head) => head.seq)]
    const whole = value.format === 1 && texts.every((text) => typeof text === 'string') && numbers.every((count) => Number.isSafeInteger(count) && count > 0)
    return whole ? value : null
  } catch {
    return null
  }
}
