import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

type Case = { subdistrict: string; id: string }
export type LinkedRow = {
  id: string
  receipt_number: string
  excerpt: string
  state: string
  filed_at: string
  area_code: string
  handler_area: string
  handler_unit: string | null
  kind: string
}
const linked = sql`r.id, r.receipt_number, left(r.text, 60) as excerpt, r.state, r.filed_at, r.area_code, r.handler_area, r.handler_unit, r.kind`

export async function listCasesOfEnterprise(db: Db, enterprise: Case): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select ${linked} from enterprise_requests l join requests r on r.subdistrict = l.subdistrict and r.id = l.request_id
    where l.subdistrict = ${enterprise.subdistrict} and l.enterprise_id = ${enterprise.id} order by r.filed_at desc, r.id limit 100`.execute(db)
  return rows
}

/** Of one person, or of everybody in a household. */
export async function listCasesOfPeople(db: Db, subdistrict: string, personIds: readonly string[]): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    select ${linked} from requests r where r.subdistrict = ${subdistrict} and r.id in (
      select l.request_id from person_requests l where l.subdistrict = ${subdistrict} and l.person_id = any(${personIds}::uuid[]))
    order by r.filed_at desc, r.id limit 100`.execute(db)
  return rows
}

export async function listPeopleOfCase(db: Db, request: Case): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person_requests l join persons p on p.subdistrict = l.subdistrict and p.id = l.person_id and p.ended_at is null
    where l.subdistrict = ${request.subdistrict} and l.request_id = ${request.id} order by p.id limit 20`.execute(db)
  return rows.map((row) => row.id)
}

export async function listEnterprisesOfCase(db: Db, request: Case): Promise<{ id: string; name: string; grid_code: string }[]> {
  const { rows } = await sql<{ id: string; name: string; grid_code: string }>`
    select e.id, e.name, e.grid_code from enterprise_requests l join enterprises e on e.subdistrict = l.subdistrict and e.id = l.enterprise_id and e.ended_at is null
    where l.subdistrict = ${request.subdistrict} and l.request_id = ${request.id} order by e.name, e.id limit 20`.execute(db)
  return rows
}

export async function isAnonymous(db: Db, request: Case): Promise<boolean> {
  const { rows } = await sql<{ anonymous: boolean }>`
    select anonymous from request_reporters where subdistrict = ${request.subdistrict} and request_id = ${request.id}`.execute(db)
  return rows[0]?.anonymous ?? true
}

export async function linkPerson(tx: Tx, request: Case, personId: string): Promise<void> {
  await sql`
    insert into person_requests (subdistrict, person_id, request_id) values (${request.subdistrict}, ${personId}, ${request.id}) on conflict do nothing`.execute(
    tx,
  )
}
export async function unlinkPerson(tx: Tx, request: Case, personId: string): Promise<void> {
  await sql`
    delete from person_requests where subdistrict = ${request.subdistrict} and person_id = ${personId} and request_id = ${request.id}`.execute(tx)
}
export async function linkEnterprise(tx: Tx, request: Case, enterpriseId: string): Promise<void> {
  await sql`
    insert into enterprise_requests (subdistrict, enterprise_id, request_id) values (${request.subdistrict}, ${enterpriseId}, ${request.id})
    on conflict do nothing`.execute(tx)
}
export async function unlinkEnterprise(tx: Tx, request: Case, enterpriseId: string): Promise<void> {
  await sql`
    delete from enterprise_requests where subdistrict = ${request.subdistrict} and enterprise_id = ${enterpriseId} and request_id = ${request.id}`.execute(tx)
}
