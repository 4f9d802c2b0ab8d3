import type { EnterpriseAskKind } from '@ejia/contract/own-enterprises.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { sql } from 'kysely'
import type { Scope } from '../../../access/permissions.ts'
import type { Db, Tx } from '../../../platform/database.ts'

export type EnterpriseAskRow = {
  subdistrict: string
  id: string
  enterprise_id: string
  enterprise_name: string
  grid_code: string
  grid_name: string
  account_id: string
  kind: EnterpriseAskKind
  state: 'open' | 'done' | 'declined' | 'withdrawn'
  details_sealed: Buffer
  due_on: string
  created_at: string
  answer: string | null
}
const columns = sql`q.subdistrict, q.id, q.enterprise_id, e.name as enterprise_name, q.grid_code, g.name as grid_name, q.account_id, q.kind, q.state, q.details_sealed,
  q.due_on, q.created_at, q.answer`
const tables = sql`enterprise_asks q join enterprises e on e.subdistrict = q.subdistrict and e.id = q.enterprise_id join areas g on g.code = q.grid_code`

export async function insertAsk(
  tx: Tx,
  a: Pick<EnterpriseAskRow, 'subdistrict' | 'id' | 'enterprise_id' | 'grid_code' | 'account_id' | 'kind' | 'details_sealed' | 'due_on'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into enterprise_asks (subdistrict, id, enterprise_id, grid_code, account_id, kind, details_sealed, due_on, created_at)
    values (${a.subdistrict}, ${a.id}, ${a.enterprise_id}, ${a.grid_code}, ${a.account_id}, ${a.kind}, ${a.details_sealed}, ${a.due_on}, ${now})`.execute(tx)
}

export async function listAsksOfContact(db: Db, accountId: string): Promise<EnterpriseAskRow[]> {
  const { rows } = await sql<EnterpriseAskRow>`
    select ${columns} from ${tables} where q.account_id = ${accountId} order by q.created_at desc, q.id limit 50`.execute(db)
  return rows
}

export async function listOpenAsks(db: Db, scope: Scope): Promise<EnterpriseAskRow[]> {
  const { rows } = await sql<EnterpriseAskRow>`
    select ${columns} from ${tables} where q.subdistrict = any(${scope.tenants}::text[]) and q.state = 'open'
      and exists (select from unnest(${scope.areas}::text[]) a(code) where starts_with(q.grid_code, a.code)) order by q.due_on, q.id limit 200`.execute(db)
  return rows
}

export async function findAsk(db: Db, tenants: readonly string[], id: string): Promise<EnterpriseAskRow | null> {
  const { rows } = await sql<EnterpriseAskRow>`select ${columns} from ${tables} where q.subdistrict = any(${tenants}::text[]) and q.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function lockAsk(tx: Tx, id: string, owner: { tenants: readonly string[] } | { accountId: string }): Promise<EnterpriseAskRow | null> {
  const whose = 'accountId' in owner ? sql`q.account_id = ${owner.accountId}` : sql`q.subdistrict = any(${owner.tenants}::text[])`
  const { rows } = await sql<EnterpriseAskRow>`select ${columns} from ${tables} where q.id = ${id} and ${whose} for update of q`.execute(tx)
  return rows[0] ?? null
}

/** Ends an ask: the one writer of its state. */
export async function endAsk(
  tx: Tx,
  ask: EnterpriseAskRow,
  end: { state: 'done' | 'declined' | 'withdrawn'; by: string | null; answer: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update enterprise_asks set state = ${end.state}, answered_by = ${end.by}, answer = ${end.answer},
      answered_at = case when ${end.state} = 'withdrawn' then null else ${now}::timestamptz end
    where subdistrict = ${ask.subdistrict} and id = ${ask.id}`.execute(tx)
}

/** The living entries of one contact, by `enterprises_by_contact`. */
export async function listOwnEnterpriseIds(db: Db, accountId: string): Promise<{ subdistrict: string; id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string }>`
    select subdistrict, id from enterprises where contact_account_id = ${accountId} and ended_at is null order by name, id limit 20`.execute(db)
  return rows
}

/** By the whole credit code or the whole name; a name may be that of several. */
export async function findByNameOrCode(db: Db, subdistrict: string, name: string, code: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from enterprises where subdistrict = ${subdistrict} and ended_at is null and (credit_code = ${code} or name = ${name}) order by id limit 2`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export type ReportedCase = { id: string; receipt_number: string; excerpt: string; state: RequestState; filed_at: string }

/** Cases linked to the enterprise that this account reported: who else reported, and what, stays with them. */
export async function listReportedCases(db: Db, enterprise: { subdistrict: string; id: string }, accountId: string): Promise<ReportedCase[]> {
  const { rows } = await sql<ReportedCase>`
    select r.id, r.receipt_number, left(r.text, 60) as excerpt, r.state, r.filed_at from enterprise_requests l
      join account_requests o on o.subdistrict = l.subdistrict and o.request_id = l.request_id and o.account_id = ${accountId}
      join requests r on r.subdistrict = l.subdistrict and r.id = l.request_id
    where l.subdistrict = ${enterprise.subdistrict} and l.enterprise_id = ${enterprise.id} order by r.filed_at desc, r.id limit 50`.execute(db)
  return rows
}

export type EnterpriseLook = { id: string; at: string; role: string; reason_sealed: Buffer }

export async function listLooks(db: Db, enterprise: { subdistrict: string; id: string }): Promise<EnterpriseLook[]> {
  const { rows } = await sql<EnterpriseLook>`
    select id, at, role, reason_sealed from enterprise_reveals where subdistrict = ${enterprise.subdistrict} and enterprise_id = ${enterprise.id}
    order by at desc, id limit 100`.execute(db)
  return rows
}

export async function countLooksBy(db: Db, subdistrict: string, accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from enterprise_reveals where subdistrict = ${subdistrict} and account_id = ${accountId} and at > ${since}`.execute(db)
  return rows[0]!.count
}

export async function insertLook(
  tx: Tx,
  look: { subdistrict: string; id: string; enterpriseId: string; accountId: string; role: string; reasonSealed: Buffer },
  now: Date,
): Promise<void> {
  await sql`
    insert into enterprise_reveals (subdistrict, id, enterprise_id, account_id, role, reason_sealed, at)
    values (${look.subdistrict}, ${look.id}, ${look.enterpriseId}, ${look.accountId}, ${look.role}, ${look.reasonSealed}, ${now})`.execute(tx)
}
