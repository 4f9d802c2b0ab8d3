import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/** Rows are typed where their SQL stands; Kysely carries statements and transactions. */
export type Tables = Record<string, never>
export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>
/** A store reads through either. */
export type Db = Database | Tx

/** timestamptz as ISO 8601 in UTC, `2026-11-23T01:00:00.123Z`: half the cost of Date objects in lists. The sessions of the pool speak UTC. */
function isoInstant(text: string): string {
  const [day, rest] = [text.slice(0, 10), text.slice(11)]
  const clock = rest.replace(/\+00(:00)?$/, '')
  const dot = clock.indexOf('.')
  const millis = dot === -1 ? '000' : clock.slice(dot + 1, dot + 4).padEnd(3, '0')
  return `${day}T${dot === -1 ? clock : clock.slice(0, dot)}.${millis}Z`
}

const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: isoInstant,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: Number,
}
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

export type DatabaseOptions = { url: string; poolSize?: number }

export function openPool({ url, poolSize = 6 }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    options: '-c timezone=UTC',
    // Every request ends within 30 s, whatever the network does.
    connectionTimeoutMillis: 8_000,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

export function openDatabase(options: DatabaseOptions): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(options) }) })
}

/** Settings without which an acknowledged write can be lost. */
const durable = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** Refuses a server that may lose what it acknowledged. */
export async function requireDurableServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const setting of durable) {
      const { rows } = await client.query<{ value: string }>(`select current_setting('${setting}') as value`)
      if (rows[0]?.value === 'off') throw new Error(`PostgreSQL runs with ${setting} = off and may lose acknowledged reports. Switch it on and start again.`)
    }
  } finally {
    await client.end()
  }
}
