import type { Dealings } from '@ejia/contract/dealings.ts'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../platform/database.ts'
import { listVisitsAt } from '../needs/list-visits-at.ts'
import { listLinkedCases } from '../registry/links/list-cases.ts'
import { listServices, listVisits, type Dealer } from '../registry/visits/list-visits.ts'
import { listWhistlesOfCases } from '../whistles/whistles-of-cases.ts'

const most = 30

/** Nothing is copied: each part is read where it is kept, by the rule that holds there. */
export async function listDealings(db: Db, actor: Actor, dealer: Dealer, now: Date): Promise<Dealings> {
  const { subdistrict, people, householdId, enterpriseId } = dealer
  const owner = enterpriseId === null ? { subdistrict, people: [...people.keys()] } : { subdistrict, enterprise: enterpriseId }
  const requests = (await listLinkedCases(db, actor, owner, now)).slice(0, most)
  const [whistles, visits, heard, services] = await Promise.all([
    listWhistlesOfCases(
      db,
      actor,
      requests.map(({ id }) => id),
      now,
    ),
    listVisits(db, actor, dealer, now),
    householdId === null ? [] : listVisitsAt(db, actor, { subdistrict, householdId }, now),
    listServices(db, actor, dealer, now),
  ])
  return {
    requests: requests.map((row) => ({ id: row.id, receiptNumber: row.receipt_number, excerpt: row.excerpt, state: row.state, filedAt: row.filed_at })),
    whistles,
    visits: [...visits, ...heard].toSorted((one, other) => other.on.localeCompare(one.on)).slice(0, most),
    services,
  }
}
