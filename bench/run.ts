/**
 * The speed table of goals.md, measured side by side on this machine: `npm run bench -- --rows 100000 [--more 1000000] [--seconds 4]`.
 * Exits 1 when a "must" falls short.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { startEmbeddedPostgres } from '../apps/server/src/platform/embedded-postgres.ts'
import { migrate } from '../apps/server/src/platform/migrate.ts'
import { hashOfSecret, newSecret } from '../apps/server/src/platform/secrets.ts'
import { newId } from '../apps/server/src/platform/ids.ts'
import { openDatabase } from '../apps/server/src/platform/database.ts'
import { countDays } from '../apps/server/src/reports/count-days.ts'
import { load, type Shot } from './load-generator.ts'
import { loadRequests } from './load-requests.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, more: { type: 'string' }, seconds: { type: 'string', default: '4' } } })
const seconds = Number(values.seconds)
const root = fileURLToPath(new URL('..', import.meta.url))
const subdistrict = '990201001'
const community = '990201001001'
const [productPort, barePort] = [48_101, 48_102]

type Line = { work: string; value: string; must: string; aim: string; ok: boolean }
const lines: Line[] = []
const perSecond = new Map<string, number>()
const folder = mkdtempSync(join(tmpdir(), 'ejia-bench-'))
const children: ChildProcess[] = []
const tokens = { district: '' }
const postgres = await startEmbeddedPostgres({ folder, settings: { shared_buffers: '512MB' } })
try {
  process.stdout.write(
    `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${values.rows} requests\n`,
  )
  const small = await compare(await filled('small', values.rows), '')
  if (values.more !== undefined) {
    const large = await compare(await filled('large', values.more), ` at ${values.more}`)
    for (const [work, rate] of large) add(`${work}: ${values.more} ÷ ${values.rows}`, rate / small.get(work)!, 0.8, 0.95, '×')
  }
  weighApps()
} finally {
  for (const child of children) child.kill('SIGKILL')
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
await firstStart()

for (const line of lines)
  process.stdout.write(`${line.ok ? '  ' : '✗ '}${line.work.padEnd(52)} ${line.value.padStart(14)}   must ${line.must.padEnd(10)} aim ${line.aim}\n`)
process.exit(lines.every((line) => line.ok) ? 0 : 1)

/** A database of its own for each size, so that neither inherits the other's bloat. */
async function filled(name: string, rows: string): Promise<string> {
  await query(postgres.url, `create database ${name}`)
  const url = postgres.url.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
  await migrate(url)
  await loadRequests(url, Number(rows))
  return url
}

async function compare(url: string, label: string): Promise<Map<string, number>> {
  // What the server's job does each minute; after a load of this size its first run takes some seconds.
  const db = openDatabase({ url, poolSize: 1 })
  await countDays(db, new Date())
  await db.destroy()
  await query(url, 'vacuum analyze')
  const token = await signIn(url)
  const open = (
    await query(
      url,
      `select id from requests where subdistrict = '${subdistrict}' and left(area_code, 12) = '${community}' and state = 'handling' order by id limit 400`,
    )
  ).map((row) => String(row['id']))
  const grid = `${community}001`
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: url, EJIA_DATA: folder, EJIA_DEMO: '0', EJIA_LOG: 'error' }
  const product = start(['apps/server/src/start.ts'], { ...env, PORT: String(productPort) })
  const bare = start(['bench/bare-server.ts'], { ...env, PORT: String(barePort), BENCH_CASE: [subdistrict, community, open[0]].join(',') })
  await answers(productPort, '/healthz')
  await answers(barePort, '/inbox')
  const cookie = { cookie: `__Host-ejia=${token}`, host: `localhost:${productPort}` }
  const idle = memoryOf(product)
  const filing = JSON.stringify({ kind: 'help', category: 'lamp', text: '楼道灯不亮', place: { areaCode: grid }, channel: 'walkIn' })
  const works: [string, (index: number) => Shot, string, number, number][] = [
    ['list an inbox', () => ({ method: 'GET', path: '/api/requests?limit=50', headers: cookie }), '/inbox', 0.8, 1.6],
    ['open a case', () => ({ method: 'GET', path: `/api/requests/${open[0]}`, headers: cookie }), '/case', 0.5, 0.8],
    ['file a request', () => ({ method: 'POST', path: '/api/requests', headers: cookie, body: filing }), '/file', 0.4, 0.7],
    ['change a status', (index) => statusChange(open, index, cookie), '/move', 0.4, 0.7],
  ]
  const rates = new Map<string, number>()
  for (const [work, shot, path, must, aim] of works) {
    const [ours, theirs]: number[][] = [[], []]
    for (let round = 0; round < 3; round++) {
      const mine = await load(productPort, shot, { seconds: seconds / 2 })
      if (mine.failed > 0) process.stdout.write(`  ${work}: ${mine.failed} failed\n`)
      ours!.push(mine.perSecond)
      theirs!.push((await load(barePort, () => ({ method: 'POST', path }), { seconds: seconds / 2 })).perSecond)
    }
    const [rate, ceiling] = [median(ours!), median(theirs!)]
    rates.set(work, rate)
    perSecond.set(work + label, rate)
    add(`${work}${label} (${Math.round(rate)}/s ÷ bare ${Math.round(ceiling)}/s)`, rate / ceiling, must, aim, '×')
  }
  const search = await load(
    productPort,
    (index) => ({
      method: 'GET',
      path: `/api/requests?limit=20&show=all&text=${encodeURIComponent(['漏水', '返水', '装修', '灯不', '占着'][index % 5]!)}`,
      headers: cookie,
    }),
    { seconds, connections: 2 },
  )
  addMost(`search of two characters${label}, p99`, search.p99, 50, 15, 'ms')
  const overview = await load(
    productPort,
    () => ({ method: 'GET', path: '/api/dashboard?area=990201', headers: { ...cookie, cookie: `__Host-ejia=${tokens.district}` } }),
    { seconds, connections: 1 },
  )
  addMost(`overview of the district${label}, median`, overview.p50, 200, 30, 'ms')
  addMost(`memory idle${label}`, idle, 150, 100, 'MB')
  addMost(`memory under load${label}`, memoryOf(product), 400, 250, 'MB')
  // Both ports must be free before the next two are asked whether they answer.
  await Promise.all([product, bare].map(stopped))
  return rates
}

/** Deferred and back: each case in turn, far enough apart that two connections never meet. */
function statusChange(ids: readonly string[], index: number, headers: Record<string, string>): Shot {
  const id = ids[index % ids.length]!
  const back = Math.floor(index / ids.length) % 2 === 1
  return {
    method: 'POST',
    path: `/api/requests/${id}/moves`,
    headers,
    body: JSON.stringify(back ? { move: 'resume' } : { move: 'defer', told: '等配件', reviewOn: '2099-01-01' }),
  }
}

async function signIn(url: string): Promise<string> {
  const made: string[] = []
  for (const [role, area] of [
    ['communityLead', community],
    ['districtStaff', '990201'],
  ] as const) {
    const [account, token] = [newId(), newSecret()]
    await query(
      url,
      `insert into accounts (id, kind, name, created_at) values ('${account}', 'staff', '测量员', now());
      insert into assignments (id, account_id, role, area_code, valid_from, assigned_at) values ('${newId()}', '${account}', '${role}', '${area}', '2000-01-01', now());
      insert into sessions (id, token_hash, account_id, device, created_at, last_seen_at) values ('${newId()}', '\\x${hashOfSecret(token).toString('hex')}', '${account}', 'bench', now(), now())`,
    )
    made.push(token)
  }
  tokens.district = made[1]!
  return made[0]!
}

/** An empty data folder to the first answered page, demo included. */
async function firstStart(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'ejia-first-'))
  const began = performance.now()
  const child = start(['apps/server/src/start.ts'], {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PORT: String(productPort),
    EJIA_DATA: data,
    EJIA_LOG: 'silent',
  })
  await answers(productPort, '/')
  addMost('first start to first page, demo loaded', (performance.now() - began) / 1000, 20, 8, 's')
  await stopped(child)
  rmSync(data, { recursive: true, force: true })
}

function stopped(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return ended
}

/** What a browser fetches for the first page: the page, its scripts and styles, gzip. */
function weighApps(): void {
  for (const [app, must, aim] of [
    ['residents', 80, 50],
    ['console', 450, 350],
  ] as const) {
    const dist = join(root, 'apps', app, 'dist')
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    const named = readdirSync(join(dist, 'assets')).filter((name) => html.includes(name) && /\.(js|css)$/.test(name))
    const bytes = gzipSync(html).length + named.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, 'assets', name))).length, 0)
    addMost(`${app}: page, scripts and styles it names, gz`, bytes / 1024, must, aim, 'kB')
  }
}

/** With the flags of `npm start`. */
function start(argv: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, ['--max-semi-space-size=4', ...argv], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  return child
}

async function answers(port: number, path: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    try {
      if ((await load(port, () => ({ method: 'GET', path, headers: { accept: 'text/html' } }), { seconds: 0.001, connections: 1, warmUp: 0 })).failed === 0)
        return
    } catch {
      // Not listening yet.
    }
    await wait(50)
  }
  throw new Error(`nothing answers on ${port}`)
}

function memoryOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query<Record<string, unknown>>(text)
    return result.rows ?? []
  } finally {
    await client.end()
  }
}

function add(work: string, ratio: number, must: number, aim: number, unit: string): void {
  lines.push({ work, value: `${ratio.toFixed(2)} ${unit}`, must: `≥ ${must}`, aim: String(aim), ok: ratio >= must })
}

function addMost(work: string, value: number, must: number, aim: number, unit: string): void {
  lines.push({ work, value: `${value.toFixed(1)} ${unit}`, must: `≤ ${must}`, aim: String(aim), ok: value <= must })
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}
