import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../src/platform/database.ts'

export type Needle = string | Buffer

/** Every table and column of every schema as text, bytea as hex: where one of these values still lies. */
export async function findInDatabase(db: Db, needles: readonly Needle[]): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2 limit 500`.execute(db)
  const texts = needles.flatMap((needle) => (typeof needle === 'string' ? [needle, Buffer.from(needle).toString('hex')] : [needle.toString('hex')]))
  const found: string[] = []
  for (const { schema, name } of tables)
    for (const text of texts) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`${schema}.${name}`)} t where t::text like ${`%${text}%`}`.execute(
        db,
      )
      if (rows[0]!.n > 0) found.push(`${schema}.${name}: ${text}`)
    }
  return found
}

/** Every file below a folder, as bytes. */
export function findInFiles(folder: string, needles: readonly Needle[]): string[] {
  const bytes = needles.flatMap((needle) =>
    typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(Buffer.from(needle).toString('base64').slice(0, -4))] : [needle],
  )
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => bytes.some((needle) => readFileSync(path).includes(needle)))
}
