import { PgBoss } from 'pg-boss'
import { expect, test, vi } from 'vitest'
import { createCheckpointFolder } from '../src/history/checkpoint-folder.ts'
import type { Database } from '../src/platform/database.ts'
import { createFailureLog } from '../src/platform/failure-log.ts'
import { createTombstoneFolder } from '../src/privacy/tombstone-folder.ts'
import { startWorker } from '../src/worker.ts'
import { useWorld } from './test-world.ts'

const world = useWorld()
const secret = '13800138000'

test('work in the background that fails leaves a line in the log, of every watch and every job, without a word somebody wrote', async () => {
  const lines: { work: string }[] = []
  const failing = Object.assign(new Error(`duplicate key (phone)=(${secret})`), { code: '23505', detail: secret })
  /** A database that refuses whatever is asked of it. */
  const db = new Proxy({} as Database, {
    get: () => () => {
      throw failing
    },
  })
  const worker = await startWorker({
    ...world.deps,
    url: world.databaseUrl,
    db,
    channel: { send: async () => undefined },
    publicUrl: null,
    checkpoints: createCheckpointFolder(world.filesFolder),
    tombstones: createTombstoneFolder(world.filesFolder),
    logFailure: createFailureLog(
      'info',
      () => new Date(),
      (line) => void lines.push(JSON.parse(line)),
    ),
  })
  const boss = new PgBoss({ connectionString: world.databaseUrl, schema: 'jobs', max: 1 })
  boss.on('error', () => undefined)
  try {
    await boss.start()
    await boss.send('count-days', {})
    await vi.waitFor(() => expect(lines.map(({ work }) => work)).toEqual(expect.arrayContaining(['bursts', 'waiting', 'messages', 'count-days'])), {
      timeout: 20_000,
      interval: 100,
    })
    expect(JSON.stringify(lines)).not.toContain(secret)
  } finally {
    await boss.stop({ graceful: false })
    await worker.stop()
  }
})
