import { CompiledQuery, Kysely, PostgresDialect, type QueryResult, type RawBuilder, type Transaction } from 'kysely'
import pg from 'pg'
import { markFor, PipelinedDriver, sendKeptMarker, type Sending } from './postgres-driver.ts'

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

export function openPool({ url, poolSize = 4 }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    options: '-c timezone=UTC -c jit=off',
    // Every request ends within 30 s, whatever the network does.
    connectionTimeoutMillis: 8_000,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    pipeline: true,
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks in somebody's hands: its queries fail, and the pool takes it out when it is given back.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

class PipelinedDialect extends PostgresDialect {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }
  override createDriver(): PipelinedDriver {
    return new PipelinedDriver(this.#pool)
  }
}

export function openDatabase(options: DatabaseOptions): Database {
  return new Kysely<Tables>({ dialect: new PipelinedDialect(openPool(options)) })
}

/** Rows of a statement that was kept; to be asked for when the transaction stands. A promise by itself would be waited for. */
export type KeptRows<R> = { read: () => Promise<R[]> }

/**
 * Keeps a statement for the commit: its locks are held for no round trip, and reads of the same transaction do not see
 * it. Fails as the commit.
 */
export async function atCommit<R>(tx: Tx, statement: RawBuilder<R>): Promise<KeptRows<R>> {
  const { rows } = await keep(tx, statement, 'atCommit')
  const [kept] = rows as [Promise<R[]>]
  return { read: () => kept }
}

/**
 * Sends a statement at once and goes on without its answer: the database works while the next rows are made. Statements
 * after it see what it wrote. Fails as the commit.
 */
export async function sendAhead(tx: Tx, statement: RawBuilder<unknown>): Promise<void> {
  await keep(tx, statement, 'ahead')
}

/** Sends a statement once the transaction stands; nobody waits for it. For hints that may be lost, such as a NOTIFY. */
export async function afterCommit(tx: Tx, statement: RawBuilder<unknown>): Promise<void> {
  await keep(tx, statement, 'afterCommit')
}

/** Sends what was kept for the commit now, for a transaction that goes on to build on it. */
export async function sendKept(tx: Tx): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(sendKeptMarker))
}

function keep(tx: Tx, statement: RawBuilder<unknown>, sending: Sending): Promise<QueryResult<unknown>> {
  const query = statement.compile(tx)
  return tx.executeQuery({ ...query, sql: markFor(sending, query.sql) })
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
