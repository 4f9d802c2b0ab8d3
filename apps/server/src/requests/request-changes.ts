import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { requestColumns, type RequestRow } from './request-store.ts'

type Changeable = Omit<RequestRow, 'subdistrict' | 'id' | 'receipt_number' | 'route' | 'filed_at' | 'version' | 'state'>
/** Columns a move may set; instants as Date or ISO text. */
export type RequestChanges = Partial<{ [C in keyof Changeable]: Changeable[C] | Date }> & { route?: string; search?: string[] }

/** Writes the columns a move changed. Its callers are `writeMove` and nobody else: it carries the state. */
export async function updateRequest(tx: Tx, row: RequestRow, changes: RequestChanges & { state: RequestRow['state'] }, now: Date): Promise<RequestRow> {
  const { search, ...columns } = changes
  const assignments = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (search) assignments.push(sql`search = array_to_tsvector(${search}::text[])`)
  const { rows } = await sql<RequestRow>`
    update requests r set ${sql.join([...assignments, sql`changed_at = ${now}`, sql`version = version + 1`])}
    where r.subdistrict = ${row.subdistrict} and r.id = ${row.id} returning ${requestColumns}`.execute(tx)
  const [changed] = rows
  if (!changed) throw new Error('a locked request vanished')
  return changed
}
