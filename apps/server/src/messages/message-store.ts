import { sql } from 'kysely'
import type { StaffMessageKind } from '@ejia/contract/messages.ts'
import type { Db, Tx } from '../platform/database.ts'

export type MessageRow = {
  id: string
  account_id: string
  area_code: string
  kind: StaffMessageKind
  about: string
  link: string
  urgent: boolean
  created_at: string
  read_at: string | null
}

const columns = sql.raw('id, account_id, area_code, kind, about, link, urgent, created_at, read_at')

/** Returns whom it reached for the first time. */
export async function insertMessages(
  tx: Tx,
  to: readonly { id: string; accountId: string }[],
  m: { area: string; kind: StaffMessageKind; about: string; link: string; urgent: boolean; dedupeKey: string; deliverAt: Date },
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    insert into staff_messages (id, account_id, area_code, kind, about, link, urgent, dedupe_key, created_at, deliver_at)
    select u.id, u.account_id, ${m.area}, ${m.kind}, ${m.about}, ${m.link}, ${m.urgent}, ${m.dedupeKey}, ${now}::timestamptz, ${m.deliverAt}::timestamptz
    from unnest(${to.map((one) => one.id)}::uuid[], ${to.map((one) => one.accountId)}::uuid[]) as u(id, account_id)
    on conflict (account_id, dedupe_key) do nothing returning account_id`.execute(tx)
  return rows.map((row) => row.account_id)
}

export async function listMessages(
  db: Db,
  accountId: string,
  filter: { unread: boolean; after: { at: string; id: string } | null; limit: number },
): Promise<MessageRow[]> {
  const after = filter.after === null ? sql`true` : sql`(created_at, id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
  const { rows } = await sql<MessageRow>`
    select ${columns} from staff_messages where account_id = ${accountId} and (not ${filter.unread} or read_at is null) and ${after}
    order by created_at desc, id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function countUnread(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select 1 from staff_messages where account_id = ${accountId} and read_at is null limit 1000) m`.execute(db)
  return rows[0]?.n ?? 0
}

/** `ids` null: all that came up to now. */
export async function markRead(tx: Tx, accountId: string, ids: readonly string[] | null, now: Date): Promise<void> {
  const which = ids === null ? sql`true` : sql`id = any(${ids}::uuid[])`
  await sql`update staff_messages set read_at = ${now} where account_id = ${accountId} and read_at is null and created_at <= ${now} and ${which}`.execute(tx)
}

/** People for whom something is due to leave. */
export async function listDueAccounts(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    account_id: string
  }>`select distinct account_id from staff_messages where delivered_at is null and deliver_at <= ${now} order by account_id limit 500`.execute(db)
  return rows.map((row) => row.account_id)
}

/** Takes what is due for a person; what another process has taken is left to it. */
export async function takeDue(tx: Tx, accountId: string, now: Date): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    with due as (
      select id from staff_messages where account_id = ${accountId} and delivered_at is null and deliver_at <= ${now}
      order by created_at, id limit 500 for update skip locked)
    update staff_messages m set delivered_at = ${now} from due where m.id = due.id
    returning m.id, m.account_id, m.area_code, m.kind, m.about, m.link, m.urgent, m.created_at, m.read_at`.execute(tx)
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Read messages are kept for half a year, unread ones for a year. */
export async function dropMessages(db: Db, now: Date): Promise<void> {
  await sql`
    delete from staff_messages where ctid = any(array(
      select ctid from staff_messages where delivered_at is not null
        and created_at < ${now}::timestamptz - case when read_at is null then interval '365 days' else interval '180 days' end limit 5000))`.execute(db)
}
