import type { FiledReceipt, ResidentFiling } from '@ejia/contract/intake.ts'
import type { Refusal } from '../../platform/api.ts'
import type { Shelf } from '../../platform/database.ts'
import { filingOf } from '../draft/draft-filing.ts'
import type { KeptPhoto, KeptReceipt, OutboxItem } from '../kept.ts'

export type Sending = {
  photos: Shelf<KeptPhoto>
  outbox: Shelf<OutboxItem>
  receipts: Shelf<KeptReceipt>
  uploadPhoto(photo: Blob): Promise<{ id: string }>
  file(filing: ResidentFiling, idempotencyKey: string): Promise<FiledReceipt>
  refusalFrom(thrown: unknown): Refusal
  now(): Date
}

/** Nobody answered, or not now: trying again later is right. Everything else needs the person. */
const passing: readonly string[] = ['offline', 'unavailable', 'in_flight', 'rate_limited', 'internal']

/**
 * Sends one report. It may run again after any interruption: photos already up are not put up twice,
 * and the draft's id lets the server give the second attempt the first one's answer.
 */
export async function sendReport(item: OutboxItem, sending: Sending): Promise<KeptReceipt | Refusal> {
  const { draft } = item
  try {
    const sentPhotos: string[] = []
    for (const id of draft.photoIds) {
      const kept = await sending.photos.find(id)
      if (!kept) continue
      const sentAs = kept.sentAs ?? (await sending.uploadPhoto(kept.photo)).id
      if (!kept.sentAs) await sending.photos.keep(id, { ...kept, sentAs })
      sentPhotos.push(sentAs)
    }
    const filed = await sending.file(filingOf(draft, sentPhotos), draft.id)
    const receipt: KeptReceipt = {
      ...filed,
      id: draft.id,
      filedAt: sending.now().toISOString(),
      category: draft.category?.name ?? null,
      excerpt: [...draft.text.trim()].slice(0, 60).join(''),
      announced: false,
    }
    // The receipt first: a crash between the two only repeats a sending the server recognises.
    await sending.receipts.keep(draft.id, receipt)
    await sending.outbox.forget(draft.id)
    for (const id of draft.photoIds) await sending.photos.forget(id)
    return receipt
  } catch (thrown) {
    const refusal = sending.refusalFrom(thrown)
    if (!passing.includes(refusal.code)) {
      await sending.outbox.keep(draft.id, { ...item, state: 'refused', refusal: { code: refusal.code, issues: refusal.issues } })
    }
    return refusal
  }
}
