import type { StaffMessageKind } from '@ejia/contract/messages.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { notifyLive } from '../platform/live-updates.ts'
import { listHolders, type Holders } from '../people/list-holders.ts'
import { insertMessages } from './message-store.ts'
import { whenToDeliver } from './when-to-deliver.ts'

export type StaffNews = {
  /** People by account, by post over or within a place, or by department. Several may be meant; each person hears once. */
  to: readonly ({ account: string } | Holders)[]
  /** Whose matter it is: the quiet hours of its subdistrict hold. */
  area: string
  kind: StaffMessageKind
  /** A number or a public title. Never a name, a phone, an address or words of a resident. */
  about: string
  /** Leaves as soon as the quiet hours allow; otherwise it waits for the daily digest. */
  urgent: boolean
  /** A page of the console, `/whistles/…`. */
  link: string
  /** The event: told twice, heard once. */
  dedupeKey: string
  /** Nobody is told of what they did themselves. */
  except?: string | null
}

/** Tells staff of something, in the transaction that causes it. The inbox has it at once; the rest leaves in its time. */
export async function tellStaff(tx: Tx, news: StaffNews, now: Date): Promise<void> {
  const accounts = new Set<string>()
  for (const one of news.to) for (const id of 'account' in one ? [one.account] : await listHolders(tx, one, now)) accounts.add(id)
  accounts.delete(news.except ?? '')
  if (accounts.size === 0) return
  const configuration = await getConfiguration(tx, news.area.slice(0, 9))
  const told = await insertMessages(
    tx,
    [...accounts].map((accountId) => ({ id: newId(), accountId })),
    { ...news, deliverAt: whenToDeliver(news, configuration, now) },
    now,
  )
  // A notification holds 8000 bytes.
  for (let from = 0; from < told.length; from += 150) await notifyLive(tx, { kind: 'messageArrived', accountIds: told.slice(from, from + 150) })
}
