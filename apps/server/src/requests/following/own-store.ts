import { sql } from 'kysely'
import type { RequestKind, RequestState } from '@ejia/contract/requests.ts'
import type { Db, Tx } from '../../platform/database.ts'

export type OwnRow = {
  id: string
  subdistrict: string
  receipt_number: string
  kind: RequestKind
  category: string
  state: RequestState
  place_text: string
  filed_at: string
  expected_by: string | null
  excerpt: string
  last_told: string | null
  last_at: string
}

/** A signed-in resident's reports, newest first. */
export async function listOwn(
  db: Db,
  accountId: string,
  requestId: string | null,
  after: { filedAt: string; id: string } | null,
  limit: number,
): Promise<OwnRow[]> {
  const { rows } = await sql<OwnRow>`
    select r.id, r.subdistrict, r.receipt_number, r.kind, r.category, r.state, r.place_text, r.filed_at, left(r.text, 80) as excerpt,
      case when r.answer_met_at is null and r.paused_since is null then r.answer_due_at end as expected_by, last.told as last_told, coalesce(last.at, r.filed_at) as last_at
    from account_requests p
    join requests r on r.subdistrict = p.subdistrict and r.id = p.request_id
    left join lateral (select e.told, e.at from request_entries e where e.subdistrict = r.subdistrict and e.request_id = r.id and e.told is not null and e.actor_kind <> 'reporter' order by e.at desc, e.id desc limit 1) last on true
    where p.account_id = ${accountId} and (${requestId}::uuid is null or p.request_id = ${requestId}::uuid)
      and (${after?.filedAt ?? null}::timestamptz is null or (p.filed_at, p.request_id) < (${after?.filedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by p.filed_at desc, p.request_id desc limit ${limit}`.execute(db)
  return rows
}

export async function findOwnTenant(db: Db, accountId: string, requestId: string): Promise<string | undefined> {
  const { rows } = await sql<{
    subdistrict: string
  }>`select subdistrict from account_requests where account_id = ${accountId} and request_id = ${requestId}`.execute(db)
  return rows[0]?.subdistrict
}

/** Puts a report under an account; an anonymous one stays anonymous, and one that has an owner is not given away. */
export async function adoptRequest(tx: Tx, subdistrict: string, requestId: string, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    with mine as (
      update request_reporters set account_id = ${accountId} where subdistrict = ${subdistrict} and request_id = ${requestId} and not anonymous and (account_id is null or account_id = ${accountId}) returning request_id)
    insert into account_requests (account_id, subdistrict, request_id, filed_at)
    select ${accountId}, r.subdistrict, r.id, r.filed_at from mine join requests r on r.subdistrict = ${subdistrict} and r.id = mine.request_id
    on conflict (account_id, subdistrict, request_id) do update set filed_at = excluded.filed_at returning request_id`.execute(tx)
  return rows.length === 1
}

/** By receipt number and the end of the number left: the key itself is not kept, so a new one takes its place. */
export async function replaceFollowKey(
  tx: Tx,
  receiptNumber: string,
  phoneEnding: string,
  subdistricts: readonly string[],
  makeHash: (subdistrict: string) => Buffer,
): Promise<string | null> {
  for (const subdistrict of subdistricts) {
    const { rows } = await sql<{ id: string }>`
      select r.id from requests r join request_reporters rr on rr.subdistrict = r.subdistrict and rr.request_id = r.id
      where r.subdistrict = ${subdistrict} and r.receipt_number = ${receiptNumber} and rr.phone_ending = ${phoneEnding}`.execute(tx)
    const [found] = rows
    if (!found) continue
    await sql`update request_reporters set follow_hash = ${makeHash(subdistrict)} where subdistrict = ${subdistrict} and request_id = ${found.id}`.execute(tx)
    return subdistrict
  }
  return null
}
