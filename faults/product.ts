import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The product as `npm start` runs it, with a demo of its own, to be killed. */
export class Product {
  readonly base: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | null = null

  constructor(port: number, env: Record<string, string>) {
    this.base = `http://127.0.0.1:${port}`
    this.#env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port), EJIA_DEMO: '1', EJIA_LOG: 'silent', ...env }
  }

  /** Starts and waits until it is ready; answers after how many milliseconds. */
  async start(): Promise<number> {
    this.#child = spawn(process.execPath, ['--max-semi-space-size=4', '--expose-gc', 'apps/server/src/start.ts'], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return this.ready(90_000)
  }

  /** Until `/healthz` says that the database answers; after how many milliseconds. */
  async ready(limitMs: number): Promise<number> {
    const began = performance.now()
    while (performance.now() - began < limitMs) {
      if (await this.#isReady()) return performance.now() - began
      await wait(25)
    }
    throw new Error(`not ready within ${limitMs / 1000} s`)
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.base}/healthz`, { signal: AbortSignal.timeout(5_000) })).ok
    } catch {
      return false
    }
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }

  /** A member of the staff by the demo's card. */
  async signIn(role: string): Promise<string> {
    const reply = await fetch(`${this.base}/api/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    })
    const cookie = /(?:__Host-)?ejia=[^;]+/.exec(reply.headers.get('set-cookie') ?? '')?.[0]
    if (cookie === undefined) throw new Error(`no sign-in as ${role}: ${reply.status} ${await reply.text()}`)
    return cookie
  }
}
