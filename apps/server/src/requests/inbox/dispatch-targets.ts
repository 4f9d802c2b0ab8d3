import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'

export type Target = { areaCode: string; unitId: string | null; accountId: string | null; name: string }
export type TargetRow = {
  kind: 'area' | 'unit' | 'person'
  area_code: string
  unit_id: string | null
  account_id: string | null
  name: string
  detail: string
  open_requests: number
}

/** One of: an area of the subdistrict, a living unit of it, a person who may handle requests there. */
export async function requireTarget(
  db: Db,
  subdistrict: string,
  input: { areaCode?: string | undefined; unitId?: string | undefined; accountId?: string | undefined },
  now: Date,
): Promise<Target> {
  if (input.accountId !== undefined) {
    const { rows } = await sql<{ area_code: string; unit_id: string | null; name: string }>`
      select x.area_code, x.unit_id, a.name from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null
      where x.account_id = ${input.accountId} and left(x.area_code, 9) = ${subdistrict} and x.role = any(${handlers})
        and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
      order by length(x.area_code) desc limit 1`.execute(db)
    const [row] = rows
    if (!row) throw refused('accountId')
    return { areaCode: row.area_code, unitId: row.unit_id, accountId: input.accountId, name: row.name }
  }
  if (input.unitId !== undefined) {
    const { rows } = await sql<{
      area_code: string
      name: string
    }>`select area_code, name from units where id = ${input.unitId} and active and left(area_code, 9) = ${subdistrict}`.execute(db)
    const [row] = rows
    if (!row) throw refused('unitId')
    return { areaCode: row.area_code, unitId: input.unitId, accountId: null, name: row.name }
  }
  const { rows } = await sql<{ name: string }>`select name from areas where code = ${input.areaCode ?? ''} and left(code, 9) = ${subdistrict}`.execute(db)
  const [row] = rows
  if (!row || input.areaCode === undefined) throw refused('areaCode')
  return { areaCode: input.areaCode, unitId: null, accountId: null, name: row.name }
}

const handlers = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'subdistrictStaff', 'departmentContact']

/** Teams, units and people a request of `areaCode` may go to, nearest first, with what each has open: to share work, not to rank. */
export async function listTargets(db: Db, subdistrict: string, areaCode: string, now: Date): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    with open as (
      select handler_area, handler_unit, handler_account from requests
      where subdistrict = ${subdistrict} and state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred'))
    select * from (
      select 'area' as kind, a.code as area_code, null::uuid as unit_id, null::uuid as account_id, a.name, a.kind as detail,
        (select count(*) from open where handler_area = a.code and handler_unit is null) as open_requests, 1 as rank
      from areas a where left(a.code, 9) = ${subdistrict} and a.valid_to is null and a.kind <> 'district'
      union all
      select 'unit', u.area_code, u.id, null, u.name, u.kind, (select count(*) from open where handler_unit = u.id), 2
      from units u where left(u.area_code, 9) = ${subdistrict} and u.active
      union all
      select 'person', x.area_code, x.unit_id, a.id, a.name, x.role, (select count(*) from open where handler_account = a.id), 3
      from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null
      where (x.area_code = ${areaCode} or x.area_code = left(${areaCode}, 12)) and x.role = any(${handlers})
        and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})) t
    order by case when t.area_code = ${areaCode} then 0 when left(t.area_code, 12) = left(${areaCode}, 12) then 1 else 2 end, t.rank, t.area_code, t.name limit 300`.execute(
    db,
  )
  return rows
}

function refused(field: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule: 'not_found' }] })
}
