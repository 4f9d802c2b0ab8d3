/** Builds both web apps into their dist folders when their sources changed; `--force` builds anyway. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const apps = ['apps/residents', 'apps/console']
const textAssets = '**/*.{html,js,css,svg,json,webmanifest,txt}'
/** Smaller than this, a compressed copy saves nothing. */
const leastBytes = 1_000

async function buildApp(app: string, force: boolean): Promise<void> {
  const folder = join(root, app)
  if (!existsSync(join(folder, 'vite.config.ts'))) return
  const vite = findVite(folder)
  if (!vite) return console.log(`${app}: built where the development packages are installed; skipped`)
  const [stamp, stampFile] = [stampOf(app), join(folder, 'dist', '.stamp')]
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return console.log(`${app}: up to date`)
  const started = performance.now()
  await runVite(vite, folder)
  await compressAssets(join(folder, 'dist'))
  await writeFile(stampFile, stamp)
  console.log(`${app}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

function findVite(folder: string): string | null {
  try {
    return join(dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js')
  } catch {
    return null
  }
}

/** The content of everything a build reads. */
function stampOf(app: string): string {
  const sources = [
    `${app}/{src,public,vite}/**/*`,
    `${app}/*.{ts,json,html}`,
    'packages/*/src/**/*',
    'package-lock.json',
    'tsconfig.base.json',
    'scripts/build-apps.ts',
  ]
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

function runVite(vite: string, folder: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    })
    child.on('error', fail)
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`vite build failed in ${folder}`))))
  })
}

/** A .gz and a .br beside each text asset: the server hands them out as they are. */
async function compressAssets(dist: string): Promise<void> {
  await Promise.all(
    globSync(textAssets, { cwd: dist }).map(async (name) => {
      const path = join(dist, name)
      const bytes = await readFile(path)
      if (bytes.length < leastBytes) return
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    }),
  )
}

const force = process.argv.includes('--force')
await Promise.all(apps.map((app) => buildApp(app, force)))
