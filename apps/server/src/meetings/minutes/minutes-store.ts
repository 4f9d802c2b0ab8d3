import { sql } from 'kysely'
import type { Minutes } from '@ejia/contract/meetings.ts'
import type { Db, Tx } from '../../platform/database.ts'

type Key = { subdistrict: string; id: string }
export type MinutesDocument = Omit<Minutes, 'version'>
export type VersionRow = { version: number; words: string; written_by: string; written_at: string; confirmed_by: string[]; confirmed_names: string[] }

/** Each version is kept; the newest is the one that counts. */
export async function insertVersion(
  tx: Tx,
  meeting: Key,
  v: { version: number; document: MinutesDocument; words: string; writtenBy: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into minutes_versions (subdistrict, meeting_id, version, document, words, written_by, written_at)
    values (${meeting.subdistrict}, ${meeting.id}, ${v.version}, ${JSON.stringify(v.document)}::jsonb, ${v.words}, ${v.writtenBy}, ${now})
    on conflict do nothing returning version`.execute(tx)
  return rows.length === 1
}

export async function findMinutes(db: Db, meeting: Key, version: number | null): Promise<Minutes | undefined> {
  const { rows } = await sql<{ version: number; document: MinutesDocument }>`
    select version, document from minutes_versions
    where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id} and (${version}::int is null or version = ${version})
    order by version desc limit 1`.execute(db)
  return rows[0] && { version: rows[0].version, ...rows[0].document }
}

export async function listVersions(db: Db, meeting: Key): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.version, v.words, v.written_by, v.written_at,
      coalesce(array_agg(c.account_id::text order by a.name) filter (where c.account_id is not null), '{}') as confirmed_by,
      coalesce(array_agg(a.name order by a.name) filter (where c.account_id is not null), '{}') as confirmed_names
    from minutes_versions v
      left join minutes_confirmations c on c.subdistrict = v.subdistrict and c.meeting_id = v.meeting_id and c.version = v.version
      left join accounts a on a.id = c.account_id
    where v.subdistrict = ${meeting.subdistrict} and v.meeting_id = ${meeting.id}
    group by v.version, v.words, v.written_by, v.written_at order by v.version limit 200`.execute(db)
  return rows
}

export async function insertConfirmation(tx: Tx, meeting: Key, c: { version: number; accountId: string }, now: Date): Promise<void> {
  await sql`
    insert into minutes_confirmations (subdistrict, meeting_id, version, account_id, confirmed_at)
    values (${meeting.subdistrict}, ${meeting.id}, ${c.version}, ${c.accountId}, ${now}) on conflict do nothing`.execute(tx)
}
