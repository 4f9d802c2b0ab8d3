import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, Done, Id, words } from './shapes.ts'

/** Party members living here: the base of the registration rate (field.md §3). Sensitive: a table and a permission of its own. */
export const PartyMembership = z.object({
  /** Null: not known as a member. */
  member: z
    .object({
      branch: z.string(),
      /** 报到: the day the member registered with the grid where they live; null until then. */
      registeredOn: Day.nullable(),
    })
    .nullable(),
})
export type PartyMembership = z.infer<typeof PartyMembership>

const ofPerson = z.strictObject({ personId: Id })
const tags = ['registry']
const path = '/registry/people/{personId}/party-membership'

export const partyContract = {
  open: endpoint
    .route({ method: 'GET', path, summary: 'Whether a person is a party member, their branch, and since when they are registered here', tags })
    .meta({ action: 'registry.party' })
    .input(ofPerson)
    .output(PartyMembership),
  keep: endpoint
    .route({ method: 'PUT', path, summary: 'Keep the branch of a member, and the day they registered (报到)', tags })
    .meta({ action: 'registry.party', idempotency: 'optional', errors: ['conflict'] })
    .input(ofPerson.extend({ branch: words(100), registeredOn: Day.nullable() }))
    .output(PartyMembership),
  end: endpoint
    .route({ method: 'DELETE', path, summary: 'Not a member, or moved away: the entry is destroyed', tags })
    .meta({ action: 'registry.party', errors: ['conflict'] })
    .input(ofPerson)
    .output(Done),
}
