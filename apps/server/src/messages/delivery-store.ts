import { sql } from 'kysely'
import type { DeliveryChannel } from '@ejia/contract/messages.ts'
import type { Db, Tx } from '../platform/database.ts'

export type DeliveryRow = {
  channel: DeliveryChannel
  address_sealed: Buffer
  address_mask: string
  wanted: boolean
  proved_at: string | null
  set_by: string | null
  code_hash: Buffer | null
  code_sent_at: string | null
  code_attempts: number
}

const columns = sql.raw('channel, address_sealed, address_mask, wanted, proved_at, set_by, code_hash, code_sent_at, code_attempts')

export async function listAddresses(db: Db, accountId: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`select ${columns} from delivery_addresses where account_id = ${accountId} order by channel limit 3`.execute(db)
  return rows
}

export async function lockAddress(tx: Tx, accountId: string, channel: DeliveryChannel): Promise<DeliveryRow | undefined> {
  const { rows } =
    await sql<DeliveryRow>`select ${columns} from delivery_addresses where account_id = ${accountId} and channel = ${channel} for update`.execute(tx)
  return rows[0]
}

export async function saveAddress(
  tx: Tx,
  a: {
    accountId: string
    channel: DeliveryChannel
    sealed: Buffer
    mask: string
    wanted: boolean
    provedAt: Date | null
    setBy: string | null
    codeHash: Buffer | null
    codeSentAt: Date | null
  },
): Promise<void> {
  await sql`
    insert into delivery_addresses (account_id, channel, address_sealed, address_mask, wanted, proved_at, set_by, code_hash, code_sent_at, code_attempts)
    values (${a.accountId}, ${a.channel}, ${a.sealed}, ${a.mask}, ${a.wanted}, ${a.provedAt}, ${a.setBy}, ${a.codeHash}, ${a.codeSentAt}, 0)
    on conflict (account_id, channel) do update set address_sealed = excluded.address_sealed, address_mask = excluded.address_mask, wanted = excluded.wanted,
      proved_at = excluded.proved_at, set_by = excluded.set_by, code_hash = excluded.code_hash, code_sent_at = excluded.code_sent_at, code_attempts = 0`.execute(
    tx,
  )
}

export async function setWanted(tx: Tx, accountId: string, channel: DeliveryChannel, wanted: boolean): Promise<void> {
  await sql`update delivery_addresses set wanted = ${wanted} where account_id = ${accountId} and channel = ${channel}`.execute(tx)
}

export async function countCodeAttempt(tx: Tx, accountId: string, channel: DeliveryChannel): Promise<void> {
  await sql`update delivery_addresses set code_attempts = code_attempts + 1 where account_id = ${accountId} and channel = ${channel}`.execute(tx)
}

export async function setProved(tx: Tx, accountId: string, channel: DeliveryChannel, now: Date): Promise<void> {
  await sql`
    update delivery_addresses set proved_at = ${now}, code_hash = null, code_sent_at = null, code_attempts = 0
    where account_id = ${accountId} and channel = ${channel}`.execute(tx)
}

export async function removeAddress(tx: Tx, accountId: string, channel: DeliveryChannel): Promise<void> {
  await sql`delete from delivery_addresses where account_id = ${accountId} and channel = ${channel}`.execute(tx)
}

/** Whose addresses are kept, in the order of their ids. */
export async function listAddressees(db: Db, afterId: string | null): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from delivery_addresses where ${afterId}::uuid is null or account_id > ${afterId}::uuid order by account_id limit 1000`.execute(
    db,
  )
  return rows.map((row) => row.account_id)
}

export async function removeAddresses(db: Db, accountIds: readonly string[]): Promise<void> {
  await sql`delete from delivery_addresses where account_id = any(${accountIds}::uuid[])`.execute(db)
}
