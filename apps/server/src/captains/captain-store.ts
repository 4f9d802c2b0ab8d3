import { sql } from 'kysely'
import type { CaptainState, CaptainTaskState } from '@ejia/contract/captains.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db, Tx } from '../platform/database.ts'

export type CaptainRow = {
  subdistrict: string
  id: string
  building_id: string
  building_name: string
  grid_code: string
  grid_name: string
  name_sealed: Buffer
  state: CaptainState
  invited_at: string
  link_expires_at: string
  account_id: string | null
  assignment_id: string | null
  ends_at: string | null
}
export type CaptainTaskRow = {
  subdistrict: string
  id: string
  captain_id: string
  request_id: string | null
  kind: 'ask' | 'confirm'
  words_sealed: Buffer
  state: CaptainTaskState
  asked_by: string
  asked_at: string
  expires_at: string
  answer_sealed: Buffer | null
  answered_at: string | null
}

const columns = sql.raw(
  `c.subdistrict, c.id, c.building_id, b.name as building_name, c.grid_code, g.name as grid_name, c.name_sealed, c.state, c.invited_at, c.link_expires_at,
   c.account_id, c.assignment_id, c.ends_at`,
)
const tables = sql.raw('captains c join buildings b on b.subdistrict = c.subdistrict and b.id = c.building_id join areas g on g.code = c.grid_code')
const taskColumns = sql.raw(
  't.subdistrict, t.id, t.captain_id, t.request_id, t.kind, t.words_sealed, t.state, t.asked_by, t.asked_at, t.expires_at, t.answer_sealed, t.answered_at',
)

export async function findCaptain(db: Db, tenants: readonly string[], id: string): Promise<CaptainRow | undefined> {
  const { rows } = await sql<CaptainRow>`select ${columns} from ${tables} where c.subdistrict = any(${tenants}) and c.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockCaptain(tx: Tx, tenants: readonly string[], id: string): Promise<CaptainRow | undefined> {
  await sql`select from captains where subdistrict = any(${tenants}) and id = ${id} for update`.execute(tx)
  return findCaptain(tx, tenants, id)
}

/** By the hash of a link; `lock` for the one who accepts. */
export async function findCaptainByLink(db: Db, subdistrict: string, linkHash: Buffer, lock: boolean): Promise<CaptainRow | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from captains where subdistrict = ${subdistrict} and link_hash = ${linkHash} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0] && findCaptain(db, [subdistrict], rows[0].id)
}

/** Below some areas, by building; `building` narrows to one. Those that are over are left out. */
export async function listCaptains(
  db: Db,
  scope: { tenants: readonly string[]; areas: readonly string[] },
  building: string | null,
  now: Date,
): Promise<CaptainRow[]> {
  if (scope.areas.length === 0) return []
  const inAreas = sql.join(
    scope.areas.map((area) => {
      const { from, to } = codeRange(area)
      return sql`(c.grid_code >= ${from} collate "C" and c.grid_code < ${to} collate "C")`
    }),
    sql` or `,
  )
  const { rows } = await sql<CaptainRow>`
    select ${columns} from ${tables}
    where c.subdistrict = any(${scope.tenants}) and (${inAreas}) and c.state <> 'ended' and (c.ends_at is null or c.ends_at > ${now})
      and (${building}::uuid is null or c.building_id = ${building}::uuid)
    order by c.grid_code, b.name, c.invited_at, c.id limit 500`.execute(db)
  return rows
}

export async function listCaptainTasks(db: Db, subdistrict: string, captainIds: readonly string[]): Promise<CaptainTaskRow[]> {
  const { rows } = await sql<CaptainTaskRow>`
    select ${taskColumns} from captain_tasks t
    where t.subdistrict = ${subdistrict} and t.captain_id = any(${captainIds}::uuid[]) order by t.asked_at desc, t.id limit 1000`.execute(db)
  return rows
}

/** Offices a resident holds now, with what is asked of them and not over. Across tenants: the account is all that is known. */
export async function listOwnCaptaincies(db: Db, accountId: string, now: Date): Promise<CaptainRow[]> {
  const { rows } = await sql<CaptainRow>`
    select ${columns} from ${tables}
    where c.account_id = ${accountId} and c.state = 'active' and (c.ends_at is null or c.ends_at > ${now}) order by c.invited_at, c.id limit 20`.execute(db)
  return rows
}

export async function lockCaptainTask(tx: Tx, tenants: readonly string[], id: string): Promise<CaptainTaskRow | undefined> {
  const { rows } = await sql<CaptainTaskRow>`
    select ${taskColumns} from captain_tasks t where t.subdistrict = any(${tenants}) and t.id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function insertCaptain(
  tx: Tx,
  c: Pick<CaptainRow, 'subdistrict' | 'id' | 'building_id' | 'grid_code' | 'name_sealed'> & {
    by: string
    linkHash: Buffer
    linkExpiresAt: Date
    endsAt: Date | null
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into captains (subdistrict, id, building_id, grid_code, name_sealed, invited_by, invited_at, link_hash, link_expires_at, ends_at)
    values (${c.subdistrict}, ${c.id}, ${c.building_id}, ${c.grid_code}, ${c.name_sealed}, ${c.by}, ${now}, ${c.linkHash}, ${c.linkExpiresAt}, ${c.endsAt})`.execute(
    tx,
  )
}

export async function isCaptainOf(db: Db, subdistrict: string, buildingId: string, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from captains where subdistrict = ${subdistrict} and building_id = ${buildingId} and account_id = ${accountId} and state = 'active'`.execute(db)
  return rows.length > 0
}

type CaptainChanges = Partial<{
  state: CaptainState
  link_hash: Buffer | null
  link_expires_at: Date
  account_id: string
  assignment_id: string
  ends_at: Date
}>

/** Carries the state: `move-captain.ts` alone calls it. */
export async function updateCaptain(tx: Tx, row: CaptainRow, changes: CaptainChanges): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update captains set ${sql.join(set)} where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function insertCaptainTask(
  tx: Tx,
  t: Pick<CaptainTaskRow, 'subdistrict' | 'id' | 'captain_id' | 'request_id' | 'kind' | 'words_sealed'> & { by: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await sql`
    insert into captain_tasks (subdistrict, id, captain_id, request_id, kind, words_sealed, asked_by, asked_at, expires_at)
    values (${t.subdistrict}, ${t.id}, ${t.captain_id}, ${t.request_id}, ${t.kind}, ${t.words_sealed}, ${t.by}, ${now}, ${t.expiresAt})`.execute(tx)
}

/** Carries the task's state: `move-captain.ts` alone calls it. */
export async function updateCaptainTask(
  tx: Tx,
  row: CaptainTaskRow,
  changes: { state: CaptainTaskState; answer_sealed?: Buffer; answered_at?: Date },
): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update captain_tasks set ${sql.join(set)} where subdistrict = ${row.subdistrict} and id = ${row.id}`.execute(tx)
}

export async function countOpenTasks(db: Db, subdistrict: string, gridCode: string, now: Date): Promise<{ n: number; earliest: string | null }> {
  const { rows } = await sql<{ n: number; earliest: string | null }>`
    select count(*)::int as n, to_char(min(t.expires_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as earliest
    from captain_tasks t join captains c on c.subdistrict = t.subdistrict and c.id = t.captain_id
    where t.subdistrict = ${subdistrict} and c.grid_code = ${gridCode} and t.state = 'open' and t.expires_at > ${now}`.execute(db)
  return rows[0]!
}
