import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { isSyncOfFileSystemSafe, startEmbeddedPostgres } from './embedded-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'ejia-guard-'))
// As root the database is somebody else's, who must be able to enter.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mainProcess = (dataFolder: string) => Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])

async function ask<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

test('a database that is killed comes back with all it acknowledged, one that was stopped stays stopped', async () => {
  const database = await startEmbeddedPostgres({ folder, guard: true })
  await ask(database.url, 'create table kept (id integer)')
  for (let round = 1; round <= 2; round++) {
    await ask(database.url, `insert into kept values (${round})`)
    const before = mainProcess(database.dataFolder)
    process.kill(before, 'SIGKILL')
    await vi.waitFor(async () => expect(await ask(database.url, 'select id from kept order by id')).toHaveLength(round), { timeout: 30_000, interval: 50 })
    expect(mainProcess(database.dataFolder)).not.toBe(before)
  }
  await database.stop()
  await expect(ask(database.url, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
}, 120_000)

test('a server that was killed finds its database running, takes it over, and watches it as well', async () => {
  const database = await startEmbeddedPostgres({ folder })
  const adopted = await startEmbeddedPostgres({ folder, guard: true })
  expect(adopted).toMatchObject({ adopted: true, dataFolder: database.dataFolder })
  process.kill(mainProcess(database.dataFolder), 'SIGKILL')
  await vi.waitFor(async () => expect(await ask(adopted.url, 'select id from kept')).toHaveLength(2), { timeout: 30_000, interval: 50 })
  await adopted.stop()
}, 120_000)

test.each([
  ['6.1.0-18-amd64', true],
  ['5.8.0', true],
  ['5.4.0-150-generic', false],
  ['4.19.90-23.8.v2101.ky10.x86_64', false],
  ['', false],
])('a recovery syncs the file system at once on kernel “%s”: %s', (kernel, safe) => {
  expect(isSyncOfFileSystemSafe(kernel)).toBe(safe)
})
