import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type AuditFact, auditPayload } from './audit-bytes.ts'
import { checkpointBytes, type UnsignedCheckpoint } from './checkpoint-folder.ts'

type Vectors = {
  events: (Omit<AuditFact, 'reasonSealed'> & { seq: number; reason: string | null; payload: string; hash: string })[]
  checkpoint: UnsignedCheckpoint & { bytes: string; digest: string }
}
/** The same file the verifier is tested against. */
const vectors = JSON.parse(readFileSync(new URL('../../../../packages/verify/vectors/audit-chain.json', import.meta.url), 'utf8')) as Vectors

test('the server writes the bytes of the vectors', () => {
  for (const { reason, payload, ...fact } of vectors.events)
    expect(auditPayload({ ...fact, reasonSealed: reason === null ? null : Buffer.from(reason, 'base64') }).toString('hex')).toBe(payload)
  const bytes = checkpointBytes(vectors.checkpoint)
  expect(bytes.toString('hex')).toBe(vectors.checkpoint.bytes)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(vectors.checkpoint.digest)
})
