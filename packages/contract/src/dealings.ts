import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ResourceKind } from './enterprises.ts'
import { Day, Id, Instant } from './shapes.ts'
import { WhistleKind, WhistleState } from './whistles.ts'

/** What was done at a visit: facts asked, a care entry reviewed, a need heard. */
export const VisitOutcome = z.enum(['entered', 'corrected', 'confirmed', 'careContinues', 'careEnds', 'needHeard', 'needRefused'])
export type VisitOutcome = z.infer<typeof VisitOutcome>

/** 往来: what a person, household or enterprise has to do with. Read from where each thing is kept, as far as the reader may see each. */
export const Dealings = z.object({
  requests: z.array(z.object({ id: Id, receiptNumber: z.string(), excerpt: z.string(), state: z.string(), filedAt: Instant })),
  whistles: z.array(z.object({ id: Id, number: z.string(), title: z.string(), kind: WhistleKind, state: WhistleState, blownAt: Instant })),
  visits: z.array(z.object({ on: Day, outcome: VisitOutcome, by: z.string().nullable(), maskedName: z.string().nullable() })),
  /** What is offered to the neighbourhood. */
  services: z.array(z.object({ id: Id, kind: ResourceKind, title: z.string(), offeredUntil: Day.nullable() })),
})
export type Dealings = z.infer<typeof Dealings>

const tags = ['registry']
export const dealingsContract = {
  ofPerson: endpoint
    .route({ method: 'GET', path: '/registry/people/{personId}/dealings', summary: 'Cases, whistles, visits and services of a person', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ personId: Id }))
    .output(Dealings),
  ofHousehold: endpoint
    .route({
      method: 'GET',
      path: '/registry/households/{householdId}/dealings',
      summary: 'The same of the members of a household, and needs heard there',
      tags,
    })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ householdId: Id }))
    .output(Dealings),
  ofEnterprise: endpoint
    .route({ method: 'GET', path: '/enterprises/{enterpriseId}/dealings', summary: 'Cases, whistles, visits and services of an enterprise', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ enterpriseId: Id }))
    .output(Dealings),
}
