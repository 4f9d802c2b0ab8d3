import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { CryptoProvider } from '../platform/crypto.ts'
import { atCommit, type Db, type Tx } from '../platform/database.ts'
import { auditPayload } from './audit-bytes.ts'

/** Who did what to which thing; `subdistrict` is the tenant, or the six digits of the district for the deployment's own acts. */
export type AuditInput = { subdistrict: string; actor: string; action: string; target: { kind: string; id: string }; reason?: string }

/**
 * Adds one event to the tenant's hash chain, in the caller's transaction. The head of the chain is locked last: the
 * statement travels with the commit.
 */
export async function recordAudit(tx: Tx, crypto: CryptoProvider, input: AuditInput, now: Date): Promise<void> {
  const at = now.toISOString()
  const target = `${input.target.kind}:${crypto.pseudonym(input.target.kind, input.target.id)}`
  const actor = crypto.pseudonym('actor', input.actor)
  const reasonSealed = input.reason === undefined ? null : crypto.seal(input.reason, { table: 'audit_events', id: target, field: 'reason' })
  const payload = auditPayload({ subdistrict: input.subdistrict, at, actor, action: input.action, target, reasonSealed })
  await atCommit(
    tx,
    sql`
    with head as (
      insert into audit_heads as h (subdistrict, seq, hash)
      values (${input.subdistrict}, 1, sha256(decode(repeat('00', 32), 'hex') || int8send(1) || ${payload}))
      on conflict (subdistrict) do update set seq = h.seq + 1, hash = sha256(h.hash || int8send(h.seq + 1) || ${payload})
      returning seq, hash)
    insert into audit_events (subdistrict, seq, at, actor, action, target, reason_sealed, payload, hash)
    select ${input.subdistrict}, seq, ${at}, ${actor}, ${input.action}, ${target}, ${reasonSealed}, ${payload}, hash from head`,
  )
}

export type AuditRow = { seq: number; at: string; actor: string; action: string; target: string; reason_sealed: Buffer | null; payload: Buffer; hash: Buffer }

/** Newest first; `before` pages backwards. */
export async function listAuditRows(db: Db, subdistrict: string, before: number | null, limit: number): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select seq, at, actor, action, target, reason_sealed, payload, hash from audit_events
    where subdistrict = ${subdistrict} and (${before}::bigint is null or seq < ${before}) order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** True when each row's hash follows from the one before, and its columns from its payload. `rows` newest first, without gaps. */
export function chainHolds(rows: readonly AuditRow[], subdistrict: string): boolean {
  return rows.every((row, index) => {
    const payload = auditPayload({
      subdistrict,
      at: new Date(row.at).toISOString(),
      actor: row.actor,
      action: row.action,
      target: row.target,
      reasonSealed: row.reason_sealed,
    })
    if (!payload.equals(row.payload)) return false
    const previous = rows[index + 1]
    if (!previous && row.seq !== 1) return true
    if (previous && previous.seq !== row.seq - 1) return false
    const seq = Buffer.alloc(8)
    seq.writeBigUInt64BE(BigInt(row.seq))
    return createHash('sha256')
      .update(previous?.hash ?? Buffer.alloc(32))
      .update(seq)
      .update(payload)
      .digest()
      .equals(row.hash)
  })
}
