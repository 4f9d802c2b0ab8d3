import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../../test/test-database.ts'
import { afterCommit, atCommit, openDatabase, sendAhead, sendKept, type Database, type Db } from './database.ts'

let db: Database
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  const clone = await cloneDatabase(inject('databaseServer'))
  drop = clone.drop
  url = clone.url
  db = openDatabase({ url, poolSize: 2 })
  await sql`create table marks (word text primary key)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await drop()
})
beforeEach(() => sql`truncate marks`.execute(db))

const mark = (word: string) => sql`insert into marks (word) values (${word})`
const words = async (by: Db = db) => (await sql<{ word: string }>`select word from marks order by word`.execute(by)).rows.map(({ word }) => word)

test('a connection that breaks in somebody’s hands fails what it was asked, not the server; the pool goes on', async () => {
  const broken = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db)
    // Nobody waits for a query while it breaks: that would be an error event without a listener.
    await expect.poll(async () => (await sql`select 1 from pg_stat_activity where pid = ${rows[0]!.pid}`.execute(db)).rows).toEqual([])
    await mark('never').execute(tx)
  })
  await expect(broken).rejects.toThrow(/terminat|not queryable|EPIPE|ECONNRESET/)
  for (let turn = 0; turn < 4; turn++) expect(await words()).toEqual([])
})

describe('a transaction', () => {
  test('writes what was kept for the commit, in the order it was kept', async () => {
    const seen = await db.transaction().execute(async (tx) => {
      await atCommit(tx, mark('kept'))
      await mark('sent').execute(tx)
      await atCommit(tx, sql`update marks set word = word || '!' where word = ${'kept'}`)
      return words(tx)
    })
    expect(seen).toEqual(['sent'])
    expect(await words()).toEqual(['kept!', 'sent'])
  })

  test('tells what a kept statement returned once it stands', async () => {
    const kept = await db
      .transaction()
      .execute((tx) => atCommit(tx, sql<{ word: string }>`insert into marks (word) values (${'told'}) returning upper(word) as word`))
    expect(await kept.read()).toEqual([{ word: 'TOLD' }])
    const sooner = await db.transaction().execute(async (tx) => {
      const row = await atCommit(tx, sql<{ word: string }>`insert into marks (word) values (${'sooner'}) returning word`)
      await sendKept(tx)
      return row.read()
    })
    expect(sooner).toEqual([{ word: 'sooner' }])
  })

  test('made of kept statements alone is a transaction all the same', async () => {
    await mark('taken').execute(db)
    const both = db.transaction().execute(async (tx) => {
      await atCommit(tx, mark('first'))
      await atCommit(tx, mark('taken'))
    })
    await expect(both).rejects.toMatchObject({ constraint: 'marks_pkey' })
    expect(await words()).toEqual(['taken'])
  })

  test('sees what was sent ahead, and fails with it at the commit', async () => {
    const seen = await db.transaction().execute(async (tx) => {
      await sendAhead(tx, mark('ahead'))
      return words(tx)
    })
    expect(seen).toEqual(['ahead'])
    const twice = db.transaction().execute(async (tx) => {
      await mark('other').execute(tx)
      await sendAhead(tx, mark('ahead'))
    })
    await expect(twice).rejects.toMatchObject({ constraint: 'marks_pkey' })
    expect(await words()).toEqual(['ahead'])
    // Its connection is as good as before.
    await db.transaction().execute((tx) => mark('next').execute(tx))
    expect(await words()).toEqual(['ahead', 'next'])
  })

  test('that fails keeps nothing for the next one on its connection', async () => {
    const narrow = openDatabase({ url, poolSize: 1 })
    try {
      await expect(
        narrow.transaction().execute(async (tx) => {
          await atCommit(tx, mark('kept'))
          throw new Error('refused')
        }),
      ).rejects.toThrow('refused')
      await narrow.transaction().execute((tx) => mark('next').execute(tx))
      expect(await words(narrow)).toEqual(['next'])
    } finally {
      await narrow.destroy()
    }
  })

  test('whose statement failed is not taken for written, even when the error was caught', async () => {
    await mark('taken').execute(db)
    const swallowed = db.transaction().execute(async (tx) => {
      await mark('other').execute(tx)
      await mark('taken')
        .execute(tx)
        .catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow('rolled back')
    expect(await words()).toEqual(['taken'])
  })

  test('can send what it kept and build on it', async () => {
    const seen = await db.transaction().execute(async (tx) => {
      await atCommit(tx, mark('kept'))
      await sendKept(tx)
      return words(tx)
    })
    expect(seen).toEqual(['kept'])
  })

  test('sends a hint only when it stands', async () => {
    await db
      .transaction()
      .execute(async (tx) => {
        await afterCommit(tx, mark('hint of none'))
        throw new Error('refused')
      })
      .catch(() => undefined)
    await db.transaction().execute(async (tx) => {
      await afterCommit(tx, mark('hint'))
      await mark('written').execute(tx)
    })
    // On the same connection, behind the hint; the pool hands out the last one used.
    await expect.poll(() => words()).toEqual(['hint', 'written'])
  })
})
