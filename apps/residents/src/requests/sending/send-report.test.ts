import type { ResidentFiling } from '@ejia/contract/intake.ts'
import { describe, expect, it } from 'vitest'
import { newDraft } from '../draft/draft-filing.ts'
import type { KeptPhoto, KeptReceipt, OutboxItem } from '../kept.ts'
import { type Sending, sendReport } from './send-report.ts'

class Refused extends Error {
  readonly code: string
  readonly issues = []
  readonly retryAfterSeconds = null
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

function memoryShelf<T>() {
  const kept = new Map<string, T>()
  return {
    kept,
    keep: async (key: string, value: T) => void kept.set(key, value),
    find: async (key: string) => kept.get(key),
    list: async () => [...kept.values()],
    forget: async (key: string) => void kept.delete(key),
  }
}

/** A server that knows idempotency keys, behind a network that fails on the attempts named. */
function stage(plan: { replyLost?: number[]; refuse?: string; uploadFails?: number[] } = {}) {
  const filed = new Map<string, ResidentFiling>()
  const attempts: ResidentFiling[] = []
  let uploads = 0
  const photos = memoryShelf<KeptPhoto>()
  const outbox = memoryShelf<OutboxItem>()
  const receipts = memoryShelf<KeptReceipt>()
  const sending: Sending = {
    photos,
    outbox,
    receipts,
    async uploadPhoto() {
      uploads += 1
      if (plan.uploadFails?.includes(uploads)) throw new Refused('offline')
      return { id: `server-photo-${uploads}` }
    },
    async file(filing, key) {
      attempts.push(filing)
      if (plan.refuse) throw new Refused(plan.refuse)
      if (!filed.has(key)) filed.set(key, filing)
      if (plan.replyLost?.includes(attempts.length)) throw new Refused('offline')
      return {
        receiptNumber: `QH-${[...filed.keys()].indexOf(key) + 1}`,
        followKey: 'k'.repeat(24),
        followUrl: '',
        followQr: '',
        expectedBy: '',
        responsible: { area: { code: '110199001', name: '' }, officers: [] },
        state: 'filed',
      }
    },
    refusalFrom: (thrown) => thrown as ReturnType<Sending['refusalFrom']>,
    now: () => new Date('2026-11-23T01:00:00.000Z'),
  }
  const draft = {
    ...newDraft('11111111-1111-4111-8111-111111111111', ''),
    category: { id: 'noise', name: { zh: '噪音', en: '' }, kind: 'dispute' as const },
    placeUnknown: true,
    text: '楼上很吵',
    photoIds: ['p1', 'p2'],
  }
  for (const id of draft.photoIds) photos.kept.set(id, { id, photo: new Blob(['x']), sentAs: null })
  const item: OutboxItem = { draft, state: 'waiting', refusal: null, queuedAt: '' }
  outbox.kept.set(draft.id, item)
  return { sending, item, draft, filed, attempts, outbox, receipts, photos, uploads: () => uploads }
}

describe('sending a report from the outbox', () => {
  it('leaves a receipt and nothing else on the phone', async () => {
    const { sending, item, draft, outbox, receipts, photos } = stage()
    expect(await sendReport(item, sending)).toMatchObject({ receiptNumber: 'QH-1', id: draft.id, announced: false })
    expect([...receipts.kept.keys()]).toEqual([draft.id])
    expect(outbox.kept.size + photos.kept.size).toBe(0)
  })

  it('files once when the reply is lost and it is sent again', async () => {
    const { sending, item, filed, attempts, outbox } = stage({ replyLost: [1] })
    await sendReport(item, sending)
    expect(outbox.kept.size).toBe(1)
    await sendReport(item, sending)
    expect(attempts).toHaveLength(2)
    expect(attempts[1]).toEqual(attempts[0])
    expect(filed.size).toBe(1)
    expect(outbox.kept.size).toBe(0)
  })

  it('puts up each photo once, however often the network breaks between them', async () => {
    const { sending, item, attempts, uploads } = stage({ uploadFails: [2], replyLost: [1] })
    await sendReport(item, sending)
    await sendReport(item, sending)
    await sendReport(item, sending)
    expect(uploads()).toBe(3)
    expect(attempts.map(({ photoIds }) => photoIds)).toEqual([
      ['server-photo-1', 'server-photo-3'],
      ['server-photo-1', 'server-photo-3'],
    ])
  })

  it.each(['offline', 'unavailable', 'rate_limited', 'in_flight', 'internal'])('waits when the refusal is passing: %s', async (code) => {
    const { sending, item, draft, outbox } = stage({ refuse: code })
    await sendReport(item, sending)
    expect(outbox.kept.get(draft.id)?.state).toBe('waiting')
  })

  it.each(['invalid_input', 'not_readable_image', 'permission_denied'])('asks the person when waiting would not help: %s', async (code) => {
    const { sending, item, draft, outbox, photos } = stage({ refuse: code })
    await sendReport(item, sending)
    expect(outbox.kept.get(draft.id)).toMatchObject({ state: 'refused', refusal: { code }, draft: { text: '楼上很吵' } })
    expect(photos.kept.size).toBe(2)
  })
})
