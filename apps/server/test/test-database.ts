import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}

const template = 'ejia_test_template'

/** One server for all test files, one migrated template; each file clones its own database from it. `TEST_DATABASE_URL` runs the same on another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'ejia-test-')) : null
  // As root the database is somebody else's: what it cannot enter it keeps elsewhere, where nobody clears up after a test.
  if (folder !== null) chmodSync(folder, 0o755)
  // What is lost in a crash of this throw-away server nobody misses.
  const embedded =
    folder === null
      ? null
      : await startEmbeddedPostgres({ folder, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '120' } })
  const server = given ?? embedded!.url
  await onServer(server, `drop database if exists ${template}`)
  await onServer(server, `create database ${template}`)
  await migrate(urlOf(server, template))
  project.provide('databaseServer', server)
  return async () => {
    await onServer(server, `drop database if exists ${template}`)
    await embedded?.stop()
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  }
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.toString()
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A backup: the database as it stands, under another name. Nobody may be connected to it. */
export async function copyDatabase(server: string, url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const [from, name] = [new URL(url).pathname.slice(1), `ejia_test_${process.pid}_${Date.now()}_copy${counter++}`]
  await onServer(server, `create database ${name} template ${from}`)
  return { url: urlOf(server, name), drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

let counter = 0

/** A private database, gone with `drop`. */
export async function cloneDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `ejia_test_${process.pid}_${Date.now()}_${counter++}`
  // Two clones at once: the template must be at rest.
  for (let tries = 0; ; tries++) {
    try {
      await onServer(server, `create database ${name} template ${template}`)
      break
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return { url: urlOf(server, name), drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}
