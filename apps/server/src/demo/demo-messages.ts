import { sql } from 'kysely'
import type { DeliveryChannel } from '@ejia/contract/messages.ts'
import { deliverTo } from '../messages/deliver-due.ts'
import { setDeliveryOf } from '../messages/set-delivery.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'

/** Some colleagues take messages on a second way; what the demo's past told them lies in the visible outbox. Fictional addresses. */
export async function createDemoMessages(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  const office = people.of('subdistrictStaff', demoSubdistrict).accountId
  const reached: readonly (readonly [accountId: string, channel: DeliveryChannel, address: string])[] = [
    [office, 'email', 'office@nuanyang.example'],
    [people.of('communityLead', places.communities[0]!.code).accountId, 'sms', '13900000017'],
    [people.contactOf('urban').accountId, 'wecom', 'zhifa.zhongdui'],
    [people.contactOf('market').accountId, 'sms', '13900000028'],
    [people.contactOf('property').accountId, 'wecom', 'wuye.ban'],
  ]
  for (const [accountId, channel, address] of reached) {
    await setDeliveryOf(tx, crypto, { accountId: office, chain: demoSubdistrict }, { accountId, channel, address }, now)
    await deliverTo(tx, crypto, null, accountId, now)
  }
  // The rest of the past was told in the inbox alone; what is older than two days has been read.
  await sql`update staff_messages set delivered_at = created_at where deliver_at <= ${now} and delivered_at is null`.execute(tx)
  await sql`update staff_messages set read_at = created_at + interval '20 minutes' where created_at < ${now}::timestamptz - interval '2 days'`.execute(tx)
}
