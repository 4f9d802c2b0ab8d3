import { sql } from 'kysely'
import type { CryptoProvider } from './crypto.ts'
import type { Database, Db, Tx } from './database.ts'
import { newId } from './ids.ts'
import { MessageFault, type Fault, type MessageChannel } from './messages/message-channel.ts'

export type Message = { channel: 'sms' | 'wecom' | 'email'; area: string; recipient: string; text: string; link?: string | null; dedupeKey: string }

/** Writes a message with the change that causes it. The job `send-messages` carries it out afterwards. */
export async function queueMessage(tx: Tx, crypto: CryptoProvider, message: Message, now: Date): Promise<void> {
  const id = newId()
  const sealed = (field: string, text: string) => crypto.seal(text, { table: 'outbox', id, field })
  await sql`
    insert into outbox (id, channel, area_code, recipient_sealed, recipient_mask, text_sealed, link, dedupe_key, created_at, next_try_at)
    values (${id}, ${message.channel}, ${message.area}, ${sealed('recipient', message.recipient)}, ${maskOf(message.recipient)}, ${sealed('text', message.text)},
      ${message.link ?? null}, ${message.dedupeKey}, ${now}, ${now})
    on conflict (dedupe_key) do nothing`.execute(tx)
}

/** Phones keep their last four, addresses their first letter and domain, short names a third. */
export function maskOf(recipient: string): string {
  const [name, domain] = recipient.split('@')
  if (domain !== undefined && domain.includes('.')) return `${name!.slice(0, 1)}***@${domain}`
  const shown = recipient.length >= 11 ? 4 : Math.floor(recipient.length / 3)
  return `***${recipient.slice(recipient.length - shown)}`
}

type WaitingRow = { id: string; channel: Message['channel']; recipient_sealed: Buffer; text_sealed: Buffer; link: string | null; attempts: number }
/** Minutes until the next try; after the last the message is failed, and somebody has to look. Nine hours in all. */
const waits = [1, 2, 4, 8, 15, 30, 60, 120, 300]
/** Beyond so many failures in a row the provider is down, and the rest of the queue waits for the next run. */
const mostFailures = 5

/**
 * Sends what waits. The row stays locked while it is sent, so that a process that dies in between leaves it waiting and no
 * other sends it; the provider gets the row's id, so that a repeat after a crash is recognised.
 */
export async function sendWaitingMessages(db: Database, crypto: CryptoProvider, channel: MessageChannel, now: Date): Promise<number> {
  let sent = 0
  for (let failures = 0; failures < mostFailures;) {
    const outcome = await db.transaction().execute((tx) => sendOne(tx, crypto, channel, now))
    if (outcome === 'none') break
    if (outcome === 'sent') sent += 1
    failures = outcome === 'sent' ? 0 : failures + 1
  }
  return sent
}

async function sendOne(tx: Tx, crypto: CryptoProvider, channel: MessageChannel, now: Date): Promise<'none' | 'sent' | 'failed'> {
  const { rows } = await sql<WaitingRow>`
    select id, channel, recipient_sealed, text_sealed, link, attempts from outbox
    where state = 'waiting' and next_try_at <= ${now} order by next_try_at, created_at limit 1 for update skip locked`.execute(tx)
  const [row] = rows
  if (!row) return 'none'
  const open = (field: string, sealed: Buffer) => crypto.open(sealed, { table: 'outbox', id: row.id, field })
  try {
    await channel.send({
      id: row.id,
      channel: row.channel,
      recipient: open('recipient', row.recipient_sealed),
      text: open('text', row.text_sealed),
      link: row.link,
    })
    await sql`update outbox set state = 'sent', sent_at = ${now}, fault = null, attempts = attempts + 1 where id = ${row.id}`.execute(tx)
    return 'sent'
  } catch (error) {
    const { fault, final } = error instanceof MessageFault ? error : new MessageFault('bad_reply')
    const minutes = final ? undefined : waits[row.attempts]
    const next = new Date(now.getTime() + (minutes ?? 0) * 60_000)
    await sql`
      update outbox set state = ${minutes === undefined ? 'failed' : 'waiting'}, fault = ${fault}, next_try_at = ${next}, attempts = attempts + 1
      where id = ${row.id}`.execute(tx)
    return 'failed'
  }
}

export type OutboxRow = {
  id: string
  channel: string
  recipient_mask: string
  text_sealed: Buffer
  state: 'waiting' | 'sent' | 'failed'
  fault: Fault | 'unknown' | null
  attempts: number
  next_try_at: string
  created_at: string
  sent_at: string | null
}

function inAreas(areas: readonly string[]) {
  return sql`area_code <> '' and exists (select from unnest(${areas}::text[]) as root where starts_with(area_code, root))`
}

/** The newest of each state, or of one. */
export async function listOutbox(db: Db, areas: readonly string[], state: OutboxRow['state'] | null): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select id, channel, recipient_mask, text_sealed, state, fault, attempts, next_try_at, created_at, sent_at from outbox
    where ${inAreas(areas)} and (${state}::text is null or state = ${state}) order by created_at desc limit 100`.execute(db)
  return rows
}

/** A failed message waits again, under the same id. False: there is none such. */
export async function retryMessage(tx: Tx, areas: readonly string[], id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update outbox set state = 'waiting', attempts = 0, fault = null, next_try_at = ${now}
    where id = ${id} and state = 'failed' and ${inAreas(areas)} returning id`.execute(tx)
  return rows.length === 1
}
