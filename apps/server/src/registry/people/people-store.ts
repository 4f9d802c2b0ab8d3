import type { PersonField } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { PersonRecord, SecretRow } from './person-store.ts'
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

/** Records, their sealed values and the first entry of their history: three statements, however many. */
export async function insertPeople(tx: Tx, subdistrict: string, records: readonly NewRecord[]): Promise<void> {
  const plain = records.map((record) => ({ ...record, secrets: undefined }))
  await sql`
    insert into persons (subdistrict, id, grid_code, household_id, name, sex, birth_date, relation, is_contact, is_minor, search, facts, stale_on, created_at, changed_at)
    select ${subdistrict}, p.id, p."gridCode", p."householdId", p.name, p.sex, p.birth_date, p.relation, p.is_contact, p.is_minor, array_to_tsvector(p.search),
      p.facts, p."staleOn", p.at, p.at
    from jsonb_to_recordset(${JSON.stringify(plain)}::jsonb) as p(id uuid, "gridCode" text, "householdId" uuid, name text, sex text, birth_date date, relation text,
      is_contact boolean, is_minor boolean, search text[], facts jsonb, "staleOn" date, at timestamptz)`.execute(tx)
  const secrets = records.flatMap((record) => record.secrets.map((secret) => ({ ...secret, person: record.id })))
  const column = <K extends keyof SecretRow | 'person'>(name: K) => secrets.map((secret) => secret[name])
  await sql`
    insert into person_secrets (subdistrict, person_id, field, sealed, blind_index, ending, kind)
    select ${subdistrict}, s.* from unnest(${column('person')}::uuid[], ${column('field')}::text[], ${column('sealed')}::bytea[], ${column('blind_index')}::bytea[],
      ${column('ending')}::text[], ${column('kind')}::text[]) as s`.execute(tx)
  const changes = records.map(({ id, changeId, telling, told, at }) => ({
    id: changeId,
    person: id,
    change: telling.importId === undefined ? 'entered' : 'imported',
    fields: told,
    source: telling.source,
    by: telling.by,
    importId: telling.importId ?? null,
    at,
  }))
  await sql`
    insert into person_changes (subdistrict, id, person_id, change, fields, source, changed_by, import_id, changed_at)
    select ${subdistrict}, c.id, c.person, c.change, c.fields, c.source, c.by, c."importId", c.at
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, person uuid, change text, fields text[], source text, by uuid, "importId" uuid, at timestamptz)`.execute(
    tx,
  )
}
