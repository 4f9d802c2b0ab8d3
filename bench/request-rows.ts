import { openDatabase } from '../apps/server/src/platform/database.ts'
import { countDays } from '../apps/server/src/reports/count-days.ts'
import { query, newDatabase, signIn } from './databases.ts'
import { median, type Figures } from './figures.ts'
import { load, type Shot } from './load-generator.ts'
import { loadRequests } from './load-requests.ts'
import { answers, memoryOf, ports, startServer, stopped } from './processes.ts'

const district = '990201'
const subdistrict = '990201001'
const community = '990201001001'

type Work = { name: string; shot: (index: number) => Shot; bare: string; must: number; aim: number }
type Asked = { server: string; folder: string; rows: number; seconds: number }

/** The four works beside the bare server, the search and the overview, over so many requests. Answers requests per second. */
export async function measureRequests(figures: Figures, { server, folder, rows, seconds }: Asked): Promise<Map<string, number>> {
  const label = ` at ${rows.toLocaleString('en')}`
  const url = await newDatabase(server, `requests_${rows}`)
  await loadRequests(url, rows)
  // What the server's job does each minute; after a load of this size its first run takes some seconds.
  const db = openDatabase({ url, poolSize: 1 })
  await countDays(db, new Date())
  await db.destroy()
  const [lead] = await signIn(url, 'communityLead', [community])
  // A community of each subdistrict: receipt numbers are counted, and events chained, per subdistrict.
  const desks = await signedInAt(
    url,
    Array.from({ length: 22 }, (_, index) => `${district}${String(index + 1).padStart(3, '0')}001`),
  )
  const [overseer] = await signIn(url, 'districtStaff', [district])
  // The bare server defers what it moves, and brings nothing back.
  const [cases, forBare] = halves(await casesToMove(url), 1_000)
  await query(url, 'vacuum analyze')
  const own = (await query(url, `select id from requests where left(area_code, 12) = '${community}' and closed_at is null order by id limit 24`)).map((row) =>
    String(row['id']),
  )
  const env = { DATABASE_URL: url, EJIA_DATA: folder, EJIA_DEMO: '0', EJIA_LOG: 'error' }
  const product = startServer('apps/server/src/start.ts', { ...env, PORT: String(ports.product) })
  const bare = startServer('bench/bare-server.ts', {
    ...env,
    PORT: String(ports.bare),
    BENCH_AREAS: `${subdistrict},${community}`,
    BENCH_DESKS: desks.map(({ at }) => at).join(),
    BENCH_CASES: own.join(),
    BENCH_MOVED: forBare.map(({ id, at }) => `${at}/${id}`).join(),
  })
  await answers(product, ports.product, '/healthz')
  await answers(bare, ports.bare, '/inbox')
  const idle = memoryOf(product).now
  const headers = headersOf(lead!)
  const works: Work[] = [
    { name: 'list an inbox', shot: () => ({ method: 'GET', path: '/api/requests?limit=50', headers }), bare: '/inbox', must: 0.8, aim: 1.6 },
    { name: 'open a case', shot: (at) => ({ method: 'GET', path: `/api/requests/${own[at % own.length]}`, headers }), bare: '/case', must: 0.5, aim: 0.8 },
    { name: 'file a request', shot: filings(desks), bare: '/file', must: 0.4, aim: 0.7 },
    { name: 'change a status', shot: statusChanges(cases), bare: '/move', must: 0.4, aim: 0.7 },
  ]
  const rates = new Map<string, number>()
  for (const work of works) {
    const { rate, ceiling } = await compare(figures, work, seconds)
    rates.set(work.name, rate)
    figures.atLeast(`${work.name}${label} (${Math.round(rate)}/s ÷ bare ${Math.round(ceiling)}/s)`, rate / ceiling, work.must, work.aim, '×')
  }
  const words = ['漏水', '返水', '装修', '灯不', '占着'].map(encodeURIComponent)
  const search = await load(ports.product, (at) => ({ method: 'GET', path: `/api/requests?limit=20&show=all&text=${words[at % words.length]}`, headers }), {
    seconds,
    connections: 2,
    warmUpRequests: 100,
  })
  figures.atMost(`search requests for two characters${label}, p99`, search.p99, 50, 15, 'ms')
  const overview = await load(ports.product, () => ({ method: 'GET', path: `/api/dashboard?area=${district}`, headers: headersOf(overseer!) }), {
    seconds,
    connections: 1,
    warmUpRequests: 20,
  })
  figures.atMost(`overview of the district${label}, median`, overview.p50, 200, 30, 'ms')
  figures.atMost(`memory idle${label}`, idle, 150, 100, 'MB')
  figures.atMost(`memory under load${label}, peak`, memoryOf(product).peak, 400, 250, 'MB')
  // Both ports must be free before the next two are asked whether they answer.
  await Promise.all([product, bare].map(stopped))
  return rates
}

/** Three rounds each, in turn, so that both meet the same weather. */
async function compare(figures: Figures, { name, shot, bare }: Work, seconds: number): Promise<{ rate: number; ceiling: number }> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  const theirShot = (): Shot => ({ method: 'POST', path: bare })
  for (let round = 0; round < 3; round++) {
    const warmUpRequests = round === 0 ? 1_500 : 0
    const mine = await load(ports.product, shot, { seconds: seconds / 2, warmUpRequests })
    if (mine.failed > 0) figures.say(`  ${name}: ${mine.failed} failed`)
    ours.push(mine.perSecond)
    const bareLoad = await load(ports.bare, theirShot, { seconds: seconds / 2, warmUpRequests })
    if (bareLoad.failed > 0) figures.say(`  ${name}, bare: ${bareLoad.failed} failed`)
    theirs.push(bareLoad.perSecond)
  }
  return { rate: median(ours), ceiling: median(theirs) }
}

const headersOf = (cookie: string) => ({ cookie, host: `localhost:${ports.product}` })

type Case = { id: string; at: string; cookie: string }

/** Cases being handled all over the district, each with the lead of its community: no timeline grows longer than timelines do. */
async function casesToMove(url: string): Promise<Case[]> {
  const rows = await query(
    url,
    `select id, subdistrict, left(area_code, 12) as community from requests where state = 'handling' and left(area_code, 12) <> '${community}' order by md5(id::text) limit 6000`,
  )
  const desks = await signedInAt(url, [...new Set(rows.map((row) => String(row['community'])))])
  const cookieOf = new Map(desks.map(({ at, cookie }) => [at, cookie]))
  return rows.map((row) => ({ id: String(row['id']), at: String(row['subdistrict']), cookie: cookieOf.get(String(row['community']))! }))
}

function halves<T>(all: readonly T[], last: number): [T[], T[]] {
  return [all.slice(0, -last), all.slice(-last)]
}

async function signedInAt(url: string, communities: readonly string[]): Promise<{ at: string; cookie: string }[]> {
  const cookies = await signIn(url, 'communityLead', communities)
  return communities.map((at, index) => ({ at, cookie: cookies[index]! }))
}

/** One after another at the desks of the district. */
function filings(desks: readonly { at: string; cookie: string }[]): (index: number) => Shot {
  return (index) => {
    const { at, cookie } = desks[index % desks.length]!
    const body = JSON.stringify({ kind: 'help', category: 'lamp', text: '楼道灯不亮', place: { areaCode: `${at}001` }, channel: 'walkIn' })
    return { method: 'POST', path: '/api/requests', headers: headersOf(cookie), body }
  }
}

/** Deferred and back: each case in turn, far enough apart that two connections never meet. */
function statusChanges(cases: readonly Case[]): () => Shot {
  let turn = 0
  return () => {
    const { id, cookie } = cases[turn % cases.length]!
    const back = Math.floor(turn++ / cases.length) % 2 === 1
    return {
      method: 'POST',
      path: `/api/requests/${id}/moves`,
      headers: headersOf(cookie),
      body: JSON.stringify(back ? { move: 'resume' } : { move: 'defer', told: '等配件', reviewOn: '2099-01-01' }),
    }
  }
}
