import type { Entry } from './check-chains.ts'

/** One line of an export; `entryOfLine` reads what this writes. */
export function lineOf(entry: Entry): string {
  if (entry.kind === 'head') return JSON.stringify({ head: entry.head })
  if (entry.kind === 'unreadable') return ''
  const { reason, ...event } = entry.event
  return JSON.stringify({ ...event, reason: reason?.toString('base64') ?? null, hash: entry.hash })
}

type Line = { head?: unknown; reason: unknown } & Record<string, unknown>

function entryOfLine(text: string, line: number): Entry {
  try {
    const value = JSON.parse(text) as Line
    if (value.head !== undefined) {
      const { subdistrict, seq, hash } = value.head as Record<string, unknown>
      return { kind: 'head', head: { subdistrict: asText(subdistrict), seq: asCount(seq), hash: asText(hash) } }
    }
    const event = {
      subdistrict: asText(value['subdistrict']),
      seq: asCount(value['seq']),
      at: asText(value['at']),
      actor: asText(value['actor']),
      action: asText(value['action']),
      target: asText(value['target']),
      reason: value.reason === null ? null : Buffer.from(asText(value.reason), 'base64'),
    }
    return { kind: 'event', event, hash: asText(value['hash']) }
  } catch {
    return { kind: 'unreadable', line }
  }
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('text')
  return value
}

function asCount(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new TypeError('number')
  return Number(value)
}

export async function* readExport(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Entry> {
  let number = 0
  for await (const text of lines) {
    number += 1
    if (text.trim() !== '') yield entryOfLine(text, number)
  }
}
