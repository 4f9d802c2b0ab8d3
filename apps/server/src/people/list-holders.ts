import { sql } from 'kysely'
import type { Role } from '@ejia/contract/access.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db } from '../platform/database.ts'

/** Who is meant: those who hold a role over a place (`over`), or in one of the areas within it, or answer for a department. */
export type Holders = { role: Role; over: string } | { role: Role; within: string } | { unit: string }

/** The people who hold a post now, for messages. */
export async function listHolders(db: Db, holders: Holders, now: Date): Promise<string[]> {
  const living = sql`x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now}) and a.disabled_at is null`
  const { rows } = await sql<{ account_id: string }>`
    select distinct x.account_id from assignments x join accounts a on a.id = x.account_id
    where ${meant(holders)} and ${living} order by x.account_id limit 2000`.execute(db)
  return rows.map((row) => row.account_id)
}

function meant(holders: Holders) {
  if ('unit' in holders) return sql`x.role = 'departmentContact' and x.unit_id = ${holders.unit}`
  if ('over' in holders)
    return sql`x.role = ${holders.role} and x.area_code = any(${[6, 9, 12, 15].filter((digits) => digits <= holders.over.length).map((digits) => holders.over.slice(0, digits))}::text[])`
  const { from, to } = codeRange(holders.within)
  return sql`x.role = ${holders.role} and x.area_code >= ${from} collate "C" and x.area_code < ${to} collate "C"`
}

/** Whether somebody is staff with a living post: an address alone gets nothing. */
export async function isPosted(db: Db, accountId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from assignments x join accounts a on a.id = x.account_id
    where x.account_id = ${accountId} and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now}) and a.disabled_at is null limit 1`.execute(db)
  return rows.length > 0
}

/** Of these people, those who have held no post since `since`. */
export async function listGone(db: Db, accountIds: readonly string[], since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from accounts a where id = any(${accountIds}::uuid[])
      and not exists (select from assignments x where x.account_id = a.id and (x.valid_to is null or x.valid_to > ${since})) order by id limit 1000`.execute(db)
  return rows.map((row) => row.id)
}
