import { DeliveryChannel, type Delivery } from '@ejia/contract/messages.ts'
import { api, requireAccount, write } from '../access/api.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { requireManageable } from '../people/invite-staff.ts'
import { listAddresses } from './delivery-store.ts'
import { countUnread, listMessages, markRead, type MessageRow } from './message-store.ts'
import { proveAddress, setDelivery, setDeliveryOf } from './set-delivery.ts'

const routes = api.messages

export const messageRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const { accountId } = requireAccount(actor)
    const limit = input.limit ?? 30
    const cursor = decodeCursor(input.after)
    const after = cursor && { at: cursor[0] ?? '', id: cursor[1] }
    const rows = await listMessages(deps.db, accountId, { unread: input.unread === true, after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(present),
      unread: await countUnread(deps.db, accountId),
      next: rows.length > limit && last ? encodeCursor([last.created_at, last.id]) : null,
    }
  }),
  read: routes.read.handler(({ input, context }) =>
    write(context, 'messages.read', input, async (tx, now) => {
      const { accountId } = requireAccount(context.actor)
      await markRead(tx, accountId, input.ids ?? null, now)
      return { unread: await countUnread(tx, accountId) }
    }),
  ),
  delivery: routes.delivery.handler(async ({ context: { deps, actor } }) => {
    const { accountId, tenants } = requireAccount(actor)
    const { messages } = await getConfiguration(deps.db, tenants[0] ?? deps.config.district.code)
    return { channels: await presentDelivery(deps.db, deps.config.channels, accountId), ...messages }
  }),
  setDelivery: routes.setDelivery.handler(({ input, context }) => {
    const { accountId } = requireAccount(context.actor)
    const { config, crypto } = context.deps
    return write(context, 'messages.setDelivery', input, async (tx, now) => {
      const code = await setDelivery(tx, crypto, accountId, input, now)
      return { ...(await deliveryBy(tx, config.channels, accountId, input.channel)), demoCode: config.demo ? code : null }
    })
  }),
  prove: routes.prove.handler(async ({ input, context: { deps, actor } }) => {
    const { accountId } = requireAccount(actor)
    const proved = await deps.db.transaction().execute((tx) => proveAddress(tx, accountId, input.channel, input.code, deps.clock()))
    if (!proved) throw new DomainError('invalid_input', { issues: [{ path: ['code'], rule: 'not_allowed_here' }] })
    return deliveryBy(deps.db, deps.config.channels, accountId, input.channel)
  }),
  deliveryOf: routes.deliveryOf.handler(async ({ input, context: { deps, actor } }) => {
    await requireManageable(deps.db, actor, input.accountId, deps.clock())
    return { channels: await presentDelivery(deps.db, deps.config.channels, input.accountId) }
  }),
  setDeliveryOf: routes.setDeliveryOf.handler(({ input, context }) =>
    write(context, 'messages.setDeliveryOf', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const chain = await requireManageable(tx, actor, input.accountId, now)
      await setDeliveryOf(tx, context.deps.crypto, { accountId: actor.accountId, chain }, input, now)
      return { ok: true as const }
    }),
  ),
}

function present(row: MessageRow) {
  return { id: row.id, kind: row.kind, about: row.about, link: row.link, urgent: row.urgent, at: row.created_at, readAt: row.read_at }
}

async function presentDelivery(db: Db, available: readonly DeliveryChannel[], accountId: string): Promise<Delivery[]> {
  const rows = await listAddresses(db, accountId)
  return DeliveryChannel.options.map((channel) => {
    const row = rows.find((one) => one.channel === channel)
    return {
      channel,
      available: available.includes(channel),
      address: row?.address_mask ?? null,
      wanted: row?.wanted ?? false,
      provedAt: row?.proved_at ?? null,
      setByOffice: row?.set_by != null,
    }
  })
}

async function deliveryBy(db: Db, available: readonly DeliveryChannel[], accountId: string, channel: DeliveryChannel): Promise<Delivery> {
  return (await presentDelivery(db, available, accountId)).find((one) => one.channel === channel)!
}
