import type { EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
import type { ExportKind } from '@ejia/contract/exports.ts'
import type { DataPurpose, Relation, Sex } from '@ejia/contract/registry.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { KeptFacts } from '../fact-states.ts'
import type { SecretRow } from '../people/person-store.ts'

/** What is asked for: an area, or one household in it. */
export type Extent = { subdistrict: string; area_code: string; household_id: string | null }

const peopleOf = (extent: Extent) => sql`p.subdistrict = ${extent.subdistrict} and p.ended_at is null and starts_with(p.grid_code, ${extent.area_code})
  and (${extent.household_id}::uuid is null or p.household_id = ${extent.household_id}::uuid)`
const told = (purpose: DataPurpose) => sql`(p.facts #> '{name,purposes}') ? ${purpose}`

export async function countRows(db: Db, kind: ExportKind, extent: Extent, purpose: DataPurpose): Promise<number> {
  const { rows } =
    kind === 'people'
      ? await sql<{ count: number }>`select count(*)::int as count from persons p where ${peopleOf(extent)} and ${told(purpose)}`.execute(db)
      : await sql<{ count: number }>`
          select count(*)::int as count from ${sql.table(kind)} e
          where e.subdistrict = ${extent.subdistrict} and e.ended_at is null and starts_with(e.grid_code, ${extent.area_code})`.execute(db)
  return rows[0]!.count
}

export type ListedPerson = {
  subdistrict: string
  id: string
  grid_name: string
  building: string | null
  home: string | null
  name: string | null
  sex: Sex | null
  birth_date: string | null
  relation: Relation | null
  is_contact: boolean
  is_minor: boolean
  facts: KeptFacts
}

/** Whose name was told for this purpose; the home to the door. */
export async function listPeople(db: Db, extent: Extent, purpose: DataPurpose, limit: number): Promise<ListedPerson[]> {
  const { rows } = await sql<ListedPerson>`
    select p.subdistrict, p.id, g.name as grid_name, b.name as building, nullif(concat_ws(' ', b.address, s.name, d.name), '') as home, p.name, p.sex, p.birth_date,
      p.relation, p.is_contact, p.is_minor, p.facts
    from persons p join areas g on g.code = p.grid_code
      left join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
      left join buildings b on b.subdistrict = h.subdistrict and b.id = h.building_id
      left join dwellings d on d.subdistrict = h.subdistrict and d.id = h.dwelling_id
      left join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
    where ${peopleOf(extent)} and ${told(purpose)} order by p.grid_code, b.name, s.name, d.name, p.household_id, p.id limit ${limit}`.execute(db)
  return rows
}

export type ListedPhone = Pick<SecretRow, 'sealed' | 'ending'> & { person_id: string }

export async function listPhones(db: Db, subdistrict: string, ids: readonly string[]): Promise<Map<string, ListedPhone>> {
  const { rows } = await sql<ListedPhone>`
    select person_id, sealed, ending from person_secrets
    where subdistrict = ${subdistrict} and person_id = any(${ids}::uuid[]) and field = 'phone' order by person_id limit ${ids.length}`.execute(db)
  return new Map(rows.map((row) => [row.person_id, row]))
}

export type Look = { id: string; personId: string; reasonSealed: Buffer }

export async function insertLooks(
  tx: Tx,
  from: { subdistrict: string; accountId: string; role: string; purpose: DataPurpose; exportId: string },
  looks: readonly Look[],
  now: Date,
): Promise<void> {
  await sql`
    insert into reveals (subdistrict, id, person_id, account_id, role, purpose, reason_sealed, at, export_id)
    select ${from.subdistrict}, l.id, l.person, ${from.accountId}, ${from.role}, ${from.purpose}, l.reason, ${now}, ${from.exportId}
    from unnest(${looks.map((look) => look.id)}::uuid[], ${looks.map((look) => look.personId)}::uuid[], ${looks.map((look) => look.reasonSealed)}::bytea[])
      as l(id, person, reason)`.execute(tx)
}

export type ListedEnterprise = {
  subdistrict: string
  id: string
  kind: EnterpriseKind
  name: string
  credit_code: string | null
  industry: string
  size: EnterpriseSize | null
  grid_name: string
  address: string
  contact_name_sealed: Buffer | null
  contact_phone_ending: string | null
}

export async function listEnterprisesOf(db: Db, extent: Extent, limit: number): Promise<ListedEnterprise[]> {
  const { rows } = await sql<ListedEnterprise>`
    select e.subdistrict, e.id, e.kind, e.name, e.credit_code, e.industry, e.size, g.name as grid_name, e.address, e.contact_name_sealed, e.contact_phone_ending
    from enterprises e join areas g on g.code = e.grid_code
    where e.subdistrict = ${extent.subdistrict} and e.ended_at is null and starts_with(e.grid_code, ${extent.area_code}) order by e.grid_code, e.name, e.id limit ${limit}`.execute(
    db,
  )
  return rows
}

export type ListedResource = { kind: ResourceKind; title: string; grid_name: string; offered_until: string | null }

/** What is offered, not by whom: neither the person nor the words about them. */
export async function listResourcesOf(db: Db, extent: Extent, limit: number): Promise<ListedResource[]> {
  const { rows } = await sql<ListedResource>`
    select e.kind, e.title, g.name as grid_name, e.offered_until from resources e join areas g on g.code = e.grid_code
    where e.subdistrict = ${extent.subdistrict} and e.ended_at is null and starts_with(e.grid_code, ${extent.area_code}) order by e.grid_code, e.title, e.id limit ${limit}`.execute(
    db,
  )
  return rows
}
