import type { DataPurpose, FactSource, IdKind, PersonChange, PersonField, Relation, Sex } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Scope } from '../../access/permissions.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { KeptFacts } from '../fact-states.ts'

export type PersonRow = {
  subdistrict: string
  id: string
  grid_code: string
  grid_name: string
  household_id: string | null
  /** Building, or the grid where no dwelling is known. */
  place: string
  name: string | null
  sex: Sex | null
  birth_date: string | null
  relation: Relation | null
  is_contact: boolean
  is_minor: boolean
  facts: KeptFacts
  stale_on: string | null
  account_id: string | null
  merged_into: string | null
  ended_at: string | null
  version: number
}

export const personColumns = sql`p.subdistrict, p.id, p.grid_code, g.name as grid_name, p.household_id, coalesce(b.name, g.name) as place, p.name, p.sex, p.birth_date,
  p.relation, p.is_contact, p.is_minor, p.facts, p.stale_on, p.account_id, p.merged_into, p.ended_at, p.version`
const personJoins = sql`join areas g on g.code = p.grid_code
  left join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
  left join buildings b on b.subdistrict = h.subdistrict and b.id = h.building_id`
export const personTables = sql`persons p ${personJoins}`

/** Wherever in these tenants it is kept. */
export async function findPerson(db: Db, tenants: readonly string[], id: string): Promise<PersonRow | null> {
  const { rows } = await sql<PersonRow>`select ${personColumns} from ${personTables} where p.subdistrict = any(${tenants}::text[]) and p.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The same, held until the transaction ends. */
export async function lockPerson(tx: Tx, tenants: readonly string[], id: string): Promise<PersonRow | null> {
  await sql`select from persons where subdistrict = any(${tenants}::text[]) and id = ${id} for update`.execute(tx)
  return findPerson(tx, tenants, id)
}

export async function listMembers(db: Db, subdistrict: string, householdId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from ${personTables} where p.subdistrict = ${subdistrict} and p.household_id = ${householdId} and p.ended_at is null
    order by p.is_contact desc, p.created_at, p.id limit 60`.execute(db)
  return rows
}

/** Records merged into this one. */
export async function listMerged(db: Db, subdistrict: string, id: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from ${personTables} where p.subdistrict = ${subdistrict} and p.merged_into = ${id} order by p.ended_at desc, p.id limit 20`.execute(
    db,
  )
  return rows
}

/** By tokens of the name (`persons_search`). The initials of a subdistrict match hundreds: only the page is joined with homes and areas. */
export async function searchByName(db: Db, scope: Scope, query: string, limit: number): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from (
      select f.subdistrict, f.id from persons f
      where f.search @@ ${query}::tsquery and f.ended_at is null and f.subdistrict = any(${scope.tenants}::text[])
        and exists (select from unnest(${scope.areas}::text[]) as a(code) where starts_with(f.grid_code, a.code))
      order by f.name, f.grid_code, f.id limit ${limit}) page
    join persons p on p.subdistrict = page.subdistrict and p.id = page.id
    ${personJoins}
    order by p.name, p.grid_code, p.id`.execute(db)
  return rows
}

/** By a whole phone or ID number (`person_secrets_by_index`). */
export async function searchByIndex(db: Db, scope: Scope, indexes: readonly { subdistrict: string; index: Buffer }[], limit: number): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    with wanted as (select * from unnest(${indexes.map((one) => one.subdistrict)}::text[], ${indexes.map((one) => one.index)}::bytea[]) as w(subdistrict, index))
    select ${personColumns} from wanted w join person_secrets s on s.subdistrict = w.subdistrict and s.blind_index = w.index
      join ${personTables} on p.subdistrict = s.subdistrict and p.id = s.person_id
    where p.ended_at is null and exists (select from unnest(${scope.areas}::text[]) as a(code) where starts_with(p.grid_code, a.code))
    order by p.id limit ${limit}`.execute(db)
  return rows
}

export type SecretField = 'name' | 'sex' | 'birthDate' | 'relation' | 'phone' | 'idNumber'
export type SecretRow = { field: SecretField; sealed: Buffer; blind_index: Buffer | null; ending: string | null; kind: IdKind | null }

export async function listSecrets(db: Db, subdistrict: string, personId: string): Promise<SecretRow[]> {
  const { rows } = await sql<SecretRow>`
    select field, sealed, blind_index, ending, kind from person_secrets where subdistrict = ${subdistrict} and person_id = ${personId} order by field limit 10`.execute(
    db,
  )
  return rows
}

/** Endings alone: nothing is decrypted. */
export async function listEndings(db: Db, subdistrict: string, personId: string): Promise<Pick<SecretRow, 'field' | 'ending' | 'kind'>[]> {
  const { rows } = await sql<Pick<SecretRow, 'field' | 'ending' | 'kind'>>`
    select field, ending, kind from person_secrets where subdistrict = ${subdistrict} and person_id = ${personId} and ending is not null order by field limit 10`.execute(
    db,
  )
  return rows
}

/** Another living person of the tenant with the same ID number. */
export async function findByIdIndex(db: Db, subdistrict: string, index: Buffer, except: string): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    select s.person_id from person_secrets s join persons p on p.subdistrict = s.subdistrict and p.id = s.person_id
    where s.subdistrict = ${subdistrict} and s.blind_index = ${index} and s.field = 'idNumber' and p.ended_at is null and p.id <> ${except} limit 1`.execute(db)
  return rows[0]?.person_id ?? null
}

export type PersonRecord = Pick<
  PersonRow,
  'subdistrict' | 'id' | 'grid_code' | 'household_id' | 'name' | 'sex' | 'birth_date' | 'relation' | 'is_contact' | 'is_minor' | 'facts' | 'stale_on'
> & {
  search: readonly string[]
  secrets: readonly SecretRow[]
}

/** The whole record: entered, or written over. Only people/write-person.ts calls it. */
export async function putPerson(tx: Tx, record: PersonRecord, now: Date): Promise<void> {
  const { subdistrict, id, secrets } = record
  await sql`
    insert into persons (subdistrict, id, grid_code, household_id, name, sex, birth_date, relation, is_contact, is_minor, search, facts, stale_on, created_at, changed_at)
    values (${subdistrict}, ${id}, ${record.grid_code}, ${record.household_id}, ${record.name}, ${record.sex}, ${record.birth_date}, ${record.relation},
      ${record.is_contact}, ${record.is_minor}, array_to_tsvector(${record.search}::text[]), ${JSON.stringify(record.facts)}::jsonb, ${record.stale_on}, ${now}, ${now})
    on conflict (subdistrict, id) do update set
      grid_code = excluded.grid_code, household_id = excluded.household_id, name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
      relation = excluded.relation, is_contact = excluded.is_contact, is_minor = excluded.is_minor, search = excluded.search, facts = excluded.facts,
      stale_on = excluded.stale_on, changed_at = excluded.changed_at, version = persons.version + 1`.execute(tx)
  await sql`delete from person_secrets where subdistrict = ${subdistrict} and person_id = ${id} and field <> all(${secrets.map((secret) => secret.field)}::text[])`.execute(
    tx,
  )
  await sql`
    insert into person_secrets (subdistrict, person_id, field, sealed, blind_index, ending, kind)
    select ${subdistrict}, ${id}, s.* from unnest(${secrets.map((s) => s.field)}::text[], ${secrets.map((s) => s.sealed)}::bytea[],
      ${secrets.map((s) => s.blind_index)}::bytea[], ${secrets.map((s) => s.ending)}::text[], ${secrets.map((s) => s.kind)}::text[]) as s
    on conflict (subdistrict, person_id, field) do update set
      sealed = excluded.sealed, blind_index = excluded.blind_index, ending = excluded.ending, kind = excluded.kind`.execute(tx)
}

export async function endPerson(tx: Tx, subdistrict: string, id: string, why: string, mergedInto: string | null, now: Date): Promise<void> {
  await sql`
    update persons set ended_at = ${now}, ended_why = ${why}, merged_into = ${mergedInto}, changed_at = ${now}, version = version + 1
    where subdistrict = ${subdistrict} and id = ${id}`.execute(tx)
}

export async function revivePerson(tx: Tx, subdistrict: string, id: string, now: Date): Promise<void> {
  await sql`
    update persons set ended_at = null, ended_why = null, merged_into = null, changed_at = ${now}, version = version + 1
    where subdistrict = ${subdistrict} and id = ${id}`.execute(tx)
}

export type ChangeInput = {
  subdistrict: string
  id: string
  personId: string
  change: PersonChange['change']
  fields: readonly PersonField[]
  source: FactSource
  beforeSealed: Buffer | null
  by: string | null
  importId?: string
}

export async function insertChange(tx: Tx, change: ChangeInput, now: Date): Promise<void> {
  await sql`
    insert into person_changes (subdistrict, id, person_id, change, fields, source, before_sealed, changed_by, import_id, changed_at)
    values (${change.subdistrict}, ${change.id}, ${change.personId}, ${change.change}, ${change.fields}::text[], ${change.source}, ${change.beforeSealed}, ${change.by},
      ${change.importId ?? null}, ${now})`.execute(tx)
}

export type ChangeRow = { changed_at: string; by_name: string | null; change: PersonChange['change']; fields: PersonField[]; source: FactSource }

export async function listChanges(db: Db, subdistrict: string, personId: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.changed_at, a.name as by_name, c.change, c.fields, c.source from person_changes c left join accounts a on a.id = c.changed_by
    where c.subdistrict = ${subdistrict} and c.person_id = ${personId} order by c.changed_at desc, c.id desc limit 50`.execute(db)
  return rows
}

export async function insertReveal(
  tx: Tx,
  reveal: { subdistrict: string; id: string; personId: string; accountId: string; role: string; purpose: DataPurpose; reasonSealed: Buffer },
  now: Date,
): Promise<void> {
  await sql`
    insert into reveals (subdistrict, id, person_id, account_id, role, purpose, reason_sealed, at)
    values (${reveal.subdistrict}, ${reveal.id}, ${reveal.personId}, ${reveal.accountId}, ${reveal.role}, ${reveal.purpose}, ${reveal.reasonSealed}, ${now})`.execute(
    tx,
  )
}

/** How many somebody made since then in a tenant (`reveals_by_account`). */
export async function countReveals(db: Db, subdistrict: string, accountId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reveals where subdistrict = ${subdistrict} and account_id = ${accountId} and at > ${since} and export_id is null`.execute(db)
  return rows[0]!.count
}

export async function countRevealsOf(db: Db, subdistrict: string, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reveals where subdistrict = ${subdistrict} and person_id = ${personId} and at > ${since}`.execute(db)
  return rows[0]!.count
}

/** Links of a merged record are read from the kept one; the merged one keeps its own for a split. */
export async function linkRequestsOf(tx: Tx, subdistrict: string, from: string, to: string): Promise<void> {
  await sql`
    insert into person_requests (subdistrict, person_id, request_id)
    select subdistrict, ${to}, request_id from person_requests where subdistrict = ${subdistrict} and person_id = ${from} on conflict do nothing`.execute(tx)
}

/** The next round of a grid (`persons_by_stale`). */
export async function listStale(db: Db, grid: string, today: string, after: { staleOn: string; id: string } | null, limit: number): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from ${personTables}
    where p.subdistrict = ${grid.slice(0, 9)} and p.grid_code = ${grid} and p.ended_at is null and p.stale_on <= ${today}
      and (${after?.staleOn ?? null}::date is null or (p.stale_on, p.id) > (${after?.staleOn ?? null}::date, ${after?.id ?? null}::uuid))
    order by p.stale_on, p.id limit ${limit}`.execute(db)
  return rows
}
