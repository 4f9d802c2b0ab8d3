import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import type { Duplex } from 'node:stream'
import type pg from 'pg'

/** When a statement of a transaction is sent: at once and not waited for, together with its commit, or after it. */
export type Sending = 'ahead' | 'atCommit' | 'afterCommit'
const markers: Record<Sending, string> = { ahead: '/* ahead */ ', atCommit: '/* at commit */ ', afterCommit: '/* after commit */ ' }

/** Not a statement: asks for the kept ones to be sent. */
export const sendKeptMarker = '/* send what is kept */'

export function markFor(sending: Sending, text: string): string {
  return markers[sending] + text
}

/**
 * Kysely over `pg`, with fewer waits than its own driver: every text is parsed and planned once per connection, `begin`
 * travels with the first statement, and statements kept for the commit travel with it. The pool speaks in pipeline mode,
 * so that what is written together is sent together; each statement still fails on its own.
 */
export class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #connections = new WeakMap<pg.PoolClient, PipelinedConnection>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipelinedConnection> {
    const client = await this.#pool.connect()
    const known = this.#connections.get(client)
    if (known) return known
    const connection = new PipelinedConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  async beginTransaction(connection: PipelinedConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    connection.begin(['start transaction', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' '))
  }

  commitTransaction(connection: PipelinedConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: PipelinedConnection): Promise<void> {
    return connection.rollBack()
  }

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    connection.release()
  }

  destroy(): Promise<void> {
    return this.#pool.end()
  }
}

/** `answer` is not called for a statement that failed: its failure is the commit's. */
type Kept = { query: CompiledQuery; answer: (rows: unknown[]) => void }

const nothing: QueryResult<never> = { rows: [] }

class PipelinedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #opening: string | null = null
  #begun: Promise<unknown> | null = null
  #ahead: Promise<unknown>[] = []
  #atCommit: Kept[] = []
  #afterCommit: CompiledQuery[] = []
  #broken = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (query.sql.startsWith(markers.ahead)) {
      const sent = this.#send(query)
      // Looked at by the commit.
      sent.catch(() => undefined)
      this.#ahead.push(sent)
      return nothing
    }
    if (query.sql.startsWith(markers.atCommit)) {
      const { promise, resolve } = Promise.withResolvers<unknown[]>()
      this.#atCommit.push({ query, answer: resolve })
      return { rows: [promise as R] }
    }
    if (query.sql.startsWith(markers.afterCommit)) {
      this.#afterCommit.push(query)
      return nothing
    }
    if (query.sql === sendKeptMarker) {
      const kept = this.#atCommit
      this.#atCommit = []
      await Promise.all(kept.map((one) => this.#sendOne(one)))
      return nothing
    }
    const { command, rowCount, rows } = await this.#send<R & pg.QueryResultRow>(query)
    return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }

  // A generator by its interface; cursors cannot share a pipelined connection.
  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('Rows are not streamed here: use COPY on a connection of its own.')
  }

  /** Held back until the first statement, or the commit, goes out. */
  begin(text: string): void {
    this.#opening = text
  }

  /** The kept statements and the commit in one go; the first that fails is the reason nothing was written. */
  async commit(): Promise<void> {
    const stream = this.#stream
    stream.cork()
    const kept = this.#atCommit.map((one) => this.#sendOne(one))
    this.#open()
    const ended = this.#client.query('commit')
    // Behind a commit that failed they are a hint too many, which does no harm.
    for (const query of this.#afterCommit) void this.#send(query).catch(() => undefined)
    stream.uncork()
    const results = await Promise.allSettled([this.#begun, ...this.#ahead, ...kept, ended])
    this.#forget()
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    if ((await ended).command !== 'COMMIT') throw new Error('a transaction was rolled back: one of its statements had failed')
  }

  async rollBack(): Promise<void> {
    const unsent = this.#opening !== null
    this.#forget()
    if (unsent) return
    try {
      await this.#client.query('rollback')
    } catch (error) {
      this.#broken = true
      throw error
    }
  }

  release(): void {
    this.#client.release(this.#broken)
  }

  #forget(): void {
    this.#opening = null
    this.#begun = null
    this.#ahead = []
    this.#atCommit = []
    this.#afterCommit = []
  }

  #open(): void {
    if (this.#opening === null) return
    this.#begun = this.#client.query(this.#opening)
    this.#opening = null
    // Looked at by the commit; a connection lost before is told by the first statement.
    this.#begun.catch(() => undefined)
  }

  get #stream(): Duplex {
    return (this.#client as pg.PoolClient & { connection: { stream: Duplex } }).connection.stream
  }

  async #sendOne({ query, answer }: Kept): Promise<void> {
    answer((await this.#send(query)).rows)
  }

  #send<R extends pg.QueryResultRow>({ sql, parameters }: CompiledQuery): Promise<pg.QueryResult<R>> {
    const name = parameters.length === 0 ? undefined : nameOf(sql)
    const query = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) }
    if (this.#opening === null) return this.#client.query<R>(query)
    // One write to the socket for both.
    const stream = this.#stream
    stream.cork()
    this.#open()
    const result = this.#client.query<R>(query)
    stream.uncork()
    return result
  }
}

const names = new Map<string, string>()
/** Filters make many texts of one query; past this number a text is planned each time, as it would be without a name. */
const mostNames = 400

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
