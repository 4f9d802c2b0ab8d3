import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { load } from './load-generator.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const ports = { product: 48_101, bare: 48_102 } as const
const children = new Set<ChildProcess>()

/** A server started as by `npm start`. */
export function startServer(entry: string, env: NodeJS.ProcessEnv): ChildProcess {
  const { PATH, HOME } = process.env
  const through = entry.endsWith('src/start.ts') ? ['scripts/with-node.mjs'] : []
  const child = spawn(process.execPath, ['--max-semi-space-size=4', '--expose-gc', ...through, entry], {
    cwd: root,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

export function stopped(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return ended
}

export function killAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

/** Until it answers, or has ended instead. */
export async function answers(child: ChildProcess, port: number, path: string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const { failed } = await load(port, () => ({ method: 'GET', path, headers: { accept: 'text/html' } }), { seconds: 0.001, connections: 1, warmUp: 0 })
      if (failed === 0) return
    } catch {
      // Not listening yet.
    }
    await wait(50)
  }
  throw new Error(`the server on ${port} ended before it answered`)
}

/** Resident memory in MB, and the most it has been since the process began. */
export function memoryOf(child: ChildProcess): { now: number; peak: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}
