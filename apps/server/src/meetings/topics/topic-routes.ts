import { api, requireAccount, write } from '../../access/api.ts'
import { accountIdOf } from '../../access/actor.ts'
import { holds, holdsWithin, scopeOf } from '../../access/permissions.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { sightOf } from '../meeting-sight.ts'
import { findLastHeld } from '../meeting-store.ts'
import { raiseTopic, requireSource, sourceOf } from './raise-topic.ts'
import { agendaOf, maySeeTopic, moveLooseTopic, takeTopic } from './screen-topic.ts'
import { countWaiting, listTopics, listTopicsOf } from './topic-store.ts'
import { presentTopic, presentTopics } from './topic-view.ts'

const routes = api.topics

export const topicRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const rows = await listTopics(
      deps.db,
      { tenants: actor.tenants, areas: scopeOf(actor, 'meeting.read', now).areas, read: sightOf(actor, now).read, me: accountIdOf(actor) },
      {
        show: input.show ?? 'waiting',
        by: input.mine ? accountIdOf(actor) : null,
        after: cursor && { at: cursor[0] ?? '', id: cursor[1] },
        limit: limit + 1,
      },
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: await presentTopics(deps.db, actor, page, now),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.raised_at, last.id]) : null,
    }
  }),
  ofSource: routes.ofSource.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const of = sourceOf(input)
    const grown = await requireSource(deps.db, actor, of, now)
    if (grown === null) return { rows: [], mayRaise: false }
    const rows = await listTopicsOf(deps.db, actor.tenants, of)
    const seen = []
    for (const row of rows) if (maySeeTopic(actor, row, await agendaOf(deps.db, row), now)) seen.push(row)
    const standing = rows.some((row) => row.state === 'raised' || row.state === 'taken')
    return {
      rows: await presentTopics(deps.db, actor, seen, now),
      mayRaise: grown !== 'tipOff' && !standing && holdsWithin(actor, 'meeting.raise', grown, now),
    }
  }),
  raise: routes.raise.handler(({ input, context }) =>
    write(context, 'topics.raise', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentTopic(tx, actor, await raiseTopic(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  take: routes.take.handler(({ input, context }) =>
    write(context, 'topics.take', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentTopic(tx, actor, await takeTopic(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  decline: routes.decline.handler(({ input, context }) =>
    write(context, 'topics.decline', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentTopic(tx, actor, await moveLooseTopic(tx, context.deps.crypto, actor, input, 'decline', now), now)
    }),
  ),
  putBack: routes.putBack.handler(({ input, context }) =>
    write(context, 'topics.putBack', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentTopic(tx, actor, await moveLooseTopic(tx, context.deps.crypto, actor, input, 'putBack', now), now)
    }),
  ),
  withdraw: routes.withdraw.handler(({ input, context }) =>
    write(context, 'topics.withdraw', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentTopic(tx, actor, await moveLooseTopic(tx, context.deps.crypto, actor, input, 'withdraw', now), now)
    }),
  ),
  gathering: routes.gathering.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    if (!holdsWithin(actor, 'meeting.read', input.subdistrict, now)) throw new DomainError('not_found')
    const { everyDays, agendaDays, quorumPercent } = (await getConfiguration(deps.db, input.subdistrict)).meetings
    const lastAt = await findLastHeld(deps.db, input.subdistrict)
    return {
      everyDays,
      agendaDays,
      quorumPercent,
      lastAt,
      nextBy: lastAt && new Date(Date.parse(lastAt) + everyDays * 86_400_000).toISOString(),
      waiting: await countWaiting(deps.db, input.subdistrict),
      mayPlan: holds(actor, 'meeting.manage', { areaCode: input.subdistrict }, now),
    }
  }),
}
