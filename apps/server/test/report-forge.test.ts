import { inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openSheetRows } from '@ejia/spreadsheets/open-sheet-rows.ts'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const november = { from: '2026-11-01', to: '2026-11-30', dueOn: '2026-12-05' }
let office: Caller
let checker: Caller
let officer: Caller
let grid: string

const key = () => ({ 'idempotency-key': newId() })
const system = (name: string, source: string, more: object = {}) => ({ key: name, title: source, from: 'system', source, filter: {}, by: 'office', ...more })
const typed = (name: string, more: object = {}) => ({ key: name, title: '长椅数', from: 'typed', value: 'number', by: 'grid', ...more })

function define(columns: object[], rows = 'byGrid', more: object = {}) {
  const id = newId()
  const body = { subdistrict, basedOn: 0, name: '网格情况表', askedBy: '区民政局', rows, rowFilter: {}, columns, ...more }
  return office.send({ method: 'PUT', url: `/api/report-forms/${id}`, payload: body }).then((reply) => ({ id, reply }))
}

async function fillOf(columns: object[], rows = 'byGrid') {
  const { id, reply } = await define(columns, rows)
  expect(reply.status, reply.text).toBe(200)
  const started = await office.post(`/api/report-forms/${id}/fills`, november, key())
  expect(started.status, started.text).toBe(201)
  return started.body
}

type Cell = { column: string; origin: string; value: string | null; hidden: boolean; askedOf: { code: string } | null; numerator: number | null }
const cell = (fill: { table: { key: string; cells: Cell[] }[] }, row: string, column: string) =>
  fill.table.find((one) => one.key === row)!.cells.find((one) => one.column === column)!

const move = (caller: Caller, fill: string, name: string, more: object = {}) => caller.post(`/api/report-fills/${fill}/moves`, { move: name, ...more })
const type = (caller: Caller, fill: string, row: string, value: string, column = 'b') =>
  caller.post(`/api/report-fills/${fill}/cells`, { cells: [{ row, column, value }] })

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  office = await world.as('subdistrictStaff', subdistrict)
  checker = await world.hire('subdistrictStaff', subdistrict)
  officer = await world.as('gridOfficer', grid)
  const homes = await sql<{ id: string }>`select id from dwellings where building_id = ${world.places.buildings[0]!.id} order by id limit 1`.execute(
    world.deps.db,
  )
  const household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: homes.rows[0]!.id })).body.id
  for (let index = 0; index < 6; index += 1)
    await officer.post(
      '/api/registry/people',
      { householdId: household, source: 'visit', facts: { name: '邻居甲', birthDate: index < 2 ? '1940-05-01' : '1990-05-01' } },
      key(),
    )
  for (let index = 0; index < 7; index += 1) await world.report({ place: { buildingId: world.places.buildings[0]!.id } })
  await officer.send({
    method: 'PUT',
    url: `/api/enterprises/${newId()}`,
    payload: { basedOn: 0, source: 'visit', kind: 'enterprise', name: '=cmd|有限公司', industry: '制造业', gridCode: grid, address: '暖阳路 2 号' },
  })
})

test('what the registry and the cases know is counted; only the rest is asked, of whom it concerns', async () => {
  const fill = await fillOf([system('a', 'people'), system('c', 'cases'), system('e', 'peopleAged80'), system('f', 'freshShare'), typed('b')])
  expect(fill.state).toBe('draft')
  expect(cell(fill, grid, 'a')).toMatchObject({ origin: 'computed', value: '6' })
  expect(cell(fill, grid, 'c')).toMatchObject({ origin: 'computed', value: '7' })
  expect(cell(fill, grid, 'f')).toMatchObject({ value: '100.0%', askedOf: null })
  expect(cell(fill, grid, 'b')).toMatchObject({ origin: 'missing', value: null, askedOf: { code: grid } })
  const grids = fill.table.length
  expect(fill.counts).toEqual({ cells: grids * 5, computed: grids * 4, typed: 0, missing: grids })
})

test('two people over eighty are not told, nor kept anywhere', async () => {
  const fill = await fillOf([system('e', 'peopleAged80')])
  expect(cell(fill, grid, 'e')).toMatchObject({ hidden: true, value: null })
  const { rows } = await sql<{ value: string | null }>`select value from report_cells where fill_id = ${fill.id} and row_key = ${grid}`.execute(world.deps.db)
  expect(rows).toEqual([{ value: null }])
})

test('a form lives from draft to sent: asked, typed, checked by a second person, sealed, sent, corrected', async () => {
  const fill = await fillOf([system('a', 'people'), typed('b')])
  expect((await type(officer, fill.id, grid, '3')).body.code).toBe('move_not_allowed')
  expect((await move(office, fill.id, 'collect')).body.state).toBe('collecting')
  const asked = await officer.get('/api/asked-cells')
  const mine = asked.body.rows.find((one: { fillId: string }) => one.fillId === fill.id)
  expect(mine.rows).toHaveLength(1)
  expect(mine.rows[0]).toMatchObject({ key: grid, cells: [{ column: 'b', title: '长椅数', typed: null }] })
  expect((await type(officer, fill.id, grid, '很多')).body.details.issues).toEqual([{ path: ['cells', 0, 'value'], rule: 'wrong_format' }])
  expect((await type(officer, fill.id, world.places.grids[1]!.code, '3')).status).toBe(404)
  expect((await type(officer, fill.id, grid, '３')).status).toBe(200)
  expect((await move(office, fill.id, 'seal')).body.code).toBe('move_not_allowed')
  const rest = fill.table.filter((row: { key: string }) => row.key !== grid)
  const all = await office.post(`/api/report-fills/${fill.id}/cells`, {
    cells: rest.map((row: { key: string }) => ({ row: row.key, column: 'b', value: '0' })),
  })
  expect(all.body).toEqual({ missing: 0 })
  const complete = (await office.get(`/api/report-fills/${fill.id}`)).body
  expect(complete.state).toBe('complete')
  expect(complete.counts).toMatchObject({ computed: fill.table.length, typed: fill.table.length, missing: 0 })
  expect(complete.allowedMoves).not.toContain('seal')
  expect((await move(office, fill.id, 'seal')).status).toBe(403)
  const sealed = (await move(checker, fill.id, 'seal')).body
  expect(sealed).toMatchObject({ state: 'sealed', versions: 1 })
  expect((await type(officer, fill.id, grid, '9')).body.code).toBe('move_not_allowed')
  expect((await move(office, fill.id, 'send', { sentTo: '区民政局 李科长' })).body).toMatchObject({ state: 'sent' })
  const again = (await move(office, fill.id, 'reopen', { words: '三网格少报一把' })).body
  expect(again.state).toBe('complete')
  expect((await type(officer, fill.id, grid, '4')).status).toBe(200)
  const second = (await move(checker, fill.id, 'seal')).body
  expect(second.sealed.map((one: { version: number; sentTo: string | null }) => [one.version, one.sentTo])).toEqual([
    [1, '区民政局 李科长'],
    [2, null],
  ])
  expect(second.sealed[0].digest).not.toBe(second.sealed[1].digest)
  expect(second.history.map((one: { step: string }) => one.step)).toEqual(['start', 'collect', 'type', 'type', 'seal', 'send', 'reopen', 'type', 'seal'])
  const first = await sheetOf(fill.id, 1)
  expect(first.rows.find((row) => row.includes('3'))).toBeDefined()
  expect((await office.get(`/api/report-fills/${fill.id}/versions/3/file`)).status).toBe(404)
})

async function sheetOf(fill: string, version: number) {
  const reply = await world.app.inject({
    method: 'GET',
    url: `/api/report-fills/${fill}/versions/${version}/file`,
    headers: { cookie: `__Host-ejia=${office.token}`, host: 'localhost:3000' },
  })
  expect(reply.statusCode).toBe(200)
  const bytes = reply.rawPayload
  await using opened = await openSheetRows(bytes, { expected: [{ key: 'name', names: ['名称'] }] })
  const rows: string[][] = []
  for await (const row of opened.rows) rows.push([...row.cells])
  return { bytes, rows }
}

/** One part of a zip, by its central directory. */
function partOf(zip: Buffer, name: string): string {
  for (let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')) {
    const [size, length, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    if (zip.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    return inflateRawSync(zip.subarray(start, start + size)).toString()
  }
  throw new Error(`${name} is not in the file`)
}

test('the exported file carries the recipient’s watermark and no formula', async () => {
  const fill = await fillOf(
    [system('k', 'enterpriseKind'), system('s', 'enterpriseSize', { by: 'grid' }), typed('b', { value: 'text', by: 'office' })],
    'byEnterprise',
  )
  const row = fill.table[0].key as string
  expect(cell(fill, row, 'k')).toMatchObject({ value: '企业' })
  // What the registry does not know of an enterprise is asked of its grid.
  expect(cell(fill, row, 's')).toMatchObject({ origin: 'missing', askedOf: { code: grid } })
  await move(office, fill.id, 'collect')
  await type(officer, fill.id, row, '小型', 's')
  await type(office, fill.id, row, '=1+HYPERLINK("x")')
  await move(checker, fill.id, 'seal')
  await move(office, fill.id, 'send', { sentTo: '区工信局 王处' })
  const { bytes } = await sheetOf(fill.id, 1)
  const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet).toContain('供 区工信局 王处 使用')
  expect(sheet).toContain("'=1+HYPERLINK")
  expect(sheet).toContain("'=cmd|有限公司")
  expect(sheet).not.toContain('<f>')
})

test('a recount keeps what was typed and sees what the registry learnt', async () => {
  const fill = await fillOf([system('a', 'enterprises'), typed('b')])
  await move(office, fill.id, 'collect')
  await type(officer, fill.id, grid, '5')
  const before = Number(cell(fill, grid, 'a').value)
  const payload = { basedOn: 0, source: 'visit', kind: 'enterprise', name: '新来的店', industry: '餐饮', gridCode: grid, address: '暖阳路 3 号' }
  await officer.send({ method: 'PUT', url: `/api/enterprises/${newId()}`, payload })
  const after = (await move(office, fill.id, 'recount')).body
  expect(cell(after, grid, 'a').value).toBe(String(before + 1))
  expect(cell(after, grid, 'b')).toMatchObject({ origin: 'typed', value: '5' })
})

test.each([
  ['a source where it cannot stand', [system('a', 'enterpriseSize')], 'byGrid', ['columns', 0, 'source']],
  ['a grid asked for a community’s row', [typed('b')], 'byCommunity', ['columns', 0, 'by']],
  ['a filter that narrows nothing', [system('a', 'people', { filter: { caseKind: 'help' } })], 'byGrid', ['columns', 0, 'filter', 'caseKind']],
  ['one key twice', [system('a', 'people'), system('a', 'cases')], 'byGrid', ['columns', 1, 'key']],
])('%s is refused at its field', async (_, columns, rows, path) => {
  const { reply } = await define(columns, rows)
  expect(reply.status).toBe(400)
  expect(reply.body.details.issues[0].path).toEqual(path)
})

test('people living alone are in no form', async () => {
  const { reply } = await define([system('a', 'careEntries', { filter: { careGroup: 'livingAlone' } })])
  expect(reply.status).toBe(400)
})

test('every source counts in every row it may stand in', async () => {
  const { reportSources } = await import('@ejia/contract/report-sources.ts')
  for (const rows of ['byGrid', 'byCommunity', 'one', 'byBuilding', 'byEnterprise'] as const) {
    const columns = Object.entries(reportSources).flatMap(([source, rule], index) => (rule.rows.includes(rows) ? [system(`c${index}`, source)] : []))
    const fill = await fillOf(columns, rows)
    expect(fill.table.length, rows).toBeGreaterThan(0)
    const people = fill.columns.find((one: { source: string }) => one.source === 'people')
    if (!people) continue
    const sum = fill.table.reduce((all: number, row: { cells: Cell[] }) => all + Number(row.cells.find((one) => one.column === people.key)!.value ?? 0), 0)
    expect(sum, rows).toBe(6)
  }
})
