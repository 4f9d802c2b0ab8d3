import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { queueMessage } from '../platform/outbox.ts'
import type { ChangedRow } from './request-changes.ts'
import type { EntryToWrite } from './request-store.ts'

/** Steps a reporter who left a number is told by message; the words themselves stay behind the receipt link. */
const sentences: Record<string, string> = {
  decline: '不在社区办理，去哪里办已写明',
  answer: '已有答复，请看看是否解决',
  masterAnswered: '已有答复，请看看是否解决',
  defer: '暂时不能解决，原因和复查日期已写明',
  comment: '有新的回复',
  reopenByStaff: '重新办理',
  meeting: '已经联席会议研究，结果已写明',
  promise: '有答应您的事，内容和日期已写明',
}

export function isTold({ step, actor }: Pick<EntryToWrite, 'step' | 'actor'>): boolean {
  return actor.kind !== 'reporter' && step in sentences
}

export async function tellReporter(tx: Tx, crypto: CryptoProvider, row: ChangedRow, entry: EntryToWrite, now: Date): Promise<void> {
  const sentence = sentences[entry.step]
  const sealed = row.phone_sealed
  if (!isTold(entry) || !sealed) return
  const recipient = crypto.open(sealed, { table: 'request_reporters', id: row.id, field: 'phone' })
  await queueMessage(
    tx,
    crypto,
    {
      channel: 'sms',
      area: row.area_code,
      recipient,
      text: `【e家】您反映的事项 ${row.receipt_number} ${sentence}。请打开受理时的链接查看，或拨打社区电话。`,
      dedupeKey: `entry:${entry.id}`,
    },
    now,
  )
}
