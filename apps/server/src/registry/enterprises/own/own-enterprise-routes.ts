import { api, requireAccount, write, type ApiContext } from '../../../access/api.ts'
import type { AccountActor } from '../../../access/actor.ts'
import type { Tx } from '../../../platform/database.ts'
import { answerEnterpriseAsk, listEnterpriseAsks, openEnterpriseAsk, revealContact } from './answer-enterprise-ask.ts'
import { linkEnterprise, presentOwnEnterprises, proposeEnterpriseFacts, withdrawEnterpriseAsk } from './own-enterprises.ts'

const routes = api.ownEnterprises

/** Something of one's own, and afterwards the entries as they stand. Never kept for a second tap: they hold whole values. */
function own(context: ApiContext, work: (tx: Tx, actor: AccountActor, now: Date) => Promise<void>) {
  const { deps } = context
  return deps.db.transaction().execute(async (tx) => {
    const actor = requireAccount(context.actor)
    const now = deps.clock()
    await work(tx, actor, now)
    return presentOwnEnterprises(tx, deps.crypto, actor, now)
  })
}

export const ownEnterpriseRoutes = {
  own: routes.own.handler(({ context: { deps, actor } }) => presentOwnEnterprises(deps.db, deps.crypto, requireAccount(actor), deps.clock())),
  link: routes.link.handler(({ input, context }) => own(context, (tx, actor, now) => linkEnterprise(tx, context.deps.crypto, actor, input, now))),
  propose: routes.propose.handler(({ input, context }) => own(context, (tx, actor, now) => proposeEnterpriseFacts(tx, context.deps.crypto, actor, input, now))),
  withdrawAsk: routes.withdrawAsk.handler(({ input, context }) => own(context, (tx, actor, now) => withdrawEnterpriseAsk(tx, actor, input.askId, now))),
  listAsks: routes.listAsks.handler(async ({ context: { deps, actor } }) => ({ rows: await listEnterpriseAsks(deps.db, actor, deps.clock()) })),
  openAsk: routes.openAsk.handler(({ input, context: { deps, actor } }) => openEnterpriseAsk(deps.db, deps.crypto, actor, input.askId, deps.clock())),
  answer: routes.answer.handler(({ input, context }) =>
    write(context, 'ownEnterprises.answer', input, async (tx, now) => {
      await answerEnterpriseAsk(tx, context.deps.crypto, requireAccount(context.actor), input, now)
      return { ok: true as const }
    }),
  ),
  // Never kept for a second tap: the answer holds the whole number.
  reveal: routes.reveal.handler(({ input, context: { deps, actor } }) =>
    deps.db.transaction().execute((tx) => revealContact(tx, deps.crypto, requireAccount(actor), input, deps.clock())),
  ),
}
