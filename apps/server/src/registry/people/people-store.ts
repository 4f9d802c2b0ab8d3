import type { PersonField } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import { sendAhead, type Db, type Tx } from '../../platform/database.ts'
import { personColumns, personTables, type PersonRecord, type PersonRow, type SecretRow } from './person-store.ts'
import type { Telling } from './write-person.ts'

export type NewRecord = Omit<PersonRecord, 'subdistrict' | 'grid_code' | 'household_id' | 'stale_on'> & {
  gridCode: string
  householdId: string | null
  staleOn: string | null
  telling: Telling
  told: readonly PersonField[]
  at: Date
  changeId: string
}

/**
 * Records, their sealed values and the first entry of their history: three statements, however many. Columns travel as
 * arrays: the server would spend as long on taking one large JSON apart as on the rows. What fails, fails as the commit.
 */
export async function insertPeople(tx: Tx, subdistrict: string, records: readonly NewRecord[]): Promise<void> {
  const of = <T>(value: (record: NewRecord) => T): T[] => records.map(value)
  const facts = distinct(of((record) => record.facts))
  const persons = sql`
    insert into persons (subdistrict, id, grid_code, household_id, name, sex, birth_date, relation, is_contact, is_minor, search, facts, stale_on, created_at, changed_at)
    select ${subdistrict}, p.id, p.grid, p.household, p.name, p.sex, p.birth, p.relation, p.contact, p.minor, array_to_tsvector(string_to_array(p.tokens, ' ')),
      (${facts.values.map((kept) => JSON.stringify(kept))}::text[])[p.facts]::jsonb, p.stale, p.at, p.at
    from unnest(${of((r) => r.id)}::uuid[], ${of((r) => r.gridCode)}::text[], ${of((r) => r.householdId)}::uuid[], ${of((r) => r.name)}::text[],
      ${of((r) => r.sex)}::text[], ${of((r) => r.birth_date)}::date[], ${of((r) => r.relation)}::text[], ${of((r) => r.is_contact)}::boolean[],
      ${of((r) => r.is_minor)}::boolean[], ${of((r) => r.search.join(' '))}::text[], ${facts.places}::int[], ${of((r) => r.staleOn)}::date[], ${of((r) => r.at)}::timestamptz[])
      as p(id, grid, household, name, sex, birth, relation, contact, minor, tokens, facts, stale, at)`
  const sealed = records.flatMap((record) => record.secrets.map((secret) => ({ ...secret, person: record.id })))
  const column = <K extends keyof SecretRow | 'person'>(name: K) => sealed.map((secret) => secret[name])
  const secrets = sql`
    insert into person_secrets (subdistrict, person_id, field, sealed, blind_index, ending, kind)
    select ${subdistrict}, s.* from unnest(${column('person')}::uuid[], ${column('field')}::text[], ${column('sealed')}::bytea[], ${column('blind_index')}::bytea[],
      ${column('ending')}::text[], ${column('kind')}::text[]) as s`
  const changes = sql`
    insert into person_changes (subdistrict, id, person_id, change, fields, source, changed_by, import_id, changed_at)
    select ${subdistrict}, c.id, c.person, case when c.import is null then 'entered' else 'imported' end, string_to_array(c.fields, ' '), c.source, c.by, c.import, c.at
    from unnest(${of((r) => r.changeId)}::uuid[], ${of((r) => r.id)}::uuid[], ${of((r) => r.told.join(' '))}::text[], ${of((r) => r.telling.source)}::text[],
      ${of((r) => r.telling.by)}::uuid[], ${of((r) => r.telling.importId ?? null)}::uuid[], ${of((r) => r.at)}::timestamptz[]) as c(id, person, fields, source, by, import, at)`
  for (const statement of [persons, secrets, changes]) await sendAhead(tx, statement)
}

/** The same object once, and for each its place among them, from 1. */
function distinct<T>(all: readonly T[]): { values: T[]; places: number[] } {
  const places = new Map<T, number>()
  for (const value of all) if (!places.has(value)) places.set(value, places.size + 1)
  return { values: [...places.keys()], places: all.map((value) => places.get(value)!) }
}

/** Several at once; the order says nothing. */
export async function listPeople(db: Db, subdistrict: string, ids: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${personColumns} from ${personTables} where p.subdistrict = ${subdistrict} and p.id = any(${ids}::uuid[]) order by p.id limit ${ids.length}`.execute(
    db,
  )
  return rows
}

/** The same, held until the transaction ends; in one order, so that two of them cannot wait for each other. */
export async function lockPeople(tx: Tx, subdistrict: string, ids: readonly string[]): Promise<PersonRow[]> {
  await sql`select from persons where subdistrict = ${subdistrict} and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  return listPeople(tx, subdistrict, ids)
}

export async function listSecretsOf(db: Db, subdistrict: string, ids: readonly string[]): Promise<Map<string, SecretRow[]>> {
  const { rows } = await sql<SecretRow & { person_id: string }>`
    select person_id, field, sealed, blind_index, ending, kind from person_secrets
    where subdistrict = ${subdistrict} and person_id = any(${ids}::uuid[]) order by person_id, field limit ${ids.length * 10}`.execute(db)
  const secrets = new Map<string, SecretRow[]>()
  for (const { person_id, ...secret } of rows) secrets.set(person_id, [...(secrets.get(person_id) ?? []), secret])
  return secrets
}

/** Records an undone import takes out again, with the entry in the history of each. */
export async function takeOutPeople(tx: Tx, subdistrict: string, people: readonly { id: string; changeId: string }[], by: string, now: Date): Promise<void> {
  await sendAhead(
    tx,
    sql`
    insert into person_changes (subdistrict, id, person_id, change, fields, source, changed_by, changed_at)
    select ${subdistrict}, c.id, c.person, 'undone', '{}', 'import', ${by}, ${now}
    from unnest(${people.map((person) => person.changeId)}::uuid[], ${people.map((person) => person.id)}::uuid[]) as c(id, person)`,
  )
  await sendAhead(
    tx,
    sql`
    update persons set ended_at = ${now}, ended_why = 'importUndone', changed_at = ${now}, version = version + 1
    where subdistrict = ${subdistrict} and id = any(${people.map((person) => person.id)}::uuid[])`,
  )
}
