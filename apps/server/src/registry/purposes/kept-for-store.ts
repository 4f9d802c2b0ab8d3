import type { EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

/**
 * What of a tenant's records is kept for a purpose. `goes`: told for it alone. The name and the home of a record that
 * something else holds (another fact, care, a party membership, an account, an offer, a case) stay: without them nobody
 * would know whose it is. `toldBy`: only what was told until then.
 */
const keptFor = (subdistrict: string, purpose: EndablePurpose, toldBy: string | null = null) => sql`
  with mentioned as (
    select p.id, p.grid_code, p.ended_at, p.facts,
      exists (select from jsonb_each(p.facts) f where f.value -> 'purposes' <> jsonb_build_array(${purpose}::text) or f.value ->> 'at' > ${toldBy}::text)
      or p.account_id is not null
      or exists (select from care_entries c where c.subdistrict = p.subdistrict and c.person_id = p.id and c.ended_at is null)
      or exists (select from party_memberships m where m.subdistrict = p.subdistrict and m.person_id = p.id)
      or exists (select from resources r where r.subdistrict = p.subdistrict and r.person_id = p.id and r.ended_at is null)
      or exists (select from person_requests q where q.subdistrict = p.subdistrict and q.person_id = p.id) as held
    from persons p
    where p.subdistrict = ${subdistrict} and exists (select from jsonb_each(p.facts) f where f.value -> 'purposes' ? ${purpose})),
  facts as (
    select m.id, m.grid_code, f.key as field, m.held,
      f.value -> 'purposes' = jsonb_build_array(${purpose}::text) and not (m.held and f.key in ('name', 'residence'))
        and (${toldBy}::text is null or f.value ->> 'at' <= ${toldBy}::text) as goes
    from mentioned m cross join jsonb_each(m.facts) f where f.value -> 'purposes' ? ${purpose})`

export async function previewKeptFor(
  db: Db,
  subdistrict: string,
  purpose: EndablePurpose,
): Promise<{ code: string; name: string; field: PersonField; go: number; stay: number }[]> {
  const { rows } = await sql<{ code: string; name: string; field: PersonField; go: number; stay: number }>`
    ${keptFor(subdistrict, purpose)}
    select f.grid_code as code, a.name, f.field, count(*) filter (where f.goes)::int as go, count(*) filter (where not f.goes)::int as stay
    from facts f join areas a on a.code = f.grid_code group by f.grid_code, a.name, f.field order by f.grid_code, f.field limit 5000`.execute(db)
  return rows
}

export async function countKeptWhole(
  db: Db,
  subdistrict: string,
  purpose: EndablePurpose,
): Promise<{ people: number; importFiles: number; exportFiles: number }> {
  const { rows } = await sql<{ people: number; importFiles: number; exportFiles: number }>`
    ${keptFor(subdistrict, purpose)}
    select count(*) filter (where not held)::int as people,
      (select count(*)::int from imports i where i.subdistrict = ${subdistrict} and i.recorded_for = ${purpose} and i.forgotten_at is null) as "importFiles",
      (select count(*)::int from registry_exports x where x.subdistrict = ${subdistrict} and x.purpose = ${purpose} and x.state in ('approved', 'ready')) as "exportFiles"
    from mentioned`.execute(db)
  return rows[0]!
}

export type KeptFor = { id: string; held: boolean; go: PersonField[] }

/** People of whom a value goes, in the order of their ids. */
export async function listKeptFor(
  tx: Tx,
  subdistrict: string,
  purpose: EndablePurpose,
  after: string | null,
  limit: number,
  toldBy: string | null = null,
): Promise<KeptFor[]> {
  const { rows } = await sql<KeptFor>`
    ${keptFor(subdistrict, purpose, toldBy)}
    select f.id, bool_or(f.held) as held, array_agg(f.field order by f.field) as go from facts f
    where f.goes and (${after}::uuid is null or f.id > ${after}::uuid) group by f.id order by f.id limit ${limit}`.execute(tx)
  return rows
}

/** What another purpose still holds is from now on kept for that one alone. */
export async function releasePurpose(tx: Tx, subdistrict: string, purpose: EndablePurpose): Promise<Partial<Record<PersonField, number>>> {
  const { rows } = await sql<{ field: PersonField; count: number }>`
    with changed as (
      update persons p set facts = (
        select jsonb_object_agg(f.key, jsonb_set(f.value, '{purposes}',
          case when f.value -> 'purposes' = jsonb_build_array(${purpose}::text) then '["gridService"]'::jsonb else (f.value -> 'purposes') - ${purpose}::text end))
        from jsonb_each(p.facts) f)
      from (select id, facts from persons where subdistrict = ${subdistrict}) before
      where p.subdistrict = ${subdistrict} and before.id = p.id and exists (select from jsonb_each(p.facts) f where f.value -> 'purposes' ? ${purpose})
      returning before.facts)
    select f.key as field, count(*)::int as count from changed cross join jsonb_each(changed.facts) f
    where f.value -> 'purposes' ? ${purpose} group by f.key order by f.key limit 50`.execute(tx)
  return Object.fromEntries(rows.map((row) => [row.field, row.count]))
}

export async function listChangesOf(
  tx: Tx,
  subdistrict: string,
  personId: string,
  fields: readonly PersonField[],
): Promise<{ id: string; before_sealed: Buffer }[]> {
  const { rows } = await sql<{ id: string; before_sealed: Buffer }>`
    select id, before_sealed from person_changes
    where subdistrict = ${subdistrict} and person_id = ${personId} and before_sealed is not null and fields && ${fields}::text[] order by id limit 1000`.execute(
    tx,
  )
  return rows
}

export async function setBefore(tx: Tx, subdistrict: string, changeId: string, sealed: Buffer | null): Promise<void> {
  await sql`update person_changes set before_sealed = ${sealed} where subdistrict = ${subdistrict} and id = ${changeId}`.execute(tx)
}

export async function listImportsOf(
  tx: Tx,
  subdistrict: string,
  purpose: EndablePurpose,
  until: string | null,
): Promise<{ subdistrict: string; id: string; rows: number }[]> {
  const { rows } = await sql<{ subdistrict: string; id: string; rows: number }>`
    select subdistrict, id, row_count as rows from imports
    where subdistrict = ${subdistrict} and recorded_for = ${purpose} and forgotten_at is null and (${until}::timestamptz is null or created_at <= ${until}::timestamptz)
    order by id limit 1000 for update`.execute(tx)
  return rows
}
