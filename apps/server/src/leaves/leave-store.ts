import { sql } from 'kysely'
import type { LeaveState } from '@ejia/contract/leaves.ts'
import type { Role } from '@ejia/contract/access.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type LeaveRow = {
  subdistrict: string
  id: string
  account_id: string
  name: string
  state: LeaveState
  starts_at: string
  ends_at: string
  note_sealed: Buffer | null
  asked_at: string
  decided_by: string | null
  decision_sealed: Buffer | null
}
export type LeaveCoverRow = {
  subdistrict: string
  id: string
  leave_id: string
  assignment_id: string
  role: Role
  area_code: string
  area_name: string
  unit_id: string | null
  unit_name: string | null
  substitute_account: string
  substitute_name: string
  cover_assignment: string | null
  /** Of the cover's rights once agreed; before that of the leave. */
  from: string
  to: string
}

const columns = sql.raw(
  'l.subdistrict, l.id, l.account_id, a.name, l.state, l.starts_at, l.ends_at, l.note_sealed, l.asked_at, l.decided_by, l.decision_sealed',
)
const tables = sql.raw('leaves l join accounts a on a.id = l.account_id')

/** Without tenants: a person on leave reaches it by being that person. */
export async function findLeave(db: Db, id: string): Promise<LeaveRow | undefined> {
  const { rows } = await sql<LeaveRow>`select ${columns} from ${tables} where l.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockLeave(tx: Tx, subdistrict: string, id: string): Promise<LeaveRow | undefined> {
  await sql`select from leaves where subdistrict = ${subdistrict} and id = ${id} for update`.execute(tx)
  return findLeave(tx, id)
}

const coverColumns = sql.raw(
  `c.subdistrict, c.id, c.leave_id, c.assignment_id, x.role, c.area_code, ar.name as area_name, x.unit_id, u.name as unit_name, c.substitute_account,
   s.name as substitute_name, c.cover_assignment, coalesce(y.valid_from, l.starts_at) as "from", coalesce(y.valid_to, l.ends_at) as "to"`,
)
const coverTables = sql.raw(
  `leave_covers c join leaves l on l.subdistrict = c.subdistrict and l.id = c.leave_id join assignments x on x.id = c.assignment_id
   join areas ar on ar.code = c.area_code left join units u on u.id = x.unit_id join accounts s on s.id = c.substitute_account
   left join assignments y on y.id = c.cover_assignment`,
)

export async function listCovers(db: Db, leaveIds: readonly string[]): Promise<LeaveCoverRow[]> {
  if (leaveIds.length === 0) return []
  const { rows } = await sql<LeaveCoverRow>`
    select ${coverColumns} from ${coverTables} where c.leave_id = any(${leaveIds}::uuid[]) order by c.leave_id, c.position, c.id limit 2000`.execute(db)
  return rows
}

/** What somebody covers now or will, for agreed leaves (`leave_covers_by_substitute`). */
export async function listCoveredBy(db: Db, accountId: string, now: Date): Promise<(LeaveCoverRow & { person_id: string; person_name: string })[]> {
  const { rows } = await sql<LeaveCoverRow & { person_id: string; person_name: string }>`
    select ${coverColumns}, l.account_id as person_id, p.name as person_name from ${coverTables} join accounts p on p.id = l.account_id
    where c.substitute_account = ${accountId} and l.state = 'agreed' and y.valid_to > ${now} order by y.valid_from, c.id limit 100`.execute(db)
  return rows
}

export async function listLeavesOf(db: Db, accountId: string): Promise<LeaveRow[]> {
  const { rows } = await sql<LeaveRow>`select ${columns} from ${tables} where l.account_id = ${accountId} order by l.starts_at desc, l.id limit 50`.execute(db)
  return rows
}

/** Asked or agreed leaves of somebody that touch a time. */
export async function listLeavesAround(db: Db, accountId: string, from: Date, to: Date, states: readonly LeaveState[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from leaves where account_id = ${accountId} and state = any(${states}) and starts_at < ${to} and ends_at > ${from} order by starts_at limit 20`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export async function listLeaves(
  db: Db,
  tenants: readonly string[],
  areas: readonly string[],
  filter: { show: 'open' | 'over' | 'all'; area: string | null; limit: number },
): Promise<(LeaveRow & { total: number })[]> {
  const inAreas = (codes: readonly string[]) =>
    codes.length === 0
      ? sql`false`
      : sql`exists (select from leave_covers c where c.subdistrict = l.subdistrict and c.leave_id = l.id and (${sql.join(
          codes.map((code) => {
            const { from, to } = codeRange(code)
            return sql`(c.area_code >= ${from} collate "C" and c.area_code < ${to} collate "C")`
          }),
          sql` or `,
        )}))`
  const parts = [sql`l.subdistrict = any(${tenants})`, inAreas(areas)]
  if (filter.area !== null) parts.push(inAreas([filter.area]))
  if (filter.show !== 'all') parts.push(filter.show === 'open' ? sql`l.state in ('asked', 'agreed')` : sql`l.state in ('declined', 'withdrawn', 'ended')`)
  const where = sql.join(parts, sql` and `)
  const { rows } = await sql<LeaveRow & { total: number }>`
    select ${columns}, (select count(*) from leaves l where ${where})::int as total from ${tables}
    where ${where} order by l.state <> 'asked', l.starts_at desc, l.id limit ${filter.limit}`.execute(db)
  return rows
}

/** Agreed leaves whose time is over (`leaves_to_end`): the job's. */
export async function listLeavesToEnd(db: Db, now: Date): Promise<{ subdistrict: string; id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string }>`
    select subdistrict, id from leaves where state = 'agreed' and ends_at <= ${now} order by ends_at limit 200`.execute(db)
  return rows
}

export async function listLeaveEntries(
  db: Db,
  subdistrict: string,
  leaveId: string,
): Promise<{ id: string; at: string; step: string; actor_name: string; words_sealed: Buffer | null }[]> {
  const { rows } = await sql<{ id: string; at: string; step: string; actor_name: string; words_sealed: Buffer | null }>`
    select id, at, step, actor_name, words_sealed from leave_entries where subdistrict = ${subdistrict} and leave_id = ${leaveId} order by at, id limit 200`.execute(
    db,
  )
  return rows
}

export async function insertLeave(
  tx: Tx,
  l: { subdistrict: string; id: string; accountId: string; from: Date; to: Date; noteSealed: Buffer | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into leaves (subdistrict, id, account_id, starts_at, ends_at, note_sealed, asked_at)
    values (${l.subdistrict}, ${l.id}, ${l.accountId}, ${l.from}, ${l.to}, ${l.noteSealed}, ${now})`.execute(tx)
}

export async function insertCover(
  tx: Tx,
  c: {
    subdistrict: string
    id: string
    leaveId: string
    assignmentId: string
    areaCode: string
    substitute: string
    coverAssignment: string | null
    position: number
  },
): Promise<void> {
  await sql`
    insert into leave_covers (subdistrict, id, leave_id, assignment_id, area_code, substitute_account, cover_assignment, position)
    values (${c.subdistrict}, ${c.id}, ${c.leaveId}, ${c.assignmentId}, ${c.areaCode}, ${c.substitute}, ${c.coverAssignment}, ${c.position})`.execute(tx)
}

export async function setCoverAssignment(tx: Tx, subdistrict: string, coverId: string, assignmentId: string): Promise<void> {
  await sql`update leave_covers set cover_assignment = ${assignmentId} where subdistrict = ${subdistrict} and id = ${coverId}`.execute(tx)
}

type LeaveChanges = Partial<{ state: LeaveState; ends_at: Date; decided_by: string; decision_sealed: Buffer | null }>

/** Carries the state: `move-leave.ts` alone calls it. */
export async function updateLeave(tx: Tx, row: LeaveRow, changes: LeaveChanges): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (set.length > 0) await sql`update leaves set ${sql.join(set)} where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertLeaveEntry(
  tx: Tx,
  e: { subdistrict: string; id: string; leaveId: string; step: string; account: string | null; name: string; wordsSealed: Buffer | null },
  now: Date,
): Promise<void> {
  await sql`
    insert into leave_entries (subdistrict, id, leave_id, at, step, actor_account, actor_name, words_sealed)
    values (${e.subdistrict}, ${e.id}, ${e.leaveId}, ${now}, ${e.step}, ${e.account}, ${e.name}, ${e.wordsSealed})`.execute(tx)
}
