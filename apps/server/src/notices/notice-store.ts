import { sql } from 'kysely'
import type { Db, Tx } from '../platform/database.ts'

export type NoticeRow = {
  id: string
  area_code: string
  area_name: string
  title: string
  body: string
  published_at: string
  valid_to: string | null
  withdrawn_at: string | null
}
const columns = sql.raw('n.id, n.area_code, ar.name as area_name, n.title, n.body, n.published_at, n.valid_to, n.withdrawn_at')

/** Standing notices of an area, what is above it and — for a subdistrict — what is below. */
export async function listPublicNotices(db: Db, area: string, now: Date): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notices n join areas ar on ar.code = n.area_code
    where (starts_with(${area}, n.area_code) or (length(${area}) <= 9 and starts_with(n.area_code, ${area}))) and n.withdrawn_at is null and (n.valid_to is null or n.valid_to > ${now})
    order by n.published_at desc limit 100`.execute(db)
  return rows
}

export async function listNotices(db: Db, areas: readonly string[]): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notices n join areas ar on ar.code = n.area_code
    where exists (select from unnest(${areas}::text[]) as root where starts_with(n.area_code, root)) order by n.published_at desc limit 300`.execute(db)
  return rows
}

export async function findNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await sql<NoticeRow>`select ${columns} from notices n join areas ar on ar.code = n.area_code where n.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertNotice(
  tx: Tx,
  notice: { id: string; areaCode: string; title: string; body: string; validTo: Date | null; publishedBy: string | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into notices (id, area_code, title, body, published_at, published_by, valid_to)
    values (${notice.id}, ${notice.areaCode}, ${notice.title}, ${notice.body}, ${now}, ${notice.publishedBy}, ${notice.validTo})`.execute(tx)
}

export async function setWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update notices set withdrawn_at = coalesce(withdrawn_at, ${now}) where id = ${id}`.execute(tx)
}
