import { createHash } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { enterableFolder, own, readyBinaries, unprivileged } from './postgres-files.ts'

const startLimitMs = 40_000
/** After a kill -9 the server's own processes may still be ending; PostgreSQL refuses to start beside them. */
const lingeringMs = 10_000
const lookAgainMs = 250

export type EmbeddedPostgres = { url: string; dataFolder: string; adopted: boolean; stop: () => Promise<void> }
/** `guard`: for whoever serves people. A database that was killed is started again. */
export type EmbeddedOptions = { folder: string; say?: (line: string) => void; settings?: Record<string, string>; guard?: boolean }

/** Starts the PostgreSQL that comes from npm in `folder`, or adopts the one that already runs there (after a kill -9 of ours). */
export async function startEmbeddedPostgres({ folder, say = () => undefined, settings = {}, guard = false }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const asRoot = process.getuid?.() === 0
  const home = enterableFolder(resolve(folder), asRoot, say)
  const binaries = readyBinaries(home, asRoot)
  const dataFolder = join(home, 'postgres')
  const socketFolder = join('/tmp', `ejia-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 10)}`)
  own(socketFolder, asRoot, 0o700)
  const url = `postgres://ejia@localhost/postgres?host=${encodeURIComponent(socketFolder)}`
  const user = asRoot ? { uid: unprivileged, gid: unprivileged } : {}
  const running = runningPid(dataFolder)
  if (running !== null) {
    await answering(url)
    return guarded({ url, dataFolder, adopted: true }, running, guard ? start : null, say)
  }
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    own(dataFolder, asRoot, 0o700)
    const flags = [
      '-D',
      dataFolder,
      '-U',
      'ejia',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      '--lc-ctype=C.UTF-8',
    ]
    const made = spawnSync(join(binaries, 'bin', 'initdb'), flags, { ...user, cwd: home, encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb failed in ${dataFolder}: ${made.stderr || String(made.error)}`)
  }
  return guarded({ url, dataFolder, adopted: false }, await start(), guard ? start : null, say)

  async function start(): Promise<number> {
    const giveUpAt = Date.now() + lingeringMs
    for (;;) {
      const { pid, hasEnded } = launch()
      try {
        await answering(url, hasEnded)
        return pid
      } catch (error) {
        if (!hasEnded() || Date.now() > giveUpAt) throw error
        await wait(lookAgainMs)
      }
    }
  }

  function launch(): { pid: number; hasEnded: () => boolean } {
    const log = openSync(join(home, 'postgres.log'), 'a', 0o600)
    if (asRoot) chownSync(join(home, 'postgres.log'), unprivileged, unprivileged)
    const given = {
      listen_addresses: '',
      unix_socket_directories: socketFolder,
      max_connections: '60',
      shared_buffers: '128MB',
      recovery_init_sync_method: isSyncOfFileSystemSafe(release()) ? 'syncfs' : 'fsync',
      ...settings,
    }
    const flags = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawn(join(binaries, 'bin', 'postgres'), ['-D', dataFolder, ...flags], { ...user, cwd: home, detached: true, stdio: ['ignore', log, log] })
    closeSync(log)
    server.unref()
    const { pid } = server
    if (pid === undefined) throw new Error('PostgreSQL did not start')
    let ended = false
    server.once('exit', () => (ended = true))
    return { pid, hasEnded: () => ended }
  }
}

/** Looks now and then whether the database lives, an adopted one too; it is nobody's child. */
function guarded(
  found: Omit<EmbeddedPostgres, 'stop'>,
  first: number,
  startAgain: (() => Promise<number>) | null,
  say: (line: string) => void,
): EmbeddedPostgres {
  let pid = first
  let stopping = false
  let busy: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    if (startAgain === null || stopping || isAlive(pid)) return
    try {
      pid = await startAgain()
      say('The database had ended and was started again.')
    } catch (error) {
      // Tried again with the next look.
      say(`The database has ended and does not start again: ${String(error)}`)
    }
  }
  const timer = startAgain ? setInterval(() => (busy = busy.then(look)), lookAgainMs).unref() : undefined
  return {
    ...found,
    async stop() {
      stopping = true
      clearInterval(timer)
      await busy
      await stop(pid)
    },
  }
}

/** A process that has ended but was not buried by its parent still takes signals; it has no command line any more. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self/cmdline') || readFileSync(`/proc/${pid}/cmdline`).length > 0
  } catch {
    return false
  }
}

/**
 * After a kill -9 every file is brought to the disk before recovery: file by file that takes seconds, the file system at
 * once a tenth of it. Linux before 5.8 may keep a failed write to itself then.
 */
export function isSyncOfFileSystemSafe(kernel: string): boolean {
  const [major = 0, minor = 0] = kernel.split('.').map(Number)
  return process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 8))
}

/** The server of exactly this data folder, if it lives: another program may have got the process id since. */
function runningPid(dataFolder: string): number | null {
  const pidFile = join(dataFolder, 'postmaster.pid')
  if (!existsSync(pidFile)) return null
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 0)
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes('postgres') && command.includes(dataFolder) ? pid : null
  } catch {
    return null
  }
}

async function answering(url: string, hasEnded: () => boolean = () => false): Promise<void> {
  const until = Date.now() + startLimitMs
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (error) {
      if (hasEnded()) throw new Error('PostgreSQL ended while starting; see postgres.log in the data folder', { cause: error })
      if (Date.now() > until) throw new Error('PostgreSQL does not answer', { cause: error })
      await wait(40)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** Fast shutdown: running statements end, nothing acknowledged is lost. */
async function stop(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
    for (let tries = 0; tries < 500 && isAlive(pid); tries++) await wait(20)
  } catch {
    // ESRCH: it has ended.
  }
}
