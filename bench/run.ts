/**
 * The speed table of goals.md, measured side by side on this machine:
 * `npm run bench -- [--rows 100000] [--more 1000000] [--people 1000000] [--import 100000] [--seconds 4] [--only requests,search,import,apps]`.
 * Prints each row as it is measured and exits 1 when a "must" falls short.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../apps/server/src/platform/embedded-postgres.ts'
import { measureFirstStart, weighApps } from './app-rows.ts'
import { Figures } from './figures.ts'
import { killAll } from './processes.ts'
import { measureImport } from './registry/import-rows.ts'
import { measureSearch } from './registry/search-rows.ts'
import { measureRequests } from './request-rows.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    more: { type: 'string' },
    people: { type: 'string', default: '1000000' },
    import: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', default: 'requests,search,import,apps' },
  },
})
const wanted = new Set(values.only.split(','))
const figures = new Figures()
const began = performance.now()
const folder = mkdtempSync(join(tmpdir(), 'ejia-bench-'))
// The database user must enter it, else its files are kept where nobody clears them away.
chmodSync(folder, 0o755)
const postgres = await startEmbeddedPostgres({ folder, settings: { shared_buffers: '512MB', max_wal_size: '4GB' } })
try {
  const server = postgres.url
  const [seconds, rows] = [Number(values.seconds), Number(values.rows)]
  figures.say(`${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`)
  if (wanted.has('requests')) {
    const small = await measureRequests(figures, { server, folder, rows, seconds })
    if (values.more !== undefined) {
      const large = await measureRequests(figures, { server, folder, rows: Number(values.more), seconds })
      for (const [work, rate] of large) figures.atLeast(`${work}: ${values.more} ÷ ${values.rows}`, rate / small.get(work)!, 0.8, 0.95, '×')
    }
  }
  if (wanted.has('search')) await measureSearch(figures, { server, folder, people: Number(values.people), seconds })
  if (wanted.has('import')) await measureImport(figures, { server, folder, rows: Number(values.import) })
  if (wanted.has('apps')) weighApps(figures)
} finally {
  killAll()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
if (wanted.has('apps')) await measureFirstStart(figures)
figures.say(
  `${figures.missed === 0 ? 'every must is reached' : `${figures.missed} of the musts fall short`}; ${Math.round((performance.now() - began) / 1000)} s`,
)
process.exit(figures.missed === 0 ? 0 : 1)
