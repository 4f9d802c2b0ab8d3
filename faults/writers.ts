import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Product } from './product.ts'

/** What one writer sent under one key, and what it was told. */
export type Written = { key: string; kind: 'filing' | 'note'; text: string; acknowledged: boolean; receiptNumber: string | null; tries: number }

type Task = { path: string; body: object; entry: Written }
/** Nothing goes through: a request that takes so long counts as never ended. */
const endlessMs = 60_000

/**
 * People at work: each files requests and writes notes, and sends again under the same key until it is told that it is
 * done, as the apps do. Keeps what was acknowledged and how long the longest request took.
 */
export class Writers {
  readonly written: Written[] = []
  readonly unexpected: string[] = []
  requests = 0
  refused = 0
  longestMs = 0
  resting = false
  #running: Promise<void>[] = []
  readonly #product: Product
  readonly #cookie: string
  readonly #grid: string
  readonly #notesOn: string

  constructor(product: Product, cookie: string, { grid, requestId }: { grid: string; requestId: string }) {
    this.#product = product
    this.#cookie = cookie
    this.#grid = grid
    this.#notesOn = requestId
  }

  go(people: number): void {
    this.#running = Array.from({ length: people }, async (_, index) => {
      for (let turn = 0; !this.resting; turn++) {
        await this.#untilDone(turn % 3 === 2 ? this.#note() : this.#filing())
        if (index === 0) await this.#look()
      }
    })
  }

  /** No new work; what is under way is sent until it is acknowledged. */
  async rest(): Promise<void> {
    this.resting = true
    await Promise.all(this.#running)
  }

  /** The same work `times` times under one key, at once or one after the other. */
  async repeat(times: number, atOnce: boolean): Promise<void> {
    const task = this.written.length % 3 === 2 ? this.#note() : this.#filing()
    if (atOnce) await Promise.all(Array.from({ length: times }, () => this.#untilDone(task)))
    else for (let turn = 0; turn < times; turn++) await this.#untilDone(task)
  }

  #filing(): Task {
    const text = `故障演练 ${randomUUID()}`
    const body = { kind: 'help', category: 'lamp', text, place: { areaCode: this.#grid }, channel: 'walkIn' }
    return { path: '/api/requests', body, entry: this.#entry('filing', text) }
  }

  #note(): Task {
    const text = `演练记录 ${randomUUID()}`
    return { path: `/api/requests/${this.#notesOn}/moves`, body: { move: 'note', internal: text }, entry: this.#entry('note', text) }
  }

  #entry(kind: Written['kind'], text: string): Written {
    const entry: Written = { key: randomUUID(), kind, text, acknowledged: false, receiptNumber: null, tries: 0 }
    this.written.push(entry)
    return entry
  }

  async #untilDone({ path, body, entry }: Task): Promise<void> {
    for (;;) {
      entry.tries += 1
      const reply = await this.#ask('POST', path, body, entry.key)
      if (reply === null || reply.status === 503 || reply.status === 502 || reply.code === 'in_flight') {
        this.refused += 1
        await wait(100)
        continue
      }
      if (reply.status >= 300) this.unexpected.push(`${path} ${reply.status} ${reply.code}`)
      else {
        const receiptNumber = entry.kind === 'filing' ? reply.receiptNumber : null
        // Every reply to one key is the same.
        if (entry.acknowledged && entry.receiptNumber !== receiptNumber) this.unexpected.push(`${entry.key} was told two numbers`)
        entry.acknowledged = true
        entry.receiptNumber = receiptNumber
      }
      return
    }
  }

  async #look(): Promise<void> {
    await this.#ask('GET', '/api/requests?limit=20')
  }

  async #ask(method: string, path: string, body?: object, key?: string): Promise<{ status: number; code: string; receiptNumber: string | null } | null> {
    const began = performance.now()
    this.requests += 1
    try {
      const reply = await fetch(this.#product.base + path, {
        method,
        headers: { cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
        signal: AbortSignal.timeout(endlessMs),
        ...(body && { body: JSON.stringify(body) }),
      })
      const said = (await reply.json()) as { code?: string; receiptNumber?: string }
      if (method === 'GET' && reply.status >= 500 && reply.status !== 503) this.unexpected.push(`${path} ${reply.status}`)
      return { status: reply.status, code: said.code ?? '', receiptNumber: said.receiptNumber ?? null }
    } catch {
      // No answer at all: the server is gone, or the reply was torn.
      return null
    } finally {
      this.longestMs = Math.max(this.longestMs, performance.now() - began)
    }
  }
}
