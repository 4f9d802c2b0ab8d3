import type { DataAskKind } from '@ejia/contract/rights.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { countRowsAgain } from '../imports/import-store.ts'

export type AskRow = {
  subdistrict: string
  id: string
  person_id: string | null
  grid_code: string
  area_name: string
  account_id: string
  kind: DataAskKind
  state: 'open' | 'done' | 'declined' | 'withdrawn'
  details_sealed: Buffer
  due_on: string
  created_at: string
  answer: string | null
}
const columns = sql.raw(
  'q.subdistrict, q.id, q.person_id, q.grid_code, g.name as area_name, q.account_id, q.kind, q.state, q.details_sealed, q.due_on, q.created_at, q.answer',
)

export async function insertAsk(
  tx: Tx,
  ask: {
    subdistrict: string
    id: string
    personId: string | null
    gridCode: string
    accountId: string
    kind: DataAskKind
    detailsSealed: Buffer
    dueOn: string
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into data_asks (subdistrict, id, person_id, grid_code, account_id, kind, details_sealed, due_on, created_at)
    values (${ask.subdistrict}, ${ask.id}, ${ask.personId}, ${ask.gridCode}, ${ask.accountId}, ${ask.kind}, ${ask.detailsSealed}, ${ask.dueOn}, ${now})`.execute(
    tx,
  )
}

export async function listAsksOfAccount(db: Db, accountId: string): Promise<AskRow[]> {
  const { rows } = await sql<AskRow>`
    select ${columns} from data_asks q join areas g on g.code = q.grid_code where q.account_id = ${accountId} order by q.created_at desc, q.id limit 50`.execute(
    db,
  )
  return rows
}

/** Corrections of one's grids; for the office also links and deletions. */
export async function listOpenAsks(db: Db, corrections: Scope, all: Scope): Promise<AskRow[]> {
  const { rows } = await sql<AskRow>`
    select ${columns} from data_asks q join areas g on g.code = q.grid_code
    where q.subdistrict = any(${corrections.tenants}::text[]) and q.state = 'open'
      and (exists (select from unnest(${all.areas}::text[]) a(code) where starts_with(q.grid_code, a.code))
        or (q.kind = 'correction' and exists (select from unnest(${corrections.areas}::text[]) a(code) where starts_with(q.grid_code, a.code))))
    order by q.due_on, q.id limit 200`.execute(db)
  return rows
}

export async function findAsk(db: Db, id: string, tenants: readonly string[]): Promise<AskRow | null> {
  const { rows } = await sql<AskRow>`
    select ${columns} from data_asks q join areas g on g.code = q.grid_code where q.subdistrict = any(${tenants}::text[]) and q.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function lockAsk(tx: Tx, id: string, owner: { tenants: readonly string[] } | { accountId: string }): Promise<AskRow | null> {
  const whose = 'accountId' in owner ? sql`q.account_id = ${owner.accountId}` : sql`q.subdistrict = any(${owner.tenants}::text[])`
  const { rows } = await sql<AskRow>`
    select ${columns} from data_asks q join areas g on g.code = q.grid_code where q.id = ${id} and ${whose} for update of q`.execute(tx)
  return rows[0] ?? null
}

export async function endAsk(
  tx: Tx,
  ask: AskRow,
  state: 'done' | 'declined' | 'withdrawn',
  by: string | null,
  answer: string | null,
  now: Date,
): Promise<void> {
  await sql`
    update data_asks set state = ${state}, answered_by = ${by}, answered_at = case when ${state} = 'withdrawn' then null else ${now}::timestamptz end, answer = ${answer}
    where subdistrict = ${ask.subdistrict} and id = ${ask.id}`.execute(tx)
}

export async function findOwnPerson(db: Db, accountId: string): Promise<{ subdistrict: string; id: string } | null> {
  const { rows } = await sql<{
    subdistrict: string
    id: string
  }>`select subdistrict, id from persons where account_id = ${accountId} and ended_at is null order by id limit 1`.execute(db)
  return rows[0] ?? null
}

export async function setAccount(tx: Tx, subdistrict: string, personId: string, accountId: string): Promise<void> {
  await sql`update persons set account_id = ${accountId}, version = version + 1 where subdistrict = ${subdistrict} and id = ${personId}`.execute(tx)
}

/** Living grown-ups of a subdistrict who told this phone. */
export async function listByPhone(db: Db, subdistrict: string, index: Buffer): Promise<{ id: string; name: string | null; account_id: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string | null; account_id: string | null }>`
    select p.id, p.name, p.account_id from person_secrets s join persons p on p.subdistrict = s.subdistrict and p.id = s.person_id
    where s.subdistrict = ${subdistrict} and s.blind_index = ${index} and s.field = 'phone' and p.ended_at is null and not p.is_minor order by p.id limit 10`.execute(
    db,
  )
  return rows
}

export type LookRow = { id: string; at: string; role: string; purpose: string; reason_sealed: Buffer; export_id: string | null }

export async function listLooks(db: Db, subdistrict: string, personId: string): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select id, at, role, purpose, reason_sealed, export_id from reveals where subdistrict = ${subdistrict} and person_id = ${personId} order by at desc, id limit 100`.execute(
    db,
  )
  return rows
}

/** The old values of a field leave the history too. */
export async function dropBefore(tx: Tx, subdistrict: string, personId: string, field: string): Promise<void> {
  await sql`
    update person_changes set before_sealed = null where subdistrict = ${subdistrict} and person_id = ${personId} and ${field} = any(fields)`.execute(tx)
}

/** All that is open of people whose key is destroyed: whatever else is kept of them nobody can read any more. */
export async function eraseOpenColumns(tx: Tx, subdistrict: string, ids: readonly string[], now: Date): Promise<void> {
  const whose = sql`subdistrict = ${subdistrict} and person_id = any(${ids}::uuid[])`
  await sql`delete from person_secrets where ${whose}`.execute(tx)
  await sql`delete from party_memberships where ${whose}`.execute(tx)
  await sql`delete from person_requests where ${whose}`.execute(tx)
  await sql`delete from care_entries where ${whose}`.execute(tx)
  await sql`delete from reveals where ${whose}`.execute(tx)
  // The file they came with is sealed under a key of its own.
  const { rows } = await sql<{ import_id: string }>`delete from import_rows where ${whose} returning import_id`.execute(tx)
  await countRowsAgain(tx, subdistrict, [...new Set(rows.map((row) => row.import_id))])
  await sql`delete from written_addresses where ${whose}`.execute(tx)
  await sql`update person_changes set before_sealed = null, fields = '{}' where ${whose}`.execute(tx)
  await sql`update resources set person_id = null, ended_at = coalesce(ended_at, ${now}), title = '', detail = '', search = '' where ${whose}`.execute(tx)
  await sql`
    update persons set name = null, sex = null, birth_date = null, relation = null, is_contact = false, is_minor = false, search = '', facts = '{}', stale_on = null,
      household_id = null, account_id = null, merged_into = null, ended_at = coalesce(ended_at, ${now}), ended_why = 'deleted', changed_at = ${now}, version = version + 1
    where subdistrict = ${subdistrict} and id = any(${ids}::uuid[])`.execute(tx)
}

/** Moves that wait for an address: each lies under a key of its own. */
export async function listWaitingMoves(tx: Tx, subdistrict: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from written_addresses where subdistrict = ${subdistrict} and person_id = any(${ids}::uuid[]) order by id limit ${ids.length}`.execute(tx)
  return rows.map((row) => row.id)
}

/** People whose key is gone but whose open columns are not: after a restore. */
export async function listHalfDeleted(db: Db): Promise<{ subdistrict: string; id: string }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string }>`
    select p.subdistrict, p.id from data_keys k join persons p on p.subdistrict = k.subdistrict and p.id = k.id
    where k.destroyed_at is not null and (p.ended_why is distinct from 'deleted' or exists (
      select from person_secrets s where s.subdistrict = p.subdistrict and s.person_id = p.id)) order by p.subdistrict, p.id limit 10000`.execute(db)
  return rows
}
