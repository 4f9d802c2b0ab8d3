import { api, requireAccount, write, type ApiContext } from '../access/api.ts'
import type { Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { DomainError } from '../platform/domain-error.ts'
import { requireWithinRate } from '../platform/rate-limit.ts'
import type { Tx } from '../platform/database.ts'
import { acceptCaptaincy, inviteCaptain, inviteCaptainAgain, openCaptainInvitation, type Link } from './invite-captain.ts'
import { findCaptain, listOwnCaptaincies, lockCaptainTask, type CaptainTaskRow } from './captain-store.ts'
import { listOwnTasks, listVisibleCaptains, presentCaptains } from './captain-view.ts'
import { lockManagedCaptain, moveCaptain, moveCaptainTask } from './move-captain.ts'

const routes = api.captains

export const captainRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => ({
    rows: await listVisibleCaptains(deps.db, deps.crypto, actor, input, deps.clock()),
  })),
  invite: routes.invite.handler(async ({ input, context: { deps, actor, meta } }) =>
    presentLink(await deps.db.transaction().execute((tx) => inviteCaptain(tx, deps.crypto, requireAccount(actor), input, deps.clock())), meta.origin),
  ),
  inviteAgain: routes.inviteAgain.handler(async ({ input, context: { deps, actor, meta } }) =>
    presentLink(
      await deps.db.transaction().execute((tx) => inviteCaptainAgain(tx, deps.crypto, requireAccount(actor), input.captainId, deps.clock())),
      meta.origin,
    ),
  ),
  end: routes.end.handler(({ input, context }) =>
    write(context, 'captains.end', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const row = await lockManagedCaptain(tx, actor, input.captainId, now)
      return present(context, tx, await moveCaptain(tx, context.deps.crypto, actor, row, { move: 'end' }, now), now)
    }),
  ),
  ask: routes.ask.handler(({ input, context }) =>
    write(context, 'captains.ask', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const row = await lockManagedCaptain(tx, actor, input.captainId, now)
      return present(context, tx, await moveCaptain(tx, context.deps.crypto, actor, row, { ...input, move: 'ask' }, now), now)
    }),
  ),
  withdrawTask: routes.withdrawTask.handler(({ input, context }) =>
    write(context, 'captains.withdrawTask', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const task = await lockTask(tx, actor, input.taskId, now)
      await moveCaptainTask(tx, context.deps.crypto, actor, task, { move: 'withdrawTask' }, now)
      return present(context, tx, (await findCaptain(tx, [task.subdistrict], task.captain_id))!, now)
    }),
  ),
  openInvitation: routes.openInvitation.handler(async ({ input, context: { deps, meta } }) => {
    await requireWithinRate(deps.db, `follow:${meta.ip}`, deps.limits.follow, deps.clock())
    return openCaptainInvitation(deps.db, input.token, deps.clock())
  }),
  accept: routes.accept.handler(({ input, context }) =>
    write(context, 'captains.accept', input, async (tx, now) => {
      await acceptCaptaincy(tx, context.deps.crypto, context.actor, input.token, now)
      return { ok: true } as const
    }),
  ),
  own: routes.own.handler(({ context: { deps, actor } }) => listOwnTasks(deps.db, deps.crypto, requireAccount(actor).accountId, deps.clock())),
  answer: routes.answer.handler(({ input, context }) =>
    write(context, 'captains.answer', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      // Only through an office one holds now; of another's task not even its existence is told.
      const offices = await listOwnCaptaincies(tx, actor.accountId, now)
      const tenants = [...new Set(offices.map((office) => office.subdistrict))]
      const task = await lockCaptainTask(tx, tenants, input.taskId)
      if (!task || !offices.some((office) => office.id === task.captain_id)) throw new DomainError('not_found')
      await moveCaptainTask(tx, context.deps.crypto, actor, task, { move: 'answer', words: input.words }, now)
      return listOwnTasks(tx, context.deps.crypto, actor.accountId, now)
    }),
  ),
}

async function lockTask(tx: Tx, actor: Actor, id: string, now: Date): Promise<CaptainTaskRow> {
  const task = await lockCaptainTask(tx, actor.tenants, id)
  const captain = task && (await findCaptain(tx, [task.subdistrict], task.captain_id))
  if (!captain || !holds(actor, 'captain.manage', { areaCode: captain.grid_code }, now)) throw new DomainError('not_found')
  return task
}

async function present({ deps, actor }: ApiContext, tx: Tx, row: Parameters<typeof presentCaptains>[3][number], now: Date) {
  return (await presentCaptains(tx, deps.crypto, actor, [row], now))[0]!
}

function presentLink(link: Link, origin: string) {
  return { captainId: link.captainId, url: `${origin}/captain/${link.token}`, expiresAt: link.expiresAt.toISOString() }
}
