/**
 * The reliability rows of the goals that need a whole machine: `npm run faults -- [--kills 20] [--networks 50] [--retries 2000] [--seed 7]`.
 * kill -9 of server, database and both under writes; cuts, delays and half-open connections between the two; retries under
 * one key. Prints its table and ends with 1 when one falls short.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seededRandom } from '../apps/server/src/demo/seeded-random.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../apps/server/src/platform/embedded-postgres.ts'
import { checkEffects, countAuditedOf, type Effects } from './check-effects.ts'
import { FaultProxy, type NetworkFault } from './fault-proxy.ts'
import { Product } from './product.ts'
import { Writers } from './writers.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    networks: { type: 'string', default: '50' },
    retries: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '7' },
  },
})
const random = seededRandom(Number(values.seed))
const people = 4
const [readyMs, endMs] = [5_000, 30_000]
const lines: { test: string; found: string; ok: boolean }[] = []

process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, seed ${values.seed}\n`)
if (Number(values.kills) > 0) await killing(Number(values.kills))
if (Number(values.networks) > 0) await breakingNetworks(Number(values.networks))
if (Number(values.retries) > 0) await retrying(Number(values.retries))
for (const { test, found, ok } of lines) process.stdout.write(`${ok ? '  ' : '✗ '}${test}\n      ${found}\n`)
process.exit(lines.every(({ ok }) => ok) ? 0 : 1)

async function killing(cycles: number): Promise<void> {
  const data = dataFolder()
  const product = new Product(48_201, { EJIA_DATA: data })
  const waits: Record<'server' | 'database' | 'both', number[]> = { server: [], database: [], both: [] }
  try {
    await product.start()
    const url = await databaseOf(data)
    const before = await countAuditedOf(url)
    const writers = await writersFor(product)
    writers.go(people)
    for (let cycle = 0; cycle < cycles; cycle++) {
      const what = (['server', 'database', 'both'] as const)[cycle % 3]!
      await wait(random.integer(300, 1_500))
      if (what !== 'server') process.kill(mainProcess(data), 'SIGKILL')
      if (what === 'database') {
        // Its death is seen before it is waited for.
        await wait(50)
        waits.database.push(await product.ready(60_000))
      } else {
        await product.kill()
        waits[what].push(await product.start())
      }
    }
    await writers.rest()
    const effects = await checkEffects(url, writers.written, before)
    for (const what of ['server', 'database', 'both'] as const)
      if (waits[what].length > 0)
        add(
          `kill -9 of ${what}, ${waits[what].length} times: ready ≤ ${readyMs / 1000} s`,
          `slowest ${seconds(Math.max(...waits[what]))}`,
          Math.max(...waits[what]) <= readyMs,
        )
    addEffects(`kill -9 under writes, ${cycles} cycles`, effects, writers)
  } finally {
    await product.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function breakingNetworks(faults: number): Promise<void> {
  const [data, folder] = [dataFolder(), dataFolder()]
  const database = await startEmbeddedPostgres({ folder })
  const proxy = new FaultProxy(join(socketFolderOf(database), '.s.PGSQL.5432'))
  const port = await proxy.listen()
  const product = new Product(48_202, { EJIA_DATA: data, DATABASE_URL: `postgres://ejia@127.0.0.1:${port}/postgres` })
  try {
    await product.start()
    const before = await countAuditedOf(database.url)
    const writers = await writersFor(product)
    writers.go(people)
    for (let fault = 0; fault < faults; fault++) {
      const kind = (['cut', 'delay', 'halfOpen'] satisfies NetworkFault[])[fault % 3]!
      proxy.begin(kind, random.integer(100, 1_500))
      await wait(random.integer(500, 4_000))
      proxy.end()
      await wait(random.integer(500, 2_500))
    }
    await writers.rest()
    const effects = await checkEffects(database.url, writers.written, before)
    add(
      `cut, delay, half-open between server and database, ${faults} faults: every request ends ≤ ${endMs / 1000} s`,
      `${writers.requests} requests, longest ${seconds(writers.longestMs)}`,
      writers.longestMs <= endMs,
    )
    addEffects('the same', effects, writers)
  } finally {
    await product.stop()
    proxy.close()
    await database.stop()
    for (const path of [data, folder]) rmSync(path, { recursive: true, force: true })
  }
}

async function retrying(keys: number): Promise<void> {
  const data = dataFolder()
  const product = new Product(48_203, { EJIA_DATA: data })
  try {
    await product.start()
    const url = await databaseOf(data)
    const before = await countAuditedOf(url)
    const writers = await writersFor(product)
    for (let key = 0; key < keys; key += 2) await Promise.all([writers.repeat(2, true), writers.repeat(2, false)])
    const effects = await checkEffects(url, writers.written, before)
    addEffects(`${keys} retries under a key, half of them at once`, effects, writers)
    if (effects.acknowledged !== keys) add(`${keys} retries`, `${effects.acknowledged} acknowledged`, false)
  } finally {
    await product.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

function addEffects(test: string, { acknowledged, lost, duplicated, torn }: Effects, { unexpected, refused }: Writers): void {
  const found = `${acknowledged} acknowledged, ${lost} lost, ${duplicated} twice, ${torn} torn; ${refused} tries were told to wait`
  add(`${test}: 0 lost, 0 twice, 0 torn`, [found, ...new Set(unexpected)].join('; '), lost + duplicated + torn + unexpected.length === 0 && acknowledged > 0)
}

function add(test: string, found: string, ok: boolean): void {
  lines.push({ test, found, ok })
  process.stdout.write(`  ${ok ? 'reached' : 'MISSED'}  ${test}: ${found}\n`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

/** As root the database is somebody else's, who must be able to enter. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ejia-faults-'))
  chmodSync(folder, 0o755)
  return folder
}

function mainProcess(data: string): number {
  return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** The database of a product that runs, found as its tools find it. */
async function databaseOf(data: string): Promise<string> {
  return (await startEmbeddedPostgres({ folder: data })).url
}

function socketFolderOf({ url }: EmbeddedPostgres): string {
  return new URL(url).searchParams.get('host') ?? ''
}

async function writersFor(product: Product): Promise<Writers> {
  const cookie = await product.signIn('subdistrictStaff')
  const reply = await fetch(`${product.base}/api/requests?limit=1&state=handling`, { headers: { cookie } })
  const { rows } = (await reply.json()) as { rows: { id: string; place: { areaCode: string } }[] }
  const [open] = rows
  if (!open) throw new Error('the demo has no open case')
  return new Writers(product, cookie, { grid: open.place.areaCode, requestId: open.id })
}
