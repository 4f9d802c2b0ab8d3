import { sql } from 'kysely'
import type { Employment, StaffRole } from '@ejia/contract/access.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db } from '../platform/database.ts'

export type Colleague = { account_id: string; name: string; role: StaffRole; area_code: string; area_name: string; employment: Employment | null }

/** Everybody posted in a subdistrict now, one line a post: who may be invited, or given something to do. */
export async function listColleagues(db: Db, subdistrict: string, now: Date): Promise<Colleague[]> {
  const { from, to } = codeRange(subdistrict)
  const { rows } = await sql<Colleague>`
    select x.account_id, a.name, x.role, x.area_code, coalesce(u.name, ar.name) as area_name, x.employment
    from assignments x join accounts a on a.id = x.account_id join areas ar on ar.code = x.area_code left join units u on u.id = x.unit_id
    where x.area_code >= ${from} collate "C" and x.area_code < ${to} collate "C" and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
      and a.kind = 'staff' and a.disabled_at is null
    order by x.area_code, x.role, a.name, x.account_id limit 1000`.execute(db)
  return rows
}
