import type { FieldIssue } from '@ejia/contract/errors.ts'
import type { FiledReceipt, ResidentFiling } from '@ejia/contract/intake.ts'
import type { RefusalCode } from '../platform/api.ts'
import type { ChosenPlace } from '../areas/chosen-place.ts'
import { shelf } from '../platform/database.ts'

type Bilingual = { zh: string; en: string }

/** A report being written. `id` goes with it as its Idempotency-Key, so that it is filed once. */
export type Draft = {
  id: string
  category: { id: string; name: Bilingual; kind: ResidentFiling['kind'] } | null
  place: ChosenPlace | null
  /** The person said that the place is hard to name; the text tells it. */
  placeUnknown: boolean
  placeDetail: string
  text: string
  phone: string
  anonymous: boolean
  photoIds: string[]
  channel: ResidentFiling['channel']
  startedAt: string
}

/** `sentAs` is set once the server has it, so that a repeated sending does not put it up again. */
export type KeptPhoto = { id: string; photo: Blob; sentAs: string | null }

/** `waiting`: goes out by itself. `refused`: the person must correct something. */
export type OutboxItem = { draft: Draft; state: 'waiting' | 'refused'; refusal: { code: RefusalCode; issues: readonly FieldIssue[] } | null; queuedAt: string }

/** What this phone remembers of a report that was filed from it. */
export type KeptReceipt = FiledReceipt & { id: string; filedAt: string; category: Bilingual | null; excerpt: string; announced: boolean }

export const drafts = shelf<Draft>('drafts')
export const keptPhotos = shelf<KeptPhoto>('photos')
export const outboxShelf = shelf<OutboxItem>('outbox')
export const receipts = shelf<KeptReceipt>('receipts')
export const lastPlaces = shelf<{ place: ChosenPlace; detail: string }>('remembered')

/** Finding a report by its number makes a new link; the old one and its QR code would no longer open. */
export async function renewReceipt(receiptNumber: string, followKey: string): Promise<void> {
  for (const receipt of await receipts.list()) {
    if (receipt.receiptNumber === receiptNumber) await receipts.keep(receipt.id, { ...receipt, followKey, followQr: '' })
  }
}
