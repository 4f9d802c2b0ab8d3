import type { EndingState } from '@ejia/contract/purposes.ts'
import type { EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

/** Counts alone. */
export type Destroyed = {
  values?: Partial<Record<PersonField, number>>
  stayed?: Partial<Record<PersonField, number>>
  people?: number
  history?: number
  importRows?: number
  exportFiles?: number
}
export type EndingRow = {
  subdistrict: string
  subdistrict_name: string
  id: string
  purpose: EndablePurpose
  state: EndingState
  reason: string
  asked_by: string
  asked_by_name: string
  asked_at: string
  decided_by: string | null
  decided_by_name: string | null
  decided_at: string | null
  decided_words: string | null
  destroyed: Destroyed
  ended_at: string | null
  chain_seq: number | null
  chain_hash: Buffer | null
  restarted_at: string | null
  restarted_by_name: string | null
}

const columns =
  sql.raw(`e.subdistrict, s.name as subdistrict_name, e.id, e.purpose, e.state, e.reason, e.asked_by, a.name as asked_by_name, e.asked_at, e.decided_by,
  d.name as decided_by_name, e.decided_at, e.decided_words, e.destroyed, e.ended_at, e.chain_seq, e.chain_hash, e.restarted_at, r.name as restarted_by_name`)
const tables = sql.raw(`purpose_endings e join areas s on s.code = e.subdistrict join accounts a on a.id = e.asked_by
  left join accounts d on d.id = e.decided_by left join accounts r on r.id = e.restarted_by`)

/** Newest first (`purpose_endings_by_time`). */
export async function listEndings(db: Db, tenants: readonly string[]): Promise<EndingRow[]> {
  const { rows } = await sql<EndingRow>`
    select ${columns} from ${tables} where e.subdistrict = any(${tenants}::text[]) order by e.asked_at desc, e.id limit 100`.execute(db)
  return rows
}

export async function findEnding(db: Db, tenants: readonly string[], id: string): Promise<EndingRow | null> {
  const { rows } = await sql<EndingRow>`select ${columns} from ${tables} where e.subdistrict = any(${tenants}::text[]) and e.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function lockEnding(tx: Tx, tenants: readonly string[], id: string): Promise<EndingRow | null> {
  await sql`select from purpose_endings where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findEnding(tx, tenants, id)
}

/** False when somebody has asked already (`purpose_endings_open`). */
export async function insertEnding(
  tx: Tx,
  ending: { subdistrict: string; id: string; purpose: EndablePurpose; reason: string; askedBy: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into purpose_endings (subdistrict, id, purpose, reason, asked_by, asked_at)
    values (${ending.subdistrict}, ${ending.id}, ${ending.purpose}, ${ending.reason}, ${ending.askedBy}, ${now}) on conflict do nothing`.execute(tx)
  return Number(numAffectedRows) === 1
}

/** The state: `move-ending.ts` and `destroy-for-purpose.ts` alone call these three. */
export async function setDecided(tx: Tx, row: EndingRow, state: EndingState, by: string | null, words: string, now: Date): Promise<void> {
  await sql`
    update purpose_endings set state = ${state}, decided_by = ${by}, decided_at = ${by === null ? null : now}, decided_words = ${words}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function setRestarted(tx: Tx, row: EndingRow, by: string, words: string, now: Date): Promise<void> {
  await sql`
    update purpose_endings set restarted_at = ${now}, restarted_by = ${by}, restarted_words = ${words}
    where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** With the head of the audit chain as it stands in this transaction. */
export async function setEnded(tx: Tx, row: Pick<EndingRow, 'subdistrict' | 'id'>, now: Date): Promise<void> {
  await sql`
    update purpose_endings e set state = 'ended', ended_at = ${now}, chain_seq = h.seq, chain_hash = h.hash
    from audit_heads h where h.subdistrict = e.subdistrict and e.subdistrict = ${row.subdistrict} and e.id = ${row.id}`.execute(tx)
}

export async function addDestroyed(tx: Tx, row: Pick<EndingRow, 'subdistrict' | 'id'>, destroyed: Destroyed): Promise<void> {
  await sql`update purpose_endings set destroyed = ${JSON.stringify(destroyed)}::jsonb where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** Approved and not yet done; with `all`, also those done: a restore may have brought values back. */
export async function listDue(db: Db, all: boolean): Promise<{ subdistrict: string; id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string }>`
    select subdistrict, id from purpose_endings where restarted_at is null and (state = 'approved' or ${all} and state = 'ended') order by asked_at, id limit 100`.execute(
    db,
  )
  return rows
}

/** Every ending of the deployment, for the list kept outside of the database. */
export async function listEnded(db: Db): Promise<{ subdistrict: string; purpose: EndablePurpose; endedAt: string }[]> {
  const { rows } = await sql<{ subdistrict: string; purpose: EndablePurpose; endedAt: string }>`
    select subdistrict, purpose, ended_at as "endedAt" from purpose_endings where state = 'ended' order by ended_at, id limit 10000`.execute(db)
  return rows
}
