import type { RetentionEntry } from '@ejia/contract/retention.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

/** What of an entry lies in a tenant, and when the clock of each row began. */
export type Lying = { from: RawBuilder<unknown>; since: RawBuilder<unknown> }

/** Rows whose time is over, soon over, and the next one's clock. */
export async function countLying(db: Db, subdistrict: string, { from, since }: Lying, soonBefore: Date): Promise<{ soon: number; next: string | null }> {
  const { rows } = await sql<{ soon: number; next: string | null }>`
    select count(*) filter (where ${since} < ${soonBefore})::int as soon, min(${since}) as next from ${from} and x.subdistrict = ${subdistrict} and ${since} is not null`.execute(
    db,
  )
  return rows[0]!
}

/** Ids of the rows whose time is over, oldest first. */
export async function listOver(tx: Tx, subdistrict: string, { from, since }: Lying, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select x.id from ${from} and x.subdistrict = ${subdistrict} and ${since} < ${before} order by ${since}, x.id limit ${limit}`.execute(tx)
  return rows.map((row) => row.id)
}

export type DayCounts = Partial<Record<RetentionEntry, number>>

export async function addToDay(tx: Tx, subdistrict: string, day: string, counts: DayCounts, now: Date): Promise<void> {
  await sql`
    insert into retention_days as d (subdistrict, day, destroyed, ran_at) values (${subdistrict}, ${day}, ${JSON.stringify(counts)}::jsonb, ${now})
    on conflict (subdistrict, day) do update set ran_at = excluded.ran_at, destroyed = (
      select coalesce(jsonb_object_agg(key, total), '{}') from (
        select e.key, sum(e.value::int) as total from (select * from jsonb_each_text(d.destroyed) union all select * from jsonb_each_text(excluded.destroyed)) e(key, value)
        group by e.key) sums)`.execute(tx)
}

export type DayRow = { subdistrict: string; name: string; day: string; destroyed: DayCounts; ran_at: string }

export async function listDays(db: Db, tenants: readonly string[]): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select d.subdistrict, a.name, d.day, d.destroyed, d.ran_at from retention_days d join areas a on a.code = d.subdistrict
    where d.subdistrict = any(${tenants}::text[]) order by d.day desc, d.subdistrict limit 60`.execute(db)
  return rows
}

export async function listTenants(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from areas where kind = 'subdistrict' order by code limit 1000`.execute(db)
  return rows.map((row) => row.code)
}

/** The statements that destroy; each takes ids that `listOver` gave. */
type ById = (tx: Tx, subdistrict: string, ids: readonly string[], now: Date) => Promise<void>
const byId =
  (statement: (whose: RawBuilder<unknown>, now: Date) => RawBuilder<unknown>, column = 'id'): ById =>
  async (tx, subdistrict, ids, now) => {
    await statement(sql`subdistrict = ${subdistrict} and ${sql.ref(column)} = any(${ids}::uuid[])`, now).execute(tx)
  }

export const deleteMemberships = byId((whose) => sql`delete from party_memberships where ${whose}`, 'person_id')
export const deleteCare = byId((whose) => sql`delete from care_entries where ${whose}`)
export const dropContacts = byId(
  (whose) => sql`
    update enterprises set contact_name_sealed = null, contact_phone_sealed = null, contact_phone_ending = null, contact_account_id = null where ${whose}`,
)
export const dropContactHistory = byId((whose) => sql`update enterprise_changes set before_sealed = null where ${whose}`, 'enterprise_id')
export const dropOffers = byId(
  (whose, now) => sql`
    update resources set title = '', detail = '', search = '', person_id = null, ended_at = coalesce(ended_at, ${now}), changed_at = ${now} where ${whose}`,
)
export const deleteRequestLinks = byId((whose) => sql`delete from person_requests where ${whose}`, 'person_id')
export const dropHistory = byId((whose) => sql`update person_changes set before_sealed = null, fields = '{}' where ${whose}`)
export const deleteLooks = byId((whose) => sql`delete from reveals where ${whose}`)
export const deleteAsks = byId((whose) => sql`delete from data_asks where ${whose}`)
export const deleteExports = byId((whose) => sql`delete from registry_exports where ${whose}`)
export const dropAccounts = byId((whose) => sql`update persons set account_id = null where ${whose}`)
