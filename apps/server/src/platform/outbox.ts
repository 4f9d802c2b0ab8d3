import { sql } from 'kysely'
import type { CryptoProvider } from './crypto.ts'
import type { Database, Db, Tx } from './database.ts'
import { newId } from './ids.ts'
import type { MessageChannel } from './messages/message-channel.ts'

export type Message = { channel: 'sms' | 'wecom' | 'email'; area: string; recipient: string; text: string; dedupeKey: string }

/** Writes a message with the change that causes it. The job `send-messages` carries it out afterwards. */
export async function queueMessage(tx: Tx, crypto: CryptoProvider, message: Message, now: Date): Promise<void> {
  const id = newId()
  const sealed = (field: string, text: string) => crypto.seal(text, { table: 'outbox', id, field })
  await sql`
    insert into outbox (id, channel, area_code, recipient_sealed, recipient_mask, text_sealed, dedupe_key, created_at)
    values (${id}, ${message.channel}, ${message.area}, ${sealed('recipient', message.recipient)}, ${maskOf(message.recipient)}, ${sealed('text', message.text)}, ${message.dedupeKey}, ${now})
    on conflict (dedupe_key) do nothing`.execute(tx)
}

export function maskOf(recipient: string): string {
  return `***${recipient.slice(-4)}`
}

type WaitingRow = { id: string; channel: Message['channel']; recipient_sealed: Buffer; text_sealed: Buffer; attempts: number }
const mostAttempts = 8

/** Sends what waits. The row is locked while it is sent; the provider gets its id, so that a repeat is recognised. */
export async function sendWaitingMessages(db: Database, crypto: CryptoProvider, channel: MessageChannel, now: Date): Promise<number> {
  let sent = 0
  for (;;) {
    const again = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<WaitingRow>`
        select id, channel, recipient_sealed, text_sealed, attempts from outbox
        where state = 'waiting' order by attempts, created_at limit 1 for update skip locked`.execute(tx)
      const [row] = rows
      if (!row) return false
      const open = (field: string, sealed: Buffer) => crypto.open(sealed, { table: 'outbox', id: row.id, field })
      try {
        await channel.send({ id: row.id, channel: row.channel, recipient: open('recipient', row.recipient_sealed), text: open('text', row.text_sealed) })
        await sql`update outbox set state = 'sent', sent_at = ${now}, attempts = attempts + 1 where id = ${row.id}`.execute(tx)
        sent += 1
        return true
      } catch {
        const state = row.attempts + 1 >= mostAttempts ? 'failed' : 'waiting'
        await sql`update outbox set state = ${state}, attempts = attempts + 1 where id = ${row.id}`.execute(tx)
        return false
      }
    })
    if (!again) return sent
  }
}

export type OutboxRow = {
  id: string
  channel: string
  recipient_mask: string
  text_sealed: Buffer
  state: 'waiting' | 'sent' | 'failed'
  created_at: string
  sent_at: string | null
}

export async function listOutbox(db: Db, areas: readonly string[]): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select id, channel, recipient_mask, text_sealed, state, created_at, sent_at from outbox
    where area_code <> '' and exists (select from unnest(${areas}::text[]) as root where starts_with(area_code, root)) order by created_at desc limit 100`.execute(
    db,
  )
  return rows
}
