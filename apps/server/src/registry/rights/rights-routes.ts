import { api, requireAccount, write, type ApiContext } from '../../access/api.ts'
import type { AccountActor } from '../../access/actor.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { answerAsk, listAsks, openAsk } from './answer-ask.ts'
import { askDeletion, linkOwn, proposeCorrection, withdrawAsk, withdrawConsent } from './ask-for-own.ts'
import { presentOwn } from './own-record.ts'

const routes = api.rights

/** Something of one's own, and afterwards one's record as it stands. Never kept for a second tap: it holds whole values. */
function own(context: ApiContext, work: (tx: Tx, actor: AccountActor, now: Date) => Promise<void>) {
  const { deps } = context
  return deps.db.transaction().execute(async (tx) => {
    const actor = requireAccount(context.actor)
    await work(tx, actor, deps.clock())
    return presentOwn(tx, deps.crypto, actor)
  })
}

export const rightsRoutes = {
  own: routes.own.handler(({ context: { deps, actor } }) => presentOwn(deps.db, deps.crypto, requireAccount(actor))),
  link: routes.link.handler(({ input, context }) => own(context, (tx, actor, now) => linkOwn(tx, context.deps.crypto, actor, input, now))),
  propose: routes.propose.handler(({ input, context }) => own(context, (tx, actor, now) => proposeCorrection(tx, context.deps.crypto, actor, input, now))),
  withdrawConsent: routes.withdrawConsent.handler(({ input, context }) =>
    own(context, (tx, actor, now) => withdrawConsent(tx, context.deps.crypto, actor, input.field, now)),
  ),
  askDeletion: routes.askDeletion.handler(({ input, context }) =>
    own(context, (tx, actor, now) => askDeletion(tx, context.deps.crypto, actor, input.words ?? '', now)),
  ),
  withdrawAsk: routes.withdrawAsk.handler(({ input, context }) => own(context, (tx, actor, now) => withdrawAsk(tx, actor, input.askId, now))),
  copy: routes.copy.handler(async ({ context: { deps, actor } }) => {
    const account = requireAccount(actor)
    const now = deps.clock()
    const { record } = await presentOwn(deps.db, deps.crypto, account)
    if (!record) throw new DomainError('not_found')
    await deps.db
      .transaction()
      .execute((tx) =>
        recordAudit(
          tx,
          deps.crypto,
          { subdistrict: deps.config.district.code, actor: account.accountId, action: 'own.copy', target: { kind: 'account', id: account.accountId } },
          now,
        ),
      )
    return new File([JSON.stringify({ copiedAt: now.toISOString(), ...record }, null, 2)], 'ejia-own-data.json', { type: 'application/json' })
  }),
  list: routes.list.handler(async ({ context: { deps, actor } }) => ({ rows: await listAsks(deps.db, actor, deps.clock()) })),
  open: routes.open.handler(({ input, context: { deps, actor } }) => openAsk(deps.db, deps.crypto, actor, input.askId, deps.clock())),
  answer: routes.answer.handler(({ input, context }) =>
    write(context, 'rights.answer', input, async (tx, now) => {
      await answerAsk(tx, context.deps.crypto, requireAccount(context.actor), input, now)
      return { ok: true as const }
    }),
  ),
}
