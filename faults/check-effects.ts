import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Written } from './writers.ts'

export type Effects = { acknowledged: number; lost: number; duplicated: number; torn: number }

type Audited = { filings: number; notes: number }

/** Audit events of filings and notes: each effect has exactly one. The demo's past has some already. */
export async function countAuditedOf(url: string): Promise<Audited> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await countAudited(client)
  } finally {
    await client.end()
  }
}

async function countAudited(client: pg.Client): Promise<Audited> {
  const { rows } = await client.query<Audited>(
    `select (count(*) filter (where action = 'request.file'))::int as filings, (count(*) filter (where action = 'request.note'))::int as notes from audit_events`,
  )
  return rows[0]!
}

/** What the database holds of what was written: nothing acknowledged missing, nothing twice, nothing by half, and an audit log without a gap. */
export async function checkEffects(url: string, written: readonly Written[], before: Audited): Promise<Effects> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const filings = await client.query<{ text: string; number: string; entries: number; reporters: number }>(`
      select r.text, r.receipt_number as number,
        (select count(*)::int from request_entries e where e.subdistrict = r.subdistrict and e.request_id = r.id) as entries,
        (select count(*)::int from request_reporters p where p.subdistrict = r.subdistrict and p.request_id = r.id) as reporters
      from requests r where r.text like '故障演练 %'`)
    const notes = await client.query<{ text: string }>(`select internal as text from request_entries where internal like '演练记录 %'`)
    const audited = await countAudited(client)
    const found = Map.groupBy([...filings.rows, ...notes.rows], (row) => row.text)
    const numbers = new Set(filings.rows.map((row) => row.number))
    const acknowledged = written.filter((entry) => entry.acknowledged)
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter(({ text, receiptNumber }) => !found.has(text) || (receiptNumber !== null && !numbers.has(receiptNumber))).length,
      duplicated: [...found.values()].filter((rows) => rows.length > 1).length,
      torn:
        filings.rows.filter((row) => row.entries === 0 || row.reporters !== 1).length +
        Math.abs(filings.rows.length - (audited.filings - before.filings)) +
        Math.abs(notes.rows.length - (audited.notes - before.notes)) +
        (isChainWhole(url) ? 0 : 1),
    }
  } finally {
    await client.end()
  }
}

/** The auditor's own program looks at the log. */
function isChainWhole(url: string): boolean {
  const verifier = fileURLToPath(new URL('../packages/verify/src/verify-command.ts', import.meta.url))
  return spawnSync(process.execPath, [verifier, '--database', url], { stdio: 'ignore' }).status === 0
}
