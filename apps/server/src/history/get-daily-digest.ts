import { sql } from 'kysely'
import { endOfShanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import type { Db } from '../platform/database.ts'
import type { CheckpointState } from './checkpoint-folder.ts'

/** One day of a chain on a page that is printed and signed: what happened, between which hashes, and what was signed. */
export type DailyDigest = {
  subdistrict: string
  day: string
  events: number
  actors: number
  byAction: { action: string; events: number }[]
  first: { seq: number; hash: string } | null
  last: { seq: number; hash: string } | null
  /** Of the whole folder, when it was written and how many there are. */
  checkpoint: { number: number; at: string } | null
}

/** Counts and hashes only: no pseudonym, no reason, so that the paper may lie on a desk. */
export async function getDailyDigest(db: Db, subdistrict: string, day: string, checkpoint: CheckpointState): Promise<DailyDigest> {
  const within = sql`subdistrict = ${subdistrict} and at >= ${startOfShanghaiDay(day)} and at <= ${endOfShanghaiDay(day)}`
  const { rows: actions } = await sql<{ action: string; events: number }>`
    select action, count(*) as events from audit_events where ${within} group by action order by events desc, action limit 200`.execute(db)
  const { rows: ends } = await sql<{ first: number; last: number; actors: number }>`
    select min(seq) as first, max(seq) as last, count(distinct actor) as actors from audit_events where ${within} having count(*) > 0`.execute(db)
  const seqs = ends[0] ? [ends[0].first, ends[0].last] : []
  const { rows: hashes } = await sql<{ seq: number; hash: string }>`
    select seq, encode(hash, 'hex') as hash from audit_events where subdistrict = ${subdistrict} and seq = any(${seqs}::bigint[]) order by seq limit 2`.execute(
    db,
  )
  return {
    subdistrict,
    day,
    events: actions.reduce((sum, row) => sum + row.events, 0),
    actors: ends[0]?.actors ?? 0,
    byAction: actions,
    first: hashes[0] ?? null,
    last: hashes.at(-1) ?? null,
    checkpoint: checkpoint.at === null ? null : { number: checkpoint.number, at: checkpoint.at },
  }
}
