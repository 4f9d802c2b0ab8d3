import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { citizenIdCheckCharacter } from '@ejia/check-digits/citizen-id.ts'
import { hostileWorkbooks } from '@ejia/spreadsheets/office-files/hostile-workbooks.ts'
import { textFiles } from '@ejia/spreadsheets/office-files/text-files.ts'
import { openSheetRows } from '@ejia/spreadsheets/open-sheet-rows.ts'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { runRetention } from '../src/registry/retention/run-retention.ts'
import { miscountedImports } from './miscounted-imports.ts'
import { putFile } from './upload.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
let office: Caller
let officer: Caller
let homes: string[] = []
const subdistrict = '990101001'
const header = '姓名,住址,联系电话,身份证号,性别,出生日期,与联系人关系,家庭联系人'
let serial = 1

/** A sound ID of nobody. */
function idOf(birth = '19560308'): string {
  const first = `110101${birth}${String(serial++).padStart(3, '0')}`
  return first + citizenIdCheckCharacter(first)
}

beforeAll(async () => {
  const { rows } = await sql<{ label: string }>`
    select b.name || ' ' || s.name || ' ' || d.name as label from dwellings d join buildings b on b.id = d.building_id join stairwells s on s.id = d.stairwell_id
    where b.grid_code = '990101001001001' order by b.name, s.name, d.floor, d.name limit 60`.execute(world.deps.db)
  homes = rows.map((row) => row.label)
  office = await world.as('subdistrictStaff', subdistrict)
  officer = await world.as('gridOfficer', '990101001001001')
})
beforeEach(async () => {
  office = await signedIn(world, office.accountId!)
  officer = await signedIn(world, officer.accountId!)
})

// The counts a page shows are kept with the import: whatever happened, they are those of its rows.
afterEach(async () => expect(await miscountedImports(world.deps.db)).toEqual([]))

const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\r\n'))
const work = () => workImports(world.deps.db, world.deps.crypto, world.deps.clock)
const upload = (bytes: Buffer, name = '名单.csv') => putFile(office, '/api/imports', 'file', name, bytes, { subdistrict })
async function checked(bytes: Buffer): Promise<{ id: string; outcomes: Record<string, number>; state: string; allowedMoves: string[]; header: string[] }> {
  const put = await upload(bytes)
  expect(put.status, put.text).toBe(201)
  await work()
  return (await office.get(`/api/imports/${put.body.id}`)).body
}
const faultsOf = async (id: string): Promise<{ row: number; faults: { field: string; fault: string }[] }[]> =>
  (await office.get(`/api/imports/${id}/faults`)).body.rows
const find = async (text: string): Promise<{ id: string }[]> => (await officer.post('/api/registry/searches', { text })).body.people

/** What offices really write, one kind each, and what must come of it. */
const kinds: [what: string, cells: (home: string) => string, outcome: 'new' | string][] = [
  ['a whole sound row', (home) => `甲一,${home},13900010001,${idOf()},男,1956-03-08,本人,是`, 'new'],
  ['name and address alone', (home) => `甲二,${home},,,,,,`, 'new'],
  ['digits of full width', (home) => `甲三,${home},１３９００１００００３,,,,,`, 'new'],
  ['a phone with spaces and +86', (home) => `甲四,${home},+86 139 0010 0004,,,,,`, 'new'],
  ['a date with dots', (home) => `甲五,${home},,,女,1956.3.8,,`, 'new'],
  ['a Chinese date', (home) => `甲六,${home},,,女,1956年3月8日,,`, 'new'],
  ['未提供 for a number', (home) => `甲七,${home},未提供,不详,,,,`, 'new'],
  ['a rare character in a name', (home) => `㛃䶮,${home},,,,,,`, 'new'],
  ['an ID without its last X in capitals', (home) => `甲九,${home},,11010519491231002x,,,,`, 'new'],
  ['no name', (home) => `,${home},13900010010,,,,,`, 'name:name_missing'],
  ['a name with digits', (home) => `甲11,${home},,,,,,`, 'name:name_wrong'],
  ['a formula for a name', (home) => `=cmd|' /C calc'!A0,${home},,,,,,`, 'name:name_wrong'],
  ['no address', () => '甲十二,,13900010012,,,,,', 'address:address_missing'],
  ['an unknown estate', () => '甲十三,梧桐里9号楼 1单元 101,,,,,,', 'address:address_unknown'],
  ['a building without a door', () => `甲十四,${homes[0]!.split(' ')[0]},,,,,,`, 'address:address_no_door'],
  ['a door the building has not', () => `甲十五,${homes[0]!.split(' ')[0]} 1单元 9901,,,,,,`, 'address:address_no_door'],
  ['an ID in scientific notation', (home) => `甲十六,${home},,3.70203E+17,,,,`, 'idNumber:id_lost_digits'],
  ['an ID whose end became zeros', (home) => `甲十七,${home},,110101195603081000,,,,`, 'idNumber:id_lost_digits'],
  ['an ID of 17 digits', (home) => `甲十八,${home},,11010119560308123,,,,`, 'idNumber:id_length'],
  ['an ID with a letter O', (home) => `甲十九,${home},,1101O1195603081234,,,,`, 'idNumber:id_characters'],
  ['an ID of no province', (home) => `甲二十,${home},,990101195603081234,,,,`, 'idNumber:id_region'],
  ['an ID born on 31 February', (home) => `甲廿一,${home},,110101195602311234,,,,`, 'idNumber:id_birth_date'],
  ['an ID one digit off', (home) => `甲廿二,${home},,110105194912310021,,,,`, 'idNumber:id_check_digit'],
  ['a birth date that is not the ID’s', (home) => `甲廿三,${home},,${idOf()},,1957-03-08,,`, 'birthDate:id_disagrees'],
  ['a year of two digits', (home) => `甲廿四,${home},,,,56.3.8,,`, 'birthDate:birth_date_two_digit_year'],
  ['month and day that cannot be told apart', (home) => `甲廿五,${home},,,,3/8/1956,,`, 'birthDate:birth_date_day_order'],
  ['a date without a day', (home) => `甲廿六,${home},,,,1956年3月,,`, 'birthDate:birth_date_incomplete'],
  ['a day that does not exist', (home) => `甲廿七,${home},,,,1956-02-30,,`, 'birthDate:birth_date_impossible'],
  ['a birth in the future', (home) => `甲廿八,${home},,,,2030-01-01,,`, 'birthDate:birth_date_impossible'],
  ['words for a date', (home) => `甲廿九,${home},,,,记不清,,`, 'birthDate:birth_date_format'],
  ['two phones in a cell', (home) => `甲三十,${home},13900010030/13900010031,,,,,`, 'phone:phone_several'],
  ['a phone in scientific notation', (home) => `甲卅一,${home},1.39E+10,,,,,`, 'phone:phone_lost_digits'],
  ['a landline without its area code', (home) => `甲卅二,${home},88001234,,,,,`, 'phone:phone_area_code'],
  ['a phone of 10 digits', (home) => `甲卅三,${home},1390001003,,,,,`, 'phone:phone_wrong'],
  ['an unknown sex', (home) => `甲卅四,${home},,,人妖,,,`, 'sex:sex_unknown'],
  ['an unknown relation', (home) => `甲卅五,${home},,,,,拜把子,`, 'relation:relation_unknown'],
  ['a contact that is neither yes nor no', (home) => `甲卅六,${home},,,,,,也许`, 'contactPerson:contact_unknown'],
]

test('each kind of row an office writes has its stated outcome', async () => {
  const seen = await checked(csv(...kinds.map(([, cells], index) => cells(homes[index % homes.length]!))))
  const faults = new Map((await faultsOf(seen.id)).map((row) => [row.row, row.faults.map((one) => `${one.field}:${one.fault}`).join()]))
  expect(kinds.map(([what], index) => `${what}: ${faults.get(index + 2) ?? 'new'}`)).toEqual(kinds.map(([what, , outcome]) => `${what}: ${outcome}`))
  expect(seen.outcomes).toEqual({ new: 9, change: 0, same: 0, wrong: kinds.length - 9 })
  // Nothing is written by a dry run.
  expect(await find('甲一')).toEqual([])
})

test('the sound rows are taken, the wrong ones come back in a file with what to correct, and only they are sent again', async () => {
  const home = homes[40]!
  const seen = await checked(csv(`乙一,${home},13900020001,${idOf()},,,本人,是`, `=乙二,${home},139,,,,,`))
  expect(seen.outcomes).toMatchObject({ new: 1, wrong: 1 })
  await office.post(`/api/imports/${seen.id}/apply`)
  await work()
  expect((await office.get(`/api/imports/${seen.id}`)).body).toMatchObject({ state: 'done', applied: 1 })
  expect(await find('13900020001')).toHaveLength(1)
  const file = await office.send({ method: 'GET', url: `/api/imports/${seen.id}/returned-file` })
  expect(file.status).toBe(200)
  const bytes = (
    await world.app.inject({
      method: 'GET',
      url: `/api/imports/${seen.id}/returned-file`,
      headers: { cookie: `__Host-ejia=${office.token}`, host: 'localhost:3000' },
    })
  ).rawPayload
  await using returned = await openSheetRows(bytes)
  const rows = []
  for await (const row of returned.rows) rows.push(row.cells)
  expect(returned.header.cells.at(-1)).toBe('错误说明')
  expect(rows).toHaveLength(1)
  // What began like a formula comes back as the text it was; a text cell is never computed.
  expect(rows[0]![0]).toBe('=乙二')
  expect(rows[0]!.at(-1)).toContain('电话不对')
  const again = await checked(Buffer.from([returned.header.cells.join(','), ['乙二', home, '13900020002', '', '', '', '', '', ''].join(',')].join('\n')))
  expect(again.outcomes).toMatchObject({ new: 1, wrong: 0 })
})

test('the same file again changes nothing; a corrected phone changes one', async () => {
  const [home, id] = [homes[41]!, idOf()]
  const first = await checked(csv(`丙一,${home},13900030001,${id},,,本人,是`))
  await office.post(`/api/imports/${first.id}/apply`)
  await work()
  expect((await checked(csv(`丙一,${home},13900030001,${id},,,本人,是`))).outcomes).toMatchObject({ same: 1 })
  const third = await checked(csv(`丙一,${home},13900030002,${id},,,本人,是`))
  expect(third.outcomes).toMatchObject({ change: 1 })
  await office.post(`/api/imports/${third.id}/apply`)
  await work()
  expect(await find('13900030001')).toEqual([])
  expect(await find('13900030002')).toHaveLength(1)
  // Undone: the phone is what it was.
  await office.post(`/api/imports/${third.id}/undo`)
  await work()
  expect((await office.get(`/api/imports/${third.id}`)).body).toMatchObject({ state: 'undone', undone: 1, leftAlone: 0 })
  expect(await find('13900030001')).toHaveLength(1)
  expect(await find('13900030002')).toEqual([])
})

test('an undo takes newcomers out and leaves alone what somebody corrected since', async () => {
  const [one, other] = [homes[42]!, homes[43]!]
  const seen = await checked(csv(`丁一,${one},13900040001,,,,,`, `丁二,${other},13900040002,,,,,`))
  await office.post(`/api/imports/${seen.id}/apply`)
  await work()
  const [touched] = await find('13900040002')
  const person = (await officer.get(`/api/registry/people/${touched!.id}`)).body
  await officer.post(`/api/registry/people/${touched!.id}/facts`, { basedOn: person.version, source: 'visit', facts: { sex: 'female' } })
  await office.post(`/api/imports/${seen.id}/undo`)
  await work()
  expect((await office.get(`/api/imports/${seen.id}`)).body).toMatchObject({ state: 'undone', undone: 1, leftAlone: 1 })
  expect(await find('13900040001')).toEqual([])
  expect(await find('13900040002')).toHaveLength(1)
})

test('the same ID twice in a file is said at the second row', async () => {
  const id = idOf()
  const seen = await checked(csv(`戊一,${homes[44]},,${id},,,,`, `戊二,${homes[45]},,${id},,,,`))
  expect(await faultsOf(seen.id)).toEqual([{ row: 3, faults: [expect.objectContaining({ field: 'idNumber', fault: 'twice_in_file' })] }])
})

test('columns guessed wrong are chosen by hand and checked again', async () => {
  const bytes = Buffer.from(`甲方,住在哪,打哪个\r\n己一,${homes[46]},13900060001`)
  const seen = await checked(bytes)
  expect(seen.outcomes).toMatchObject({ wrong: 1 })
  await office.post(`/api/imports/${seen.id}/mapping`, { mapping: { name: 0, address: 1, phone: 2 } })
  await work()
  expect((await office.get(`/api/imports/${seen.id}`)).body.outcomes).toMatchObject({ new: 1, wrong: 0 })
})

test('a GBK file and one with a byte-order mark are read', async () => {
  const text = `${header}\r\n庚一,${homes[47]},13900070001,,,,,`
  for (const one of textFiles.filter(
    ({ encoding, options, fault, rows }) => encoding === 'gb18030' && options === undefined && fault === undefined && rows !== undefined,
  )) {
    const put = (await upload(one.file())).body
    expect([put.header[0], put.rows], one.name).toEqual(['姓名', one.rows!.length])
  }
  expect((await checked(Buffer.from(`\ufeff${text}`))).outcomes).toMatchObject({ new: 1 })
})

test('files that are no spreadsheets, or dangerous ones, are refused whole with the field named', async () => {
  const refusedWhole = hostileWorkbooks.filter((one) => one.fault !== undefined && one.options === undefined)
  expect(refusedWhole.length).toBeGreaterThan(5)
  const files = [
    ...refusedWhole.map((one) => [one.name, one.file()] as const),
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')] as const,
    ['nothing', Buffer.alloc(0)] as const,
  ]
  for (const [name, bytes] of files) {
    const reply = await upload(bytes, 'x.xlsx')
    expect(reply.status, `${name}: ${reply.text}`).toBe(400)
    expect(reply.body.details.issues[0].path, name).toEqual(['file'])
  }
})

test('a cancel stops it, and what it stopped cannot be taken up again', async () => {
  const put = await upload(csv(`辛一,${homes[48]},,,,,,`))
  expect((await office.post(`/api/imports/${put.body.id}/cancel`)).body.state).toBe('cancelled')
  await work()
  expect((await office.get(`/api/imports/${put.body.id}`)).body).toMatchObject({ state: 'cancelled', outcomes: { new: 0 } })
  expect((await office.post(`/api/imports/${put.body.id}/apply`)).body.code).toBe('move_not_allowed')
})

test('rows lie sealed, and after thirty days they and their key are gone', async () => {
  const seen = await checked(csv(`壬一,${homes[49]},13900090001,,,,,`, `壬二,找不到的地方,13900090002,,,,,`))
  const before = await sql<{ text: string }>`select encode(cells_sealed, 'escape') as text from import_rows where import_id = ${seen.id}`.execute(world.deps.db)
  for (const row of before.rows) expect(row.text).not.toMatch(/壬|1390009/)
  world.clock.days(31)
  await runRetention(world.deps.db, world.deps.crypto, world.deps.clock())
  office = await signedIn(world, office.accountId!)
  const { rows } = await sql`select from import_rows where import_id = ${seen.id} and cells_sealed is not null`.execute(world.deps.db)
  expect(rows).toEqual([])
  expect((await office.get(`/api/imports/${seen.id}/returned-file`)).body.code).toBe('link_expired')
  expect((await office.get(`/api/imports/${seen.id}`)).body.allowedMoves).toEqual([])
})

test('the template names the columns the import looks for', async () => {
  const { rawPayload } = await world.app.inject({
    method: 'GET',
    url: '/api/imports/template',
    headers: { cookie: `__Host-ejia=${office.token}`, host: 'localhost:3000' },
  })
  await using sheet = await openSheetRows(rawPayload, { expected: [{ key: 'name', names: ['姓名'] }] })
  expect(sheet.header.cells.map((cell) => cell.replace(/[*＊]/g, '').trim())).toEqual(header.split(','))
})

test('an import that cannot be worked keeps no other waiting, and goes on once it can', async () => {
  const home = homes[50]!
  const put = async (name: string) => (await upload(csv(`${name},${home},,,,,,`))).body.id as string
  const broken = await put('坏一')
  const sound = await put('好一')
  const { rows } = await sql<{ cells_sealed: Buffer }>`select cells_sealed from import_rows where import_id = ${broken}`.execute(world.deps.db)
  await sql`update import_rows set cells_sealed = '\\x00' where import_id = ${broken}`.execute(world.deps.db)
  await expect(work()).rejects.toThrow(/unknown version/)
  const stateOf = async (id: string) => (await office.get(`/api/imports/${id}`)).body.state
  expect([await stateOf(broken), await stateOf(sound)]).toEqual(['checking', 'checked'])
  await sql`update import_rows set cells_sealed = ${rows[0]!.cells_sealed} where import_id = ${broken}`.execute(world.deps.db)
  await work()
  expect(await stateOf(broken)).toBe('checked')
})
