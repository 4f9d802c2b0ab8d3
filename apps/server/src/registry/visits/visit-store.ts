import type { ResourceKind } from '@ejia/contract/enterprises.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'

export type VisitRow = { at: string; outcome: 'entered' | 'corrected' | 'confirmed'; by_name: string | null; person_id: string | null }
export type CareReviewRow = { at: string; outcome: 'continue' | 'end'; by_name: string | null; person_id: string }

/** Facts asked at the door (`person_changes_by_person`). */
export async function listVisitsOfPeople(db: Db, subdistrict: string, people: readonly string[]): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select c.changed_at as at, c.change as outcome, a.name as by_name, c.person_id from person_changes c left join accounts a on a.id = c.changed_by
    where c.subdistrict = ${subdistrict} and c.person_id = any(${people}::uuid[]) and c.source = 'visit' and c.change in ('entered', 'corrected', 'confirmed')
    order by c.changed_at desc, c.id desc limit 100`.execute(db)
  return rows
}

export async function listVisitsOfEnterprise(db: Db, subdistrict: string, enterprise: string): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select c.changed_at as at, c.change as outcome, a.name as by_name, null as person_id from enterprise_changes c left join accounts a on a.id = c.changed_by
    where c.subdistrict = ${subdistrict} and c.enterprise_id = ${enterprise} and c.source = 'visit' order by c.changed_at desc, c.id desc limit 100`.execute(db)
  return rows
}

export async function listCareReviews(db: Db, subdistrict: string, people: readonly string[]): Promise<CareReviewRow[]> {
  const { rows } = await sql<CareReviewRow>`
    select c.reviewed_at as at, c.outcome, a.name as by_name, c.person_id from care_reviews c left join accounts a on a.id = c.reviewed_by
    where c.subdistrict = ${subdistrict} and c.person_id = any(${people}::uuid[]) order by c.reviewed_at desc, c.id desc limit 100`.execute(db)
  return rows
}

export async function insertCareReview(
  tx: Tx,
  review: { subdistrict: string; id: string; careId: string; personId: string; outcome: 'continue' | 'end'; by: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into care_reviews (subdistrict, id, care_id, person_id, outcome, reviewed_by, reviewed_at)
    values (${review.subdistrict}, ${review.id}, ${review.careId}, ${review.personId}, ${review.outcome}, ${review.by}, ${now})`.execute(tx)
}

export type OfferRow = { id: string; kind: ResourceKind; title: string; offered_until: string | null; grid_code: string }

/** What people, or an enterprise, offer (`resources_by_person`, `resources_by_enterprise`). */
export async function listOffers(db: Db, subdistrict: string, people: readonly string[], enterprise: string | null, today: string): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select id, kind, title, offered_until, grid_code from resources
    where subdistrict = ${subdistrict} and ended_at is null and (offered_until is null or offered_until >= ${today})
      and (person_id = any(${people}::uuid[]) or enterprise_id = ${enterprise}) order by kind, title, id limit 50`.execute(db)
  return rows
}
