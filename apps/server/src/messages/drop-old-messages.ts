import type { Database } from '../platform/database.ts'
import { listGone } from '../people/list-holders.ts'
import { listAddressees, removeAddresses } from './delivery-store.ts'
import { dropMessages } from './message-store.ts'

/** So long after the last post a phone or an address is kept, in days: a new post may follow. */
const addressDays = 90

/** Old messages go, and the addresses of people who left (PIPL 19: no longer than needed). */
export async function dropOldMessages(db: Database, now: Date): Promise<void> {
  await dropMessages(db, now)
  const since = new Date(now.getTime() - addressDays * 86_400_000)
  for (let page = await listAddressees(db, null); page.length > 0; page = await listAddressees(db, page.at(-1)!))
    await removeAddresses(db, await listGone(db, page, since))
}
