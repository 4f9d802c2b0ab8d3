import { sql } from 'kysely'
import type { AssignmentSource, Employment, Role } from '@ejia/contract/access.ts'
import type { z } from 'zod'
import type { Unit } from '@ejia/contract/accounts.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Scope } from '../access/permissions.ts'
import type { Db, Tx } from '../platform/database.ts'

export type AssignmentRow = {
  id: string
  account_id: string
  name: string
  role: Role
  area_code: string
  area_name: string
  unit_id: string | null
  unit_name: string | null
  source: AssignmentSource
  employment: Employment | null
  valid_from: string
  valid_to: string | null
  ended_reason: string | null
  /** The post a substitute covers. */
  covers: string | null
}

const assignmentColumns = sql.raw(
  'x.id, x.account_id, a.name, x.role, x.area_code, ar.name as area_name, x.unit_id, u.name as unit_name, x.source, x.employment, x.valid_from, x.valid_to, x.ended_reason, x.covers',
)
const assignmentTables = sql.raw(
  'assignments x join accounts a on a.id = x.account_id join areas ar on ar.code = x.area_code left join units u on u.id = x.unit_id',
)

function inAreas(column: string, areas: readonly string[]) {
  if (areas.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    areas.map((area) => {
      const { from, to } = codeRange(area)
      return sql<boolean>`(${sql.ref(column)} >= ${from} collate "C" and ${sql.ref(column)} < ${to} collate "C")`
    }),
    sql` or `,
  )})`
}

export async function listAssignments(db: Db, scope: Scope, filter: { role: Role | null; past: boolean; limit: number }, now: Date): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select ${assignmentColumns} from ${assignmentTables}
    where ${inAreas('x.area_code', scope.areas)} and a.kind = 'staff' and (${filter.role}::text is null or x.role = ${filter.role})
      and (${filter.past} or (x.valid_to is null or x.valid_to > ${now}))
    order by x.area_code, x.role, a.name, x.id limit ${filter.limit}`.execute(db)
  return rows
}

export async function listAssignmentsOf(db: Db, accountIds: readonly string[]): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select ${assignmentColumns} from ${assignmentTables} where x.account_id = any(${accountIds}::uuid[]) order by x.valid_to desc nulls first, x.area_code, x.id limit 2000`.execute(
    db,
  )
  return rows
}

export async function findAssignment(db: Db, id: string): Promise<AssignmentRow | undefined> {
  const { rows } = await sql<AssignmentRow>`select ${assignmentColumns} from ${assignmentTables} where x.id = ${id}`.execute(db)
  return rows[0]
}

export type NewAssignment = {
  id: string
  accountId: string
  role: Role
  areaCode: string
  unitId: string | null
  source: AssignmentSource
  employment: Employment | null
  validFrom: Date
  validTo: Date | null
  assignedBy: string | null
  covers?: string
}

export async function insertAssignment(tx: Tx, assignment: NewAssignment, now: Date): Promise<void> {
  await sql`
    insert into assignments (id, account_id, role, area_code, unit_id, source, employment, valid_from, valid_to, assigned_by, assigned_at, covers)
    values (${assignment.id}, ${assignment.accountId}, ${assignment.role}, ${assignment.areaCode}, ${assignment.unitId}, ${assignment.source}, ${assignment.employment},
      ${assignment.validFrom}, ${assignment.validTo}, ${assignment.assignedBy}, ${now}, ${assignment.covers ?? null})`.execute(tx)
}

export async function setAssignmentEnd(tx: Tx, id: string, validTo: Date, endedBy: string | null, reason: string): Promise<void> {
  await sql`update assignments set valid_to = greatest(${validTo}::timestamptz, valid_from), ended_by = ${endedBy}, ended_reason = ${reason} where id = ${id}`.execute(
    tx,
  )
}

export type StaffRow = {
  id: string
  name: string
  login: string | null
  duty_phone: string | null
  has_password: boolean
  has_totp: boolean
  locked_until: string | null
  disabled_at: string | null
  last_seen_at: string | null
}
const staffColumns = sql.raw(
  'a.id, a.name, a.login, a.duty_phone, a.password_hash is not null as has_password, a.totp_sealed is not null as has_totp, a.locked_until, a.disabled_at, (select max(s.last_seen_at) from sessions s where s.account_id = a.id) as last_seen_at',
)

/** Staff with an assignment, living or past, in the scope. */
export async function listStaff(
  db: Db,
  scope: Scope,
  filter: { role: Role | null; text: string | null; afterId: string | null; limit: number },
): Promise<{ rows: StaffRow[]; total: number }> {
  const where = sql<boolean>`a.kind = 'staff' and exists (select from assignments x where x.account_id = a.id and ${inAreas('x.area_code', scope.areas)} and (${filter.role}::text is null or x.role = ${filter.role}))
    and (${filter.text}::text is null or a.name like '%' || ${filter.text} || '%' or a.login like '%' || ${filter.text} || '%')`
  const { rows } =
    await sql<StaffRow>`select ${staffColumns} from accounts a where ${where} and (${filter.afterId}::uuid is null or a.id > ${filter.afterId}::uuid) order by a.id limit ${filter.limit}`.execute(
      db,
    )
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from accounts a where ${where}`.execute(db)
  return { rows, total: counted[0]?.total ?? 0 }
}

export async function findStaff(db: Db, id: string): Promise<StaffRow | undefined> {
  const { rows } = await sql<StaffRow>`select ${staffColumns} from accounts a where a.id = ${id} and a.kind = 'staff'`.execute(db)
  return rows[0]
}

export async function insertStaff(tx: Tx, account: { id: string; name: string; dutyPhone: string | null }, now: Date): Promise<void> {
  await sql`insert into accounts (id, kind, name, duty_phone, created_at) values (${account.id}, 'staff', ${account.name}, ${account.dutyPhone}, ${now})`.execute(
    tx,
  )
}

export async function setDisabled(tx: Tx, id: string, disabledAt: Date | null): Promise<void> {
  await sql`update accounts set disabled_at = ${disabledAt}, failed_attempts = 0, locked_until = null where id = ${id}`.execute(tx)
}

export async function lockHeldRoles(tx: Tx, accountId: string, now: Date): Promise<Role[]> {
  await sql`select id from accounts where id = ${accountId} for update`.execute(tx)
  const { rows } = await sql<{ role: Role }>`select role from assignments where account_id = ${accountId} and (valid_to is null or valid_to > ${now})`.execute(
    tx,
  )
  return rows.map((row) => row.role)
}

/** The first two members of the staff there ever were, and whether they came in. */
export async function listFirstStaff(db: Db): Promise<{ id: string; came: boolean }[]> {
  const { rows } = await sql<{ id: string; came: boolean }>`
    select id, password_hash is not null as came from accounts where kind = 'staff' order by created_at, id limit 2`.execute(db)
  return rows
}

export type UnitRow = { id: string; name: string; kind: z.infer<typeof Unit>['kind']; area_code: string; area_name: string; active: boolean }

export async function listUnits(db: Db, tenants: readonly string[]): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.id, u.name, u.kind, u.area_code, ar.name as area_name, u.active from units u join areas ar on ar.code = u.area_code
    where left(u.area_code, 9) = any(${tenants}) order by u.area_code, u.kind, u.name limit 500`.execute(db)
  return rows
}

export async function findUnit(db: Db, id: string): Promise<UnitRow | undefined> {
  const { rows } =
    await sql<UnitRow>`select u.id, u.name, u.kind, u.area_code, ar.name as area_name, u.active from units u join areas ar on ar.code = u.area_code where u.id = ${id}`.execute(
      db,
    )
  return rows[0]
}

export async function isUnitNameTaken(db: Db, areaCode: string, name: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from units where area_code = ${areaCode} and name = ${name} and id <> ${exceptId}`.execute(db)
  return rows.length > 0
}

export async function upsertUnit(tx: Tx, unit: { id: string; name: string; kind: UnitRow['kind']; areaCode: string; active: boolean }): Promise<void> {
  await sql`
    insert into units (id, area_code, name, kind, active) values (${unit.id}, ${unit.areaCode}, ${unit.name}, ${unit.kind}, ${unit.active})
    on conflict (id) do update set name = excluded.name, kind = excluded.kind, active = excluded.active`.execute(tx)
}

export type TrioRow = {
  grid_code: string
  grid_name: string
  community_code: string
  community_name: string
  community_phone: string | null
  people: TrioMember[]
}
export type TrioMember = {
  role: Role
  accountId: string
  name: string
  dutyPhone: string | null
  employment: Employment | null
  source: AssignmentSource
  since: string
  until: string | null
  /** Somebody stands in for them now. */
  away: boolean
}

/** Every living grid of the scope with who stands there. */
export async function listTrios(db: Db, scope: Scope, now: Date): Promise<TrioRow[]> {
  const { rows } = await sql<TrioRow>`
    select g.code as grid_code, g.name as grid_name, c.code as community_code, c.name as community_name, c.phone as community_phone,
      coalesce(json_agg(json_build_object('role', x.role, 'accountId', a.id, 'name', a.name, 'dutyPhone', a.duty_phone, 'employment', x.employment,
        'source', x.source, 'since', x.valid_from, 'until', x.valid_to,
        'away', exists (select from assignments y where y.covers = x.id and y.valid_from <= ${now} and y.valid_to > ${now})) order by a.name) filter (where a.id is not null), '[]') as people
    from areas g join areas c on c.code = g.parent_code
    left join assignments x on x.area_code = g.code and x.role in ('partyInstructor', 'branchSecretary', 'gridOfficer') and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
    left join accounts a on a.id = x.account_id and a.disabled_at is null
    where g.kind = 'grid' and g.valid_to is null and ${inAreas('g.code', scope.areas)}
    group by g.code, g.name, c.code, c.name, c.phone order by g.code limit 2000`.execute(db)
  return rows
}
