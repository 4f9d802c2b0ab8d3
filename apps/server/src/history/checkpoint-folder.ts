import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lengthPrefixed } from '../platform/crypto/length-prefixed.ts'

export type ChainHead = { subdistrict: string; seq: number; hash: string }
export type UnsignedCheckpoint = { format: 1; number: number; at: string; previous: string; chains: ChainHead[]; algorithm: 'ed25519' | 'hmac-sm3' }
type Checkpoint = UnsignedCheckpoint & { signature: string }

/** How far the folder has come: its last checkpoint, and each chain's head as it was signed last. */
export type CheckpointState = { number: number; previous: string; heads: ReadonlyMap<string, ChainHead>; at: string | null }
export type CheckpointFolder = {
  read: () => Promise<CheckpointState>
  append: (checkpoint: Checkpoint, verifyingKey: string | null) => Promise<void>
}

/** What is signed; the next checkpoint holds the SHA-256 of it. */
export function checkpointBytes({ format, number, at, previous, algorithm, chains }: UnsignedCheckpoint): Buffer {
  const heads = chains.flatMap((head) => [head.subdistrict, String(head.seq), head.hash])
  return lengthPrefixed([`ejia checkpoint ${format}`, String(number), at, previous, algorithm, ...heads])
}

/** One file a month, only ever added to, so that an operator can forbid everything else (chattr +a, a WORM share). */
export function createCheckpointFolder(folder: string): CheckpointFolder {
  const seen = new Map<string, number>()
  const heads = new Map<string, ChainHead>()
  const state = { number: 0, previous: '0'.repeat(64), heads, at: null as string | null }

  /** Another process may have written: what is new since the last look is read. */
  async function catchUp(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).toSorted()) {
      const from = seen.get(name) ?? 0
      const bytes = await readNew(join(folder, name), from)
      const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1)
      seen.set(name, from + whole.length)
      for (const line of whole.toString('utf8').split('\n')) take(line)
    }
  }

  function take(line: string): void {
    const checkpoint = parse(line)
    if (checkpoint === null) return
    for (const head of checkpoint.chains) heads.set(head.subdistrict, head)
    state.number = checkpoint.number
    state.at = checkpoint.at
    state.previous = createHash('sha256').update(checkpointBytes(checkpoint)).digest('hex')
  }

  return {
    async read() {
      await catchUp()
      return state
    },
    async append(checkpoint, verifyingKey) {
      if (verifyingKey !== null) await keepKey(join(folder, 'public-key.pem'), verifyingKey)
      const path = join(folder, `${checkpoint.at.slice(0, 7)}.jsonl`)
      const file = await open(path, 'a', 0o600)
      try {
        // A line that a power failure cut short stays as it is; the next begins on its own.
        const torn = await endsTorn(path)
        await file.appendFile(`${torn ? '\n' : ''}${JSON.stringify(checkpoint)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

function parse(line: string): Checkpoint | null {
  if (line === '') return null
  try {
    return JSON.parse(line) as Checkpoint
  } catch {
    return null
  }
}

async function readNew(path: string, from: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    await file.read(bytes, 0, bytes.length, from)
    return bytes
  } finally {
    await file.close()
  }
}

async function endsTorn(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    return size > 0 && (await file.read(last, 0, 1, size - 1)).bytesRead === 1 && last[0] !== 10
  } finally {
    await file.close()
  }
}

/** Beside the checkpoints for convenience; an auditor compares it with a copy of their own. */
async function keepKey(path: string, key: string): Promise<void> {
  const known = await readFile(path, 'utf8').catch(() => null)
  if (known === null) await writeFile(path, key, { mode: 0o644 })
}
