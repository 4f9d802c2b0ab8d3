import type { Client } from 'pg'
import type { Entry } from './check-chains.ts'

type Row = {
  seq: string
  micros: string | null
  actor: string
  action: string
  target: string
  reason_sealed: Buffer | null
  payload: Buffer
  hash: string
}

const pageSize = 5_000

/** Every event of every chain in order, then the heads. The caller's transaction makes it one moment. */
export async function* readDatabase(client: Client): AsyncGenerator<Entry> {
  const { rows: chains } = await client.query<{ subdistrict: string }>(
    'select subdistrict from audit_heads union select distinct subdistrict from audit_events order by subdistrict',
  )
  for (const { subdistrict } of chains) {
    for (let after = '-9223372036854775808', count = pageSize; count === pageSize;) {
      // The time is read in full: a driver's date would round away a change of microseconds.
      const { rows } = await client.query<Row>(
        `select seq::text, case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint::text end as micros, actor, action, target,
           reason_sealed, payload, encode(hash, 'hex') as hash
         from audit_events e where subdistrict = $1 and e.seq > $2::bigint order by e.seq limit ${pageSize}`,
        [subdistrict, after],
      )
      for (const row of rows) {
        const at = instantOf(row.micros)
        const event = { subdistrict, seq: Number(row.seq), at: at ?? '', actor: row.actor, action: row.action, target: row.target, reason: row.reason_sealed }
        yield { kind: 'event', event, hash: row.hash, payload: row.payload, wholeMilliseconds: at !== null }
      }
      count = rows.length
      after = rows.at(-1)?.seq ?? after
    }
  }
  const { rows: heads } = await client.query<{ subdistrict: string; seq: string; hash: string }>(
    "select subdistrict, seq::text, encode(hash, 'hex') as hash from audit_heads order by subdistrict",
  )
  for (const head of heads) yield { kind: 'head', head: { ...head, seq: Number(head.seq) } }
}

/** Null for a time that the chain cannot have held: a fraction of a millisecond, infinity, or a year beyond four digits. */
function instantOf(micros: string | null): string | null {
  if (micros === null || BigInt(micros) % 1000n !== 0n) return null
  const date = new Date(Number(BigInt(micros) / 1000n))
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
