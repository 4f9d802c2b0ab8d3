import { sql, type RawBuilder } from 'kysely'
import type { PromiseState } from '@ejia/contract/promises.ts'
import type { RequestKind } from '@ejia/contract/requests.ts'
import type { Db, Tx } from '../platform/database.ts'

export type PromiseRow = {
  subdistrict: string
  id: string
  request_id: string
  receipt_number: string
  kind: RequestKind
  area_code: string
  handler_area: string
  handler_unit: string | null
  words_sealed: Buffer | null
  due_on: string
  state: PromiseState
  owner_account: string
  owner_name: string
  made_by_name: string
  made_at: string
  ended_at: string | null
}

const columns = sql.raw(
  `p.subdistrict, p.id, p.request_id, r.receipt_number, r.kind, r.area_code, r.handler_area, r.handler_unit, p.words_sealed, p.due_on, p.state, p.owner_account,
   o.name as owner_name, m.name as made_by_name, p.made_at, p.ended_at`,
)
const tables = sql.raw(
  `promises p join requests r on r.subdistrict = p.subdistrict and r.id = p.request_id join accounts o on o.id = p.owner_account join accounts m on m.id = p.made_by`,
)

export async function findPromise(db: Db, tenants: readonly string[], id: string): Promise<PromiseRow | undefined> {
  const { rows } = await sql<PromiseRow>`select ${columns} from ${tables} where p.subdistrict = any(${tenants}) and p.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPromise(tx: Tx, tenants: readonly string[], id: string): Promise<PromiseRow | undefined> {
  await sql`select from promises where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findPromise(tx, tenants, id)
}

export async function listPromisesOf(db: Db, subdistrict: string, requestId: string): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    select ${columns} from ${tables} where p.subdistrict = ${subdistrict} and p.request_id = ${requestId} order by p.made_at, p.id limit 100`.execute(db)
  return rows
}

export type PromiseFilter = {
  show: 'open' | 'ended'
  overdueOn: string | null
  after: { due: string; id: string } | null
  limit: number
}

/** One's own, due first. */
export async function listPromisesBy(db: Db, tenants: readonly string[], owner: string, filter: PromiseFilter): Promise<(PromiseRow & { total: number })[]> {
  const parts = [sql<boolean>`p.subdistrict = any(${tenants})`, sql<boolean>`p.owner_account = ${owner}`]
  parts.push(filter.show === 'open' ? sql<boolean>`p.state = 'open'` : sql<boolean>`p.state <> 'open'`)
  if (filter.overdueOn !== null) parts.push(sql<boolean>`p.due_on < ${filter.overdueOn}::date`)
  const all = sql.join(parts, sql` and `)
  const after = filter.after === null ? sql`true` : sql`(p.due_on, p.id) > (${filter.after.due}::date, ${filter.after.id}::uuid)`
  const { rows } = await sql<PromiseRow & { total: number }>`
    select ${columns}, (select count(*) from promises p where ${all})::int as total from ${tables}
    where ${all} and ${after} order by p.due_on, p.id limit ${filter.limit}`.execute(db)
  return rows
}

/** Whose case: a team of an area, or a department. */
export type PromiseDesk = { areaCode: string; unitId: string | null }

const atDesk = ({ areaCode, unitId }: PromiseDesk): RawBuilder<boolean> =>
  unitId === null ? sql`(starts_with(r.area_code, ${areaCode}) or starts_with(r.handler_area, ${areaCode}))` : sql`r.handler_unit = ${unitId}`

/** What somebody still has to keep on the cases of a desk. */
export async function listOpenPromises(db: Db, subdistrict: string, owner: string, desk: PromiseDesk): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    select ${columns} from ${tables} where p.subdistrict = ${subdistrict} and p.owner_account = ${owner} and p.state = 'open' and ${atDesk(desk)}
    order by p.due_on, p.id limit 500`.execute(db)
  return rows
}

/** Open ones whose day is this or earlier, everywhere: for the day's job (`promises_due`). */
export async function listDuePromises(db: Db, until: string): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    select ${columns} from ${tables} where p.state = 'open' and p.due_on <= ${until}::date order by p.due_on, p.id limit 5000`.execute(db)
  return rows
}

export async function insertPromise(
  tx: Tx,
  p: Pick<PromiseRow, 'subdistrict' | 'id' | 'request_id' | 'due_on' | 'owner_account'> & { words_sealed: Buffer },
  now: Date,
): Promise<void> {
  await sql`
    insert into promises (subdistrict, id, request_id, words_sealed, due_on, owner_account, made_by, made_at)
    values (${p.subdistrict}, ${p.id}, ${p.request_id}, ${p.words_sealed}, ${p.due_on}, ${p.owner_account}, ${p.owner_account}, ${now})`.execute(tx)
}

/** Carries the state: `move-promise.ts` alone calls it. */
export async function updatePromise(
  tx: Tx,
  row: PromiseRow,
  changes: Partial<{ state: PromiseState; owner_account: string; ended_by: string; ended_at: Date }>,
): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update promises set ${sql.join(set)} where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

/** Their time of keeping is over: that something was promised and kept stays, its words go. */
export async function forgetPromiseWords(tx: Tx, subdistrict: string, ids: readonly string[]): Promise<void> {
  await sql`update promises set words_sealed = null where subdistrict = ${subdistrict} and id = any(${ids}::uuid[]) and state <> 'open'`.execute(tx)
}
