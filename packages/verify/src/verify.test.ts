import { spawnSync } from 'node:child_process'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type AuditEvent, type Checkpoint, checkpointBytes, digestOf, type Head, hashOf, payloadOf, zeroHash } from './canonical-bytes.ts'
import { checkChains, type Entry } from './check-chains.ts'
import { checkCheckpoints } from './check-checkpoints.ts'
import { lineOf, readExport } from './read-export.ts'

type VectorEvent = Omit<AuditEvent, 'reason'> & { reason: string | null; payload: string; hash: string }
type Vectors = { events: VectorEvent[]; checkpoint: Omit<Checkpoint, 'signature'> & { bytes: string; digest: string } }
const vectors = JSON.parse(readFileSync(new URL('../vectors/audit-chain.json', import.meta.url), 'utf8')) as Vectors

function eventOf({ payload: _payload, hash: _hash, reason, ...event }: VectorEvent): AuditEvent {
  return { ...event, reason: reason === null ? null : Buffer.from(reason, 'base64') }
}

test('the chain of the vectors', () => {
  let previous = zeroHash
  for (const vector of vectors.events) {
    expect(payloadOf(eventOf(vector)).toString('hex')).toBe(vector.payload)
    previous = hashOf(previous, eventOf(vector))
    expect(previous).toBe(vector.hash)
  }
})

test('the checkpoint of the vectors', () => {
  const bytes = checkpointBytes(vectors.checkpoint)
  expect(bytes.toString('hex')).toBe(vectors.checkpoint.bytes)
  expect(digestOf(bytes)).toBe(vectors.checkpoint.digest)
})

const chain = '990101001'
const last = vectors.events.at(-1)!
const head: Head = { subdistrict: chain, seq: last.seq, hash: last.hash }
const entries: Entry[] = [...vectors.events.map((vector) => ({ kind: 'event' as const, event: eventOf(vector), hash: vector.hash })), { kind: 'head', head }]

test('an export reads back to what it was written from', async () => {
  const read: Entry[] = []
  for await (const entry of readExport(entries.map(lineOf))) read.push(entry)
  expect(read).toEqual(entries)
  expect(await checkChains(readExport(entries.map(lineOf)), [head])).toEqual({ chains: [{ subdistrict: chain, events: 4, hash: last.hash }], findings: [] })
})

test.each<[string, (lines: string[]) => string[], string]>([
  ['a line is taken out', (lines) => lines.toSpliced(1, 1), 'gap'],
  ['two lines are exchanged', (lines) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)], 'gap'],
  ['a line is doubled', (lines) => [lines[0]!, lines[0]!, ...lines.slice(1)], 'gap'],
  ['a word is changed', (lines) => lines.with(1, lines[1]!.replace('accept', 'reject')), 'hashDiffers'],
  ['a line is damaged', (lines) => lines.with(2, lines[2]!.slice(0, 40)), 'unreadable'],
  ['the tail is cut off', (lines) => lines.toSpliced(3, 1), 'headDiffers'],
  ['tail and head are cut off', (lines) => lines.slice(0, 3), 'headMissing'],
  ['nothing is left', () => [], 'shorterThanCheckpoint'],
])('an export is refused when %s', async (_what, change, kind) => {
  const { findings } = await checkChains(readExport(change(entries.map(lineOf))), [head])
  expect(findings.map((finding) => finding.kind)).toContain(kind)
})

test('a cut tail with a head that fits, and a chain computed anew, are found by a checkpoint alone', async () => {
  const third = vectors.events[2]!
  const cut: Entry[] = [...entries.slice(0, 3), { kind: 'head', head: { subdistrict: chain, seq: 3, hash: third.hash } }]
  expect((await checkChains(cut)).findings).toEqual([])
  expect((await checkChains(cut, [head])).findings).toMatchObject([{ kind: 'shorterThanCheckpoint', seq: 3 }])
  let previous = zeroHash
  const anew: Entry[] = vectors.events.map((vector) => {
    const event = { ...eventOf(vector), actor: 'nobody' }
    previous = hashOf(previous, event)
    return { kind: 'event', event, hash: previous }
  })
  anew.push({ kind: 'head', head: { ...head, hash: previous } })
  expect((await checkChains(anew)).findings).toEqual([])
  expect((await checkChains(anew, [head])).findings).toMatchObject([{ kind: 'differsFromCheckpoint', seq: 4 }])
})

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const secret = 'ab'.repeat(32)

function signedLines(algorithm: Checkpoint['algorithm'], count: number): string[] {
  let previous = zeroHash
  return Array.from({ length: count }, (_, index) => {
    const unsigned = { format: 1 as const, number: index + 1, at: `2027-01-01T00:0${index}:00.000Z`, previous, chains: [head], algorithm }
    const bytes = checkpointBytes(unsigned)
    previous = digestOf(bytes)
    const signature = algorithm === 'ed25519' ? sign(null, bytes, privateKey) : createHmac('sm3', Buffer.from(secret, 'hex')).update(bytes).digest()
    return JSON.stringify({ ...unsigned, signature: signature.toString('base64') })
  })
}

describe.each([
  ['ed25519' as const, pem],
  ['hmac-sm3' as const, secret],
])('checkpoints signed by %s', (algorithm, key) => {
  const lines = signedLines(algorithm, 4)
  const kinds = (changed: string[]) => checkCheckpoints(changed, key).findings.map((finding) => finding.kind)

  test('hold, also around a line that a power failure cut short', () => {
    expect(checkCheckpoints(lines, key)).toMatchObject({ count: 4, findings: [], last: '2027-01-01T00:03:00.000Z' })
    expect(kinds([...lines.slice(0, 2), lines[2]!.slice(0, 60), ...lines.slice(2)])).toEqual([])
  })

  test('do not hold when one is changed, missing, exchanged, damaged or of the other algorithm', () => {
    expect(kinds(lines.with(1, lines[1]!.replace('"seq":4', '"seq":3')))).toEqual(['checkpointForged', 'checkpointGap'])
    expect(kinds(lines.toSpliced(1, 1))).toContain('checkpointGap')
    expect(kinds(lines.slice(1))).toContain('checkpointGap')
    expect(kinds([lines[1]!, lines[0]!, ...lines.slice(2)])).toContain('checkpointGap')
    expect(kinds(lines.with(1, lines[1]!.replace('"format":1', '"format":7')))).toContain('checkpointBroken')
    expect(kinds(signedLines(algorithm === 'ed25519' ? 'hmac-sm3' : 'ed25519', 1))).toEqual(['checkpointForged'])
  })
})

const folder = mkdtempSync(join(tmpdir(), 'ejia-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the command says in both languages what is wrong and where, and ends with 0, 1 or 2', () => {
  const [file, checkpoints] = [join(folder, 'export.jsonl'), join(folder, 'checkpoints')]
  mkdirSync(checkpoints)
  writeFileSync(join(checkpoints, '2027-01.jsonl'), `${signedLines('ed25519', 2).join('\n')}\n`)
  writeFileSync(join(checkpoints, 'public-key.pem'), pem)
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'verify-command.ts'), ...args], { encoding: 'utf8' })
    return { status, text: stdout + stderr }
  }
  writeFileSync(file, entries.map(lineOf).join('\n'))
  const whole = run('--file', file, '--checkpoints', checkpoints)
  expect([whole.status, whole.text]).toEqual([0, expect.stringContaining('✔ 日志完整，没有被改动 / the log is whole and unchanged')])
  writeFileSync(file, entries.map(lineOf).with(1, lineOf(entries[1]!).replace('accept', 'reject')).join('\n'))
  const broken = run('--file', file, '--checkpoints', checkpoints)
  expect(broken.status).toBe(1)
  expect(broken.text).toContain('990101001 #2: 记录内容与链不符：被改动过 / the entry does not follow from the one before: it was changed')
  expect(run().status).toBe(2)
  expect(run('--file', join(folder, 'none')).status).toBe(2)
})
