import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { afterCommit, type Tx } from './database.ts'

const channel = 'ejia_live'
/** A listener this far behind is let go; it comes back and asks anew. */
const longestQueue = 1000
const againAfterMs = 1_000
/** A connection nobody cut but nothing comes through any more, as behind a firewall that forgot it, is found out by asking. */
const askEveryMs = 15_000
const answerWithinMs = 10_000
const partWithinMs = 2_000

/**
 * Tells every server process once the transaction stands. Keep it small: 8000 bytes at most. Not in the transaction
 * itself: PostgreSQL lets only one transaction with a NOTIFY commit at a time.
 */
export async function notifyLive(tx: Tx, payload: object): Promise<void> {
  await afterCommit(tx, sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`)
}

/** `listen` ends when the signal aborts, and when updates may have been missed: whoever listens then starts again and asks for what it shows. */
export type LiveUpdates = { listen: (signal: AbortSignal) => AsyncGenerator<unknown>; close: () => Promise<void> }

type Listener = { waiting: unknown[]; ended: boolean; wake: () => void }

/** One LISTEN connection per process, opened again when it breaks or falls silent. */
export async function openLiveUpdates(url: string, patience = { askEveryMs, answerWithinMs }): Promise<LiveUpdates> {
  const listeners = new Set<Listener>()
  let closed = false
  let client: pg.Client | null = null
  client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 8_000, query_timeout: patience.answerWithinMs })
    let broken = false
    // An error is followed by an end: one break is one reconnection, or every update would come twice.
    const breakOnce = () => {
      if (broken) return
      broken = true
      next.removeAllListeners('notification')
      void part(next)
      if (next === client) void reconnect()
    }
    next.on('notification', ({ payload }) => spread(payload))
    next.on('error', breakOnce)
    next.on('end', breakOnce)
    await next.connect()
    await next.query(`listen ${channel}`)
    void ask()
    return next

    async function ask(): Promise<void> {
      while (!broken) {
        await wait(patience.askEveryMs, undefined, { ref: false })
        if (!broken) await next.query('select 1').catch(breakOnce)
      }
    }
  }

  async function reconnect(): Promise<void> {
    for (const listener of listeners) end(listener)
    while (!closed) {
      try {
        client = await connect()
        if (closed) await part(client)
        return
      } catch {
        await wait(againAfterMs, undefined, { ref: false })
      }
    }
  }

  function spread(payload: string | undefined): void {
    const update: unknown = JSON.parse(payload ?? '{}')
    for (const listener of listeners) {
      if (listener.waiting.length >= longestQueue) end(listener)
      else {
        listener.waiting.push(update)
        listener.wake()
      }
    }
  }

  return {
    async *listen(signal) {
      const listener: Listener = { waiting: [], ended: signal.aborted, wake: () => undefined }
      const stop = () => end(listener)
      signal.addEventListener('abort', stop, { once: true })
      listeners.add(listener)
      try {
        while (!listener.ended) {
          if (listener.waiting.length === 0) await new Promise<void>((wake) => (listener.wake = wake))
          while (!listener.ended && listener.waiting.length > 0) yield listener.waiting.shift()
        }
      } finally {
        listeners.delete(listener)
        signal.removeEventListener('abort', stop)
      }
    },
    async close() {
      closed = true
      for (const listener of listeners) end(listener)
      if (client) await part(client)
    },
  }
}

/** A farewell that is not heard is not waited for. */
async function part(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), wait(partWithinMs, undefined, { ref: false })])
  ;(client as pg.Client & { connection: { stream: Duplex } }).connection.stream.destroy()
}

function end(listener: Listener): void {
  listener.ended = true
  listener.wake()
}
