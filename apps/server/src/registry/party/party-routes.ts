import { api, requireAccount, write } from '../../access/api.ts'
import { endPartyMembership, keepPartyMembership, openMembership } from './party-membership.ts'

const routes = api.party

export const partyRoutes = {
  open: routes.open.handler(({ input, context: { deps, actor } }) => openMembership(deps.db, deps.crypto, actor, input.personId, deps.clock())),
  keep: routes.keep.handler(({ input, context }) =>
    write(context, 'party.keep', input, (tx, now) => keepPartyMembership(tx, context.deps.crypto, requireAccount(context.actor), input, now)),
  ),
  end: routes.end.handler(({ input, context }) =>
    write(context, 'party.end', input, async (tx, now) => {
      await endPartyMembership(tx, context.deps.crypto, requireAccount(context.actor), input.personId, now)
      return { ok: true as const }
    }),
  ),
}
