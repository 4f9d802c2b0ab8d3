import { createWriteStream } from 'node:fs'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningServer {
  base: string
  /** What it wrote so far, for a failed test's message. */
  output: () => string
  /** Its data folder; what it wrote lies in `output.log` there. */
  data: string
  stop: () => Promise<void>
}

const root = join(import.meta.dirname, '..')
const longestStartMs = 120_000

/** The product as a person starts it: own process, own port, own data folder, the demo subdistrict loaded. */
export async function startServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const port = await freePort()
  const data = await mkdtemp(join(tmpdir(), 'ejia-e2e-'))
  // As root the database is somebody else's: what it cannot enter it keeps elsewhere, where nobody clears up after a test.
  await chmod(data, 0o755)
  const base = `http://localhost:${port}`
  const child = spawn(process.execPath, ['apps/server/src/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), EJIA_DATA: data, EJIA_DEMO: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const log = createWriteStream(join(data, 'output.log'))
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
      log.write(chunk)
    })
  const stop = async () => {
    await end(child)
    log.end()
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  try {
    await untilHealthy(base, child)
  } catch (error) {
    await stop()
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`, { cause: error })
  }
  return { base, data, output: () => output, stop }
}

async function untilHealthy(base: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + longestStartMs
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const reply = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    if (reply?.ok) return
    await new Promise((wake) => setTimeout(wake, 150))
  }
  throw new Error('the server did not become healthy')
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    const kill = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('close', () => {
      clearTimeout(kill)
      done()
    })
    child.kill('SIGTERM')
  })
}
