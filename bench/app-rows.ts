import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Figures } from './figures.ts'
import { answers, ports, root, startServer, stopped } from './processes.ts'

/** What a browser fetches for the first page: the page, its scripts and styles, gzip. */
export function weighApps(figures: Figures): void {
  for (const [app, must, aim] of [
    ['residents', 80, 50],
    ['console', 450, 350],
  ] as const) {
    const dist = join(root, 'apps', app, 'dist')
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    const named = readdirSync(join(dist, 'assets')).filter((name) => html.includes(name) && /\.(js|css)$/.test(name))
    const bytes = gzipSync(html).length + named.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, 'assets', name))).length, 0)
    figures.atMost(`${app}: page, scripts and styles it names, gz`, bytes / 1024, must, aim, 'kB')
  }
}

/** An empty data folder to the first answered page, demo included. */
export async function measureFirstStart(figures: Figures): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'ejia-first-'))
  chmodSync(data, 0o755)
  const began = performance.now()
  const child = startServer('apps/server/src/start.ts', { PORT: String(ports.product), EJIA_DATA: data, EJIA_LOG: 'silent' })
  await answers(child, ports.product, '/')
  figures.atMost('first start to first page, demo loaded', (performance.now() - began) / 1000, 20, 8, 's')
  await stopped(child)
  rmSync(data, { recursive: true, force: true })
}
