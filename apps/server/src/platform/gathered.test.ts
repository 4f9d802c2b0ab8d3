import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cloneDatabase } from '../../test/test-database.ts'
import { openDatabase, type Database } from './database.ts'
import { gathered } from './gathered.ts'

let db: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const clone = await cloneDatabase(inject('databaseServer'))
  drop = clone.drop
  db = openDatabase({ url: clone.url, poolSize: 2 })
  await sql`create table words (id int primary key, word text not null)`.execute(db)
  await sql`insert into words select n, 'word ' || n from generate_series(1, 200) n`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

function counted() {
  const statements: number[][] = []
  const findWord = gathered(async (from, ids: readonly number[]) => {
    statements.push([...ids])
    const { rows } = await sql<{ id: number; word: string }>`select id, word from words where id = any(${ids}) and 1 / (1000 - id) is not null`.execute(from)
    return ids.map((id) => rows.find((row) => row.id === id)?.word)
  })
  return { statements, findWord }
}

test('who asks at the same moment shares a statement, and each gets its own answer', async () => {
  const { statements, findWord } = counted()
  expect(await Promise.all([3, 1, 999_999, 3].map((id) => findWord(db, id)))).toEqual(['word 3', 'word 1', undefined, 'word 3'])
  expect(statements).toEqual([[3, 1, 999_999, 3]])
})

test('nothing is kept: who asks later reads what stands then', async () => {
  const { statements, findWord } = counted()
  expect(await findWord(db, 7)).toBe('word 7')
  await sql`update words set word = 'changed' where id = 7`.execute(db)
  expect(await findWord(db, 7)).toBe('changed')
  expect(statements).toEqual([[7], [7]])
})

test('a transaction reads alone and sees what it wrote', async () => {
  const { statements, findWord } = counted()
  await db.transaction().execute(async (tx) => {
    await sql`update words set word = 'mine' where id = 8`.execute(tx)
    expect(await Promise.all([findWord(tx, 8), findWord(db, 8)])).toEqual(['mine', 'word 8'])
  })
  expect(statements).toEqual([[8], [8]])
})

test('a statement holds so many at most, and one that fails fails for those it was for', async () => {
  const { statements, findWord } = counted()
  await sql`insert into words values (1000, 'divides by zero')`.execute(db)
  const asked = Array.from({ length: 65 }, (_, index) => (index === 64 ? 1000 : index + 1))
  const settled = await Promise.allSettled(asked.map((id) => findWord(db, id)))
  expect(statements.map(({ length }) => length)).toEqual([64, 1])
  expect(settled.slice(0, 64).every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(settled[64]).toMatchObject({ status: 'rejected' })
})
