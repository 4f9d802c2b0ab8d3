import { staffMessageWords } from '@ejia/dictionary/message-words.ts'
import { fillWords } from '@ejia/dictionary/words.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { queueMessage } from '../platform/outbox.ts'
import { isPosted } from '../people/list-holders.ts'
import { listAddresses } from './delivery-store.ts'
import { openAddress } from './set-delivery.ts'
import { listDueAccounts, takeDue, type MessageRow } from './message-store.ts'

/** Puts what is due into the outbox, on the ways each person chose: one message for each urgent thing, one digest for the rest. */
export async function deliverDue(db: Database, crypto: CryptoProvider, publicUrl: string | null, now: Date): Promise<void> {
  for (const accountId of await listDueAccounts(db, now)) await db.transaction().execute((tx) => deliverTo(tx, crypto, publicUrl, accountId, now))
}

export async function deliverTo(tx: Tx, crypto: CryptoProvider, publicUrl: string | null, accountId: string, now: Date): Promise<void> {
  // What was read in the inbox meanwhile needs no second way.
  const due = (await takeDue(tx, accountId, now)).filter((row) => row.read_at === null)
  if (due.length === 0 || !(await isPosted(tx, accountId, now))) return
  const [urgent, rest] = [due.filter((row) => row.urgent), due.filter((row) => !row.urgent)]
  const link = (path: string) => (publicUrl === null ? null : `${publicUrl}/console${path}`)
  const letters = [
    ...urgent.map((row) => ({ area: row.area_code, text: `【e家】${sentenceOf(row)}`, link: link(row.link), key: `staff:${row.id}` })),
    ...(rest.length === 0
      ? []
      : [{ area: rest.at(-1)!.area_code, text: digestOf(rest), link: link('/my-messages'), key: `digest:${accountId}:${shanghaiDay(now)}:${rest[0]!.id}` }]),
  ]
  for (const row of await listAddresses(tx, accountId)) {
    if (!row.wanted || row.proved_at === null) continue
    const recipient = openAddress(crypto, accountId, row)
    for (const { area, text, link: url, key } of letters)
      await queueMessage(tx, crypto, { channel: row.channel, area, recipient, text, link: url, dedupeKey: `${key}:${row.channel}` }, now)
  }
}

function sentenceOf(row: MessageRow): string {
  return fillWords(staffMessageWords[row.kind].sentence.zh, { about: row.about })
}

/** One thing is told as it is; several are counted, so that the length does not grow. */
function digestOf(rows: readonly MessageRow[]): string {
  if (rows.length === 1) return `【e家】${sentenceOf(rows[0]!)}`
  const counts = [...Map.groupBy(rows, (row) => row.kind)].map(([kind, some]) => `${staffMessageWords[kind].name.zh} ${some.length}`)
  return `【e家】您有 ${rows.length} 条待看消息：${counts.join('、')}。`
}
