import { type AuditEvent, type Head, hashOf, payloadOf, zeroHash } from './canonical-bytes.ts'
import type { Finding, FindingKind } from './findings.ts'

/** One line of a log as it was read. `payload` is given by a database, which stores it beside the columns. */
export type Entry =
  | { kind: 'event'; event: AuditEvent; hash: string; payload?: Buffer; wholeMilliseconds?: boolean }
  | { kind: 'head'; head: Head }
  | { kind: 'unreadable'; line: number }

export type ChainReport = { chains: { subdistrict: string; events: number; hash: string }[]; findings: Finding[] }

type Chain = { events: number; seq: number; hash: string; broken: boolean; head: Head | null }

/**
 * Walks through events in the order of each chain. Only the first break of a chain is reported: what follows hangs on it.
 * `checkpoints`: heads that were signed elsewhere at some time.
 */
export async function checkChains(entries: AsyncIterable<Entry> | Iterable<Entry>, checkpoints: readonly Head[] = []): Promise<ChainReport> {
  const chains = new Map<string, Chain>()
  const findings: Finding[] = []
  const signed = new Map(checkpoints.map((head) => [`${head.subdistrict} ${head.seq}`, head.hash]))
  const chainOf = (subdistrict: string) => {
    const known = chains.get(subdistrict) ?? { events: 0, seq: 0, hash: zeroHash, broken: false, head: null }
    chains.set(subdistrict, known)
    return known
  }
  const report = (subdistrict: string, kind: FindingKind, seq: number, detail = '') => {
    const chain = chainOf(subdistrict)
    if (!chain.broken) findings.push({ kind, chain: subdistrict, seq, detail })
    chain.broken = true
  }

  for await (const entry of entries) {
    if (entry.kind === 'unreadable') {
      findings.push({ kind: 'unreadable', chain: null, seq: null, detail: `line ${entry.line}` })
      continue
    }
    if (entry.kind === 'head') {
      chainOf(entry.head.subdistrict).head = entry.head
      continue
    }
    const { event, hash } = entry
    const chain = chainOf(event.subdistrict)
    chain.events += 1
    if (chain.broken) continue
    if (event.seq !== chain.seq + 1) report(event.subdistrict, 'gap', chain.seq + 1, `found ${event.seq}`)
    else if (entry.wholeMilliseconds === false) report(event.subdistrict, 'timeNotMilliseconds', event.seq)
    else if (entry.payload && !entry.payload.equals(payloadOf(event))) report(event.subdistrict, 'payloadDiffers', event.seq)
    else if (hashOf(chain.hash, event) !== hash) report(event.subdistrict, 'hashDiffers', event.seq)
    else {
      const checkpoint = signed.get(`${event.subdistrict} ${event.seq}`)
      if (checkpoint !== undefined && checkpoint !== hash) report(event.subdistrict, 'differsFromCheckpoint', event.seq)
    }
    chain.seq = event.seq
    chain.hash = hash
  }

  for (const [subdistrict, chain] of chains) {
    if (chain.head === null) report(subdistrict, 'headMissing', chain.seq)
    else if (chain.head.seq !== chain.seq || chain.head.hash !== chain.hash)
      report(subdistrict, 'headDiffers', chain.seq, `head ${chain.head.seq}, last entry ${chain.seq}`)
  }
  for (const head of checkpoints) {
    const seq = chainOf(head.subdistrict).seq
    if (head.seq > seq) report(head.subdistrict, 'shorterThanCheckpoint', seq, `checkpoint at ${head.seq}, last entry ${seq}`)
  }
  return { chains: [...chains].map(([subdistrict, { events, hash }]) => ({ subdistrict, events, hash })), findings }
}
