import { api } from '../access/api.ts'
import { getDealingEnterprise, getDealingHousehold, getDealingPerson } from '../registry/visits/list-visits.ts'
import { listDealings } from './list-dealings.ts'

const routes = api.dealings

export const dealingRoutes = {
  ofPerson: routes.ofPerson.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return listDealings(deps.db, actor, await getDealingPerson(deps.db, actor, input.personId, now), now)
  }),
  ofHousehold: routes.ofHousehold.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return listDealings(deps.db, actor, await getDealingHousehold(deps.db, actor, input.householdId, now), now)
  }),
  ofEnterprise: routes.ofEnterprise.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return listDealings(deps.db, actor, await getDealingEnterprise(deps.db, actor, input.enterpriseId, now), now)
  }),
}
