import { sql } from 'kysely'
import type { Db } from '../platform/database.ts'

/** Names of accounts, for "recorded by"; unknown ids are left out. */
export async function listNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from accounts where id = any(${[...new Set(ids)]}::uuid[]) order by id limit 200`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}
