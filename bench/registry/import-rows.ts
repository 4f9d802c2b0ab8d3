import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Import } from '@ejia/contract/imports.ts'
import { openSheetRows } from '@ejia/spreadsheets/open-sheet-rows.ts'
import { copyDatabase, newDatabase, query, signIn } from '../databases.ts'
import type { Figures } from '../figures.ts'
import { answers, memoryOf, ports, startServer, stopped } from '../processes.ts'
import { loadPlaces } from './load-people.ts'
import { peopleFile, peopleRows } from './people-file.ts'

const subdistrict = '990201001'
/** Where the rows of an import are when it is done, parents first. */
const tables = ['data_keys', 'households', 'persons', 'person_secrets', 'person_changes', 'import_rows'] as const

/**
 * An office's file from upload to the last row taken over, beside reading the same file and COPY of the rows it left into
 * the same tables with their keys, checks and indexes; then its undo.
 */
export async function measureImport(figures: Figures, { server, folder, rows }: { server: string; folder: string; rows: number }): Promise<void> {
  const url = await newDatabase(server, 'imports')
  await loadPlaces(url, 9, 100)
  const [cookie] = await signIn(url, 'subdistrictStaff', [subdistrict])
  await query(url, 'vacuum analyze')
  const bareUrl = await copyDatabase(server, 'imports', 'imports_copied')
  const doors = await query(
    url,
    `select b.name || ' ' || s.name || ' ' || d.name as label from dwellings d join buildings b on b.id = d.building_id join stairwells s on s.id = d.stairwell_id
    where d.subdistrict = '${subdistrict}' order by d.id`,
  )
  const people = peopleRows(
    doors.map((row) => String(row['label'])),
    rows,
  )
  const file = await peopleFile(people)
  const product = startServer('apps/server/src/start.ts', {
    DATABASE_URL: url,
    EJIA_DATA: folder,
    EJIA_DEMO: '0',
    EJIA_LOG: 'error',
    PORT: String(ports.product),
  })
  await answers(product, ports.product, '/healthz')
  const office = new Office(cookie!)

  const began = performance.now()
  const uploaded = await office.upload(file)
  const uploadedAt = performance.now()
  const checked = await office.until(uploaded.id, 'checked')
  const checkedAt = performance.now()
  await office.move(uploaded.id, 'apply')
  const done = await office.until(uploaded.id, 'done')
  const seconds = (performance.now() - began) / 1000
  const peak = memoryOf(product).peak
  const { outcomes } = checked
  if (done.applied !== outcomes.new || outcomes.new + outcomes.wrong !== rows)
    throw new Error(`rows were lost: ${JSON.stringify(outcomes)}, ${done.applied} taken`)
  const bare = await copyTheSame(url, bareUrl, file, folder)
  const of = `${rows.toLocaleString('en')} rows, ${outcomes.wrong.toLocaleString('en')} with faults`
  figures.atLeast(`import of a file (${of}; ${seconds.toFixed(1)} s ÷ read and COPY ${bare.toFixed(1)} s)`, bare / seconds, 0.3, 0.6, '×')
  figures.beside(
    '  upload, dry run, taking over',
    [uploadedAt - began, checkedAt - uploadedAt, seconds * 1000 + began - checkedAt].map((ms) => (ms / 1000).toFixed(1)).join(' + ') + ' s',
  )
  figures.beside('  reading and COPY of the bare cells into a table without key or index', `${(await copyCells(bareUrl, file, folder, people)).toFixed(1)} s`)
  const undoFrom = performance.now()
  await office.move(uploaded.id, 'undo')
  const undone = await office.until(uploaded.id, 'undone')
  figures.beside(`  undo of ${undone.undone.toLocaleString('en')} people`, `${((performance.now() - undoFrom) / 1000).toFixed(1)} s`)
  figures.atMost('memory of the server during the import, peak', peak, 400, 250, 'MB')
  await stopped(product)
}

class Office {
  readonly #cookie: string
  constructor(cookie: string) {
    this.#cookie = cookie
  }

  async upload(file: Buffer): Promise<Import> {
    const form = new FormData()
    form.set('subdistrict', subdistrict)
    form.set('file', new File([new Uint8Array(file)], '人员.xlsx'))
    return this.#ask('', { method: 'POST', body: form })
  }

  move(id: string, name: 'apply' | 'undo'): Promise<Import> {
    return this.#ask(`/${id}/${name}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
  }

  async until(id: string, state: Import['state']): Promise<Import> {
    for (;;) {
      const seen = await this.#ask(`/${id}`, {})
      if (seen.state === state) return seen
      await wait(100)
    }
  }

  async #ask(path: string, { headers, ...init }: RequestInit): Promise<Import> {
    const reply = await fetch(`http://localhost:${ports.product}/api/imports${path}`, { ...init, headers: { ...(headers as object), cookie: this.#cookie } })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as Import
  }
}

/** Seconds for reading every cell of the file and COPY of what the import left. The server itself reads the files: no client costs anything. */
async function copyTheSame(from: string, to: string, file: Buffer, folder: string): Promise<number> {
  const path = (table: string) => join(folder, 'postgres', `bench-${table}`)
  const columns = new Map<string, string>()
  for (const table of tables) {
    const named = await query(
      from,
      `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    )
    columns.set(table, String(named[0]?.['names']))
    await query(from, `copy (select ${columns.get(table)} from ${table} where subdistrict = '${subdistrict}') to '${path(table)}' (format binary)`)
  }
  for (const table of ['master_key_versions', 'imports']) {
    await query(from, `copy (select * from ${table}) to '${path(table)}' (format binary)`)
    await query(to, `copy ${table} from '${path(table)}' (format binary)`)
  }
  const began = performance.now()
  await readAll(file)
  await query(to, ['begin', ...tables.map((table) => `copy ${table} (${columns.get(table)}) from '${path(table)}' (format binary)`), 'commit'].join('; '))
  return (performance.now() - began) / 1000
}

async function copyCells(url: string, file: Buffer, folder: string, people: readonly string[][]): Promise<number> {
  const path = join(folder, 'postgres', 'bench-cells')
  await query(
    url,
    `create table bench_cells (${'abcdefgh'
      .split('')
      .map((name) => `${name} text`)
      .join(', ')})`,
  )
  for (let from = 0; from < people.length; from += 10_000)
    await query(url, `insert into bench_cells select r->>0, r->>1, r->>2, r->>3, r->>4, r->>5, r->>6, r->>7 from jsonb_array_elements($1::jsonb) r`, [
      JSON.stringify(people.slice(from, from + 10_000)),
    ])
  await query(url, `copy bench_cells to '${path}'`)
  await query(url, 'truncate bench_cells')
  const began = performance.now()
  await readAll(file)
  await query(url, `copy bench_cells from '${path}'`)
  return (performance.now() - began) / 1000
}

async function readAll(file: Buffer): Promise<void> {
  await using sheet = await openSheetRows(file)
  for await (const _ of sheet.rows);
}
