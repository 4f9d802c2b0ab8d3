import { useSyncExternalStore } from 'react'
import { api, Refusal, refusalFrom } from '../../platform/api.ts'
import { now } from '../../platform/clock.ts'
import { aloneAmongTabs, onSendingChance } from '../../platform/online.ts'
import { type Draft, keptPhotos, type KeptReceipt, outboxShelf, type OutboxItem, receipts } from '../kept.ts'
import { type Sending, sendReport } from './send-report.ts'

type Outbox = { waiting: OutboxItem[]; refused: OutboxItem[]; arrived: KeptReceipt[] }

let shown: Outbox = { waiting: [], refused: [], arrived: [] }
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const useOutbox = () => useSyncExternalStore(subscribe, () => shown)

const sending: Sending = {
  photos: keptPhotos,
  outbox: outboxShelf,
  receipts,
  uploadPhoto: (photo) => api.intake.uploadPhoto({ photo: new File([photo], 'photo.jpg', { type: photo.type }) }),
  file: (filing, idempotencyKey) => api.intake.file(filing, { idempotencyKey }),
  refusalFrom,
  now,
}

async function refresh(): Promise<void> {
  const items = await outboxShelf.list()
  const arrived = (await receipts.list()).filter((receipt) => !receipt.announced)
  shown = { waiting: items.filter(({ state }) => state === 'waiting'), refused: items.filter(({ state }) => state === 'refused'), arrived }
  for (const listener of listeners) listener()
}

async function sendAll(): Promise<void> {
  await aloneAmongTabs(async () => {
    for (const item of await outboxShelf.list()) {
      if (item.state !== 'waiting') continue
      const outcome = await sendReport(item, sending)
      if (outcome instanceof Refusal && outcome.code === 'offline') break
    }
  })
  await refresh()
}

let running: Promise<void> | null = null
/** One round at a time; a second caller waits for the same round. */
export function sendWaiting(): Promise<void> {
  running ??= sendAll().finally(() => {
    running = null
  })
  return running
}

export type Handed = { outcome: 'sent' | 'waiting' } | { outcome: 'refused'; refusal: Refusal }

/** Puts a report into the outbox and tries at once. What cannot go now goes later by itself. */
export async function handIn(draft: Draft): Promise<Handed> {
  await outboxShelf.keep(draft.id, { draft, state: 'waiting', refusal: null, queuedAt: now().toISOString() })
  await running
  await sendWaiting()
  const left = await outboxShelf.find(draft.id)
  if (!left) return { outcome: 'sent' }
  if (left.state === 'waiting') return { outcome: 'waiting' }
  await takeBack(draft.id)
  return { outcome: 'refused', refusal: new Refusal(left.refusal?.code ?? 'internal', '', left.refusal?.issues) }
}

/** Out of the outbox, to be corrected by the person. */
export async function takeBack(id: string): Promise<OutboxItem | undefined> {
  const item = await outboxShelf.find(id)
  await outboxShelf.forget(id)
  await refresh()
  return item
}

export async function noteAnnounced(id: string): Promise<void> {
  const receipt = await receipts.find(id)
  if (receipt && !receipt.announced) await receipts.keep(id, { ...receipt, announced: true })
  await refresh()
}

let started = false
export function startOutbox(): void {
  if (started) return
  started = true
  const attempt = () => {
    void outboxShelf.list().then((items) => {
      if (items.some(({ state }) => state === 'waiting')) return sendWaiting()
    })
  }
  onSendingChance(attempt)
  void refresh().then(attempt)
}
