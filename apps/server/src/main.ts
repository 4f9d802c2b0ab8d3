import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { buildApp } from './app.ts'
import type { Deps } from './access/api.ts'
import type { Config } from './config.ts'
import { createCheckpointFolder } from './history/checkpoint-folder.ts'
import { createBootstrapInvitation } from './people/invite-staff.ts'
import { createCrypto } from './platform/crypto.ts'
import { openKeyFile } from './platform/crypto/key-file.ts'
import { openDatabase, requireDurableServer } from './platform/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { createFailureLog } from './platform/failure-log.ts'
import { createLocalFiles } from './platform/files.ts'
import { openLiveUpdates } from './platform/live-updates.ts'
import { openChannels } from './platform/messages/open-channels.ts'
import { migrate } from './platform/migrate.ts'
import { createTombstoneFolder } from './privacy/tombstone-folder.ts'
import { registerMasterKey } from './privacy/master-keys.ts'
import { replayDestruction } from './registry/rights/replay-destruction.ts'
import { startWorker } from './worker.ts'

export type Running = { port: number; bootstrapUrl: string | null; demo: boolean; close: (alsoDatabase: boolean) => Promise<void> }

const partWithinMs = 7_000

/** Public writes per address; generous enough for a service station where many share one. */
const limits: Deps['limits'] = {
  report: { hits: 60, seconds: 600 },
  photo: { hits: 200, seconds: 600 },
  phoneCode: { hits: 20, seconds: 600 },
  signIn: { hits: 60, seconds: 600 },
  follow: { hits: 60, seconds: 600 },
}

/** Database, migrations, demo, jobs, HTTP: in this order, so that whoever gets an answer gets a true one. */
export async function startServer(config: Config, say: (line: string) => void, appsBuilt: Promise<void> = Promise.resolve()): Promise<Running> {
  await mkdir(config.dataFolder, { recursive: true })
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ folder: config.dataFolder, say, guard: true }) : null
  try {
    return await startOn(embedded, config, appsBuilt)
  } catch (error) {
    // A start that fails, say on a port in use, leaves no database running behind it.
    await embedded?.stop()
    throw error
  }
}

async function startOn(embedded: EmbeddedPostgres | null, config: Config, appsBuilt: Promise<void>): Promise<Running> {
  const url = embedded?.url ?? config.databaseUrl!
  await requireDurableServer(url)
  await migrate(url)
  const db = openDatabase({ url })
  const crypto = createCrypto(openKeyFile(config.keyFile, config.cryptoProfile, new Date()))
  await registerMasterKey(db, crypto, new Date())
  const tombstones = createTombstoneFolder(join(config.dataFolder, 'tombstones'))
  const files = createLocalFiles(join(config.dataFolder, 'files'))
  const clock = () => new Date()
  await replayDestruction(db, crypto, tombstones, clock)
  // Loaded for a demo alone.
  if (config.demo) await (await import('./demo/load-demo.ts')).loadDemo(db, crypto, files, clock())
  const invitation = config.demo ? null : await db.transaction().execute((tx) => createBootstrapInvitation(tx, crypto, config.district, clock()))
  const live = await openLiveUpdates(url)
  const worker = await startWorker({
    url,
    db,
    crypto,
    files,
    clock,
    channel: openChannels(config.gateways, config.demo),
    publicUrl: config.publicUrl,
    checkpoints: createCheckpointFolder(config.checkpointFolder),
    tombstones,
    logFailure: createFailureLog(config.logLevel, clock),
  })
  // The web apps' files are listed once, when they are all there.
  await appsBuilt
  const app = await buildApp({ db, crypto, clock, files, live, config, limits, logLevel: config.logLevel, trustProxy: config.trustProxy })
  // What starting needed is given back before the first request: 20 MB.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  await app.listen({ port: config.port, host: config.host })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  return {
    port,
    demo: config.demo,
    bootstrapUrl: invitation === null ? null : `${config.publicUrl ?? `http://localhost:${port}`}/console/invitation/${invitation.token}`,
    async close(alsoDatabase) {
      await within(live.close())
      app.server.closeAllConnections()
      await within(app.close())
      await within(worker.stop())
      await within(db.destroy())
      if (alsoDatabase) await embedded?.stop()
    },
  }
}

/** Towards a database that has fallen silent nothing ends by itself; whoever stops the server does not wait for it. */
function within(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, wait(partWithinMs, undefined, { ref: false })])
}
