import type { Dealings, VisitOutcome } from '@ejia/contract/dealings.ts'
import type { Actor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findEnterprise } from '../enterprises/enterprise-store.ts'
import { dayOf } from '../fact-states.ts'
import { findHousehold } from '../households/household-store.ts'
import { listMembers } from '../people/person-store.ts'
import { presentSummary } from '../people/person-view.ts'
import { getReadablePerson } from '../people/readable-person.ts'
import { listCareReviews, listOffers, listVisitsOfEnterprise, listVisitsOfPeople } from './visit-store.ts'

/** Whose dealings are read: a person, the living members of a household, an enterprise. Names are masked. */
export type Dealer = { subdistrict: string; gridCode: string; people: ReadonlyMap<string, string>; householdId: string | null; enterpriseId: string | null }

export async function getDealingPerson(db: Db, actor: Actor, personId: string, now: Date): Promise<Dealer> {
  const row = await getReadablePerson(db, actor, personId, now)
  return { subdistrict: row.subdistrict, gridCode: row.grid_code, people: namesOf([presentSummary(row, dayOf(now))]), householdId: null, enterpriseId: null }
}

export async function getDealingHousehold(db: Db, actor: Actor, householdId: string, now: Date): Promise<Dealer> {
  const row = await findHousehold(db, actor.tenants, householdId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'registry.read', 'registry.read', { areaCode: row.grid_code }, now)
  const members = await listMembers(db, row.subdistrict, row.id)
  const people = namesOf(members.map((member) => presentSummary(member, dayOf(now))))
  return { subdistrict: row.subdistrict, gridCode: row.grid_code, people, householdId: row.id, enterpriseId: null }
}

export async function getDealingEnterprise(db: Db, actor: Actor, enterpriseId: string, now: Date): Promise<Dealer> {
  const row = await findEnterprise(db, actor.tenants, enterpriseId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'registry.read', 'registry.read', { areaCode: row.grid_code }, now)
  return { subdistrict: row.subdistrict, gridCode: row.grid_code, people: new Map(), householdId: null, enterpriseId: row.id }
}

const namesOf = (people: readonly { id: string; maskedName: string }[]) => new Map(people.map(({ id, maskedName }) => [id, maskedName]))

type Visit = Dealings['visits'][number]

/** Visits at which facts were asked or, for the three officers of the grid, a care entry was reviewed. Several facts told on a day are one visit. */
export async function listVisits(db: Db, actor: Actor, dealer: Dealer, now: Date): Promise<Visit[]> {
  const ids = [...dealer.people.keys()]
  const seesCare = holds(actor, 'registry.care', { areaCode: dealer.gridCode }, now)
  const [facts, reviews] = await Promise.all([
    dealer.enterpriseId === null ? listVisitsOfPeople(db, dealer.subdistrict, ids) : listVisitsOfEnterprise(db, dealer.subdistrict, dealer.enterpriseId),
    seesCare && ids.length > 0 ? listCareReviews(db, dealer.subdistrict, ids) : [],
  ])
  const visit = (row: { at: string; by_name: string | null; person_id: string | null }, outcome: VisitOutcome): Visit => ({
    on: dayOf(new Date(row.at)),
    outcome,
    by: row.by_name,
    // On a person's own page their name stands above.
    maskedName: row.person_id === null || dealer.householdId === null ? null : (dealer.people.get(row.person_id) ?? null),
  })
  const all = [...facts.map((row) => visit(row, row.outcome)), ...reviews.map((row) => visit(row, row.outcome === 'end' ? 'careEnds' : 'careContinues'))]
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

export async function listServices(db: Db, actor: Actor, dealer: Dealer, now: Date): Promise<Dealings['services']> {
  const rows = await listOffers(db, dealer.subdistrict, [...dealer.people.keys()], dealer.enterpriseId, dayOf(now))
  return rows
    .filter((row) => holds(actor, 'registry.read', { areaCode: row.grid_code }, now))
    .map(({ id, kind, title, offered_until }) => ({ id, kind, title, offeredUntil: offered_until }))
}
