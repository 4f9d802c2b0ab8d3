import { EventEmitter, on } from 'node:events'
import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from './database.ts'

const channel = 'ejia_live'

/** Tells every server process, when the transaction commits. Keep it small: 8000 bytes at most. */
export async function notifyLive(tx: Tx, payload: object): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`.execute(tx)
}

export type LiveUpdates = { listen: (signal: AbortSignal) => AsyncGenerator<unknown>; close: () => Promise<void> }

/** One LISTEN connection per process, opened again when it breaks; what was missed meanwhile the clients ask for anew. */
export async function openLiveUpdates(url: string): Promise<LiveUpdates> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let closed = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    next.on('notification', (message) => emitter.emit('update', JSON.parse(message.payload ?? '{}')))
    next.on('error', () => void reconnect(next))
    next.on('end', () => void reconnect(next))
    await next.connect()
    await next.query(`listen ${channel}`)
    return next
  }

  async function reconnect(broken: pg.Client): Promise<void> {
    if (closed || broken !== client) return
    try {
      client = await connect()
    } catch {
      setTimeout(() => void reconnect(broken), 1_000).unref()
    }
  }

  return {
    async *listen(signal) {
      try {
        for await (const [payload] of on(emitter, 'update', { signal })) yield payload as unknown
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
    async close() {
      closed = true
      await client.end()
    },
  }
}
