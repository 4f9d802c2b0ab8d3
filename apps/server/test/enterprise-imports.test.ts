import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { creditCodeCheckCharacter } from '@ejia/check-digits/credit-code.ts'
import { hostileWorkbooks } from '@ejia/spreadsheets/office-files/hostile-workbooks.ts'
import { inGbk } from '@ejia/spreadsheets/office-files/in-gbk.ts'
import { merges, numberCell, row, table, workbookFile } from '@ejia/spreadsheets/office-files/workbook-file.ts'
import { openSheetRows } from '@ejia/spreadsheets/open-sheet-rows.ts'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { miscountedImports } from './miscounted-imports.ts'
import { putFile } from './upload.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const grid = '990101001001001'
let office: Caller
let officer: Caller
let houses: string[] = []
let gridName = ''
const columns = ['企业名称', '经营地址', '统一社会信用代码', '企业类型', '行业', '规模', '联系人', '联系人电话', '所在网格']
const header = columns.join()
let serial = 1

/** A sound code of nobody. */
function codeOf(registrar = '91'): string {
  const first = `${registrar}110105EJ${String(serial++).padStart(7, '0')}`
  return first + creditCodeCheckCharacter(first)
}

beforeAll(async () => {
  const { rows } = await sql<{ name: string; grid: string }>`
    select b.name, g.name as grid from buildings b join areas g on g.code = b.grid_code where b.grid_code = ${grid} order by b.name`.execute(world.deps.db)
  houses = rows.map((one) => one.name)
  gridName = rows[0]!.grid
  office = await world.as('subdistrictStaff', subdistrict)
  officer = await world.as('gridOfficer', grid)
})
beforeEach(async () => {
  office = await signedIn(world, office.accountId!)
  officer = await signedIn(world, officer.accountId!)
})

// The counts a page shows are kept with the import: whatever happened, they are those of its rows.
afterEach(async () => expect(await miscountedImports(world.deps.db)).toEqual([]))

type Seen = { id: string; kind: string; state: string; header: string[]; mapping: object; outcomes: Record<string, number>; waiting: number }
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\r\n'))
const work = () => workImports(world.deps.db, world.deps.crypto, world.deps.clock)
const upload = (bytes: Buffer, fields: object = {}) => putFile(office, '/api/imports', 'file', '企业.csv', bytes, { subdistrict, ...fields })
const open = async (id: string): Promise<Seen> => (await office.get(`/api/imports/${id}`)).body
async function checked(bytes: Buffer, fields: object = {}): Promise<Seen> {
  const put = await upload(bytes, fields)
  expect(put.status, put.text).toBe(201)
  await work()
  return open(put.body.id)
}
async function move(name: 'apply' | 'undo', id: string) {
  expect((await office.post(`/api/imports/${id}/${name}`)).status).toBe(200)
  await work()
  return open(id)
}
const taken = async (...lines: string[]) => move('apply', (await checked(csv(...lines))).id)
const faultsOf = async (id: string) => {
  const { rows } = (await office.get(`/api/imports/${id}/faults?limit=200`)).body
  return new Map<number, string>(
    rows.map((one: { row: number; faults: { field: string; fault: string }[] }) => [one.row, one.faults.map((each) => `${each.field}:${each.fault}`).join()]),
  )
}
type Entry = { id: string; name: string; version: number; kind: string; industry: string; size: string | null; creditCode: string | null; address: string }
const find = async (text: string): Promise<Entry[]> => (await officer.get(`/api/enterprises?text=${encodeURIComponent(text)}`)).body.rows
const detail = async (id: string) => (await officer.get(`/api/enterprises/${id}`)).body

/** What offices really write, one kind each, and what must come of it. */
const kinds: [what: string, cells: (house: string) => string, outcome: 'new' | string][] = [
  ['a whole sound row', (house) => `甲一科技有限公司,${house}二层,${codeOf()},企业,软件业,小型,周敏,13900610001,`, 'new'],
  [
    'a code with spaces and in small letters',
    (house) =>
      `甲二商贸,${house},${codeOf()
        .toLowerCase()
        .replace(/(.{4})/gu, '$1 ')},企业,批发,,,,`,
    'new',
  ],
  [
    'a code of full width',
    (house) => `甲三商贸,${house},${codeOf().replace(/[0-9A-Z]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))},企业,批发,,,,`,
    'new',
  ],
  ['the kind by the code alone', (house) => `甲四理发店,${house},${codeOf('92')},,理发,,,,`, 'new'],
  ['a shop without a code', (house) => `甲五小吃,${house}一层,无,个体户,餐饮,,王店主,0532-88001234,`, 'new'],
  ['a stall in the street, in a grid by name', () => `甲六报亭,暖阳路路口,,个体工商户,零售,,,,${gridName}`, 'new'],
  ['a grid by its code', () => `甲七修鞋摊,暖阳路转角,,个体工商户,修理,,,,${grid}`, 'new'],
  ['no name', (house) => `,${house},${codeOf()},企业,批发,,,,`, 'enterpriseName:enterprise_name_missing'],
  ['a formula for a name', (house) => `=HYPERLINK("http://x"),${house},${codeOf()},企业,批发,,,,`, 'enterpriseName:enterprise_name_wrong'],
  ['a number for a name', (house) => `12,${house},${codeOf()},企业,批发,,,,`, 'enterpriseName:enterprise_name_wrong'],
  ['no address', () => `乙三商贸,,${codeOf()},企业,批发,,,,`, 'businessAddress:business_address_missing'],
  ['an unknown building', () => `乙四商贸,梧桐里9号楼一层,${codeOf()},企业,批发,,,,`, 'businessAddress:building_unknown'],
  ['a code one character off', (house) => `乙五商贸,${house},91350100M000100Y4A,企业,批发,,,,`, 'creditCode:code_check_digit'],
  ['a code in scientific notation', (house) => `乙六商贸,${house},9.1350100E+17,企业,批发,,,,`, 'creditCode:code_lost_digits'],
  ['an old registration number', (house) => `乙七商贸,${house},370203228012345,企业,批发,,,,`, 'creditCode:code_old_number'],
  ['an organisation code alone', (house) => `乙八商贸,${house},M000100Y4,企业,批发,,,,`, 'creditCode:code_organisation_only'],
  ['a code of 17 characters', (house) => `乙九商贸,${house},91350100M000100Y4,企业,批发,,,,`, 'creditCode:code_length'],
  ['a code with a letter O', (house) => `乙十商贸,${house},9135O100M000100Y43,企业,批发,,,,`, 'creditCode:code_characters'],
  ['a code of no authority', (house) => `丙一商贸,${house},B1350100M000100Y43,企业,批发,,,,`, 'creditCode:code_registrar'],
  ['a code of no region', (house) => `丙二商贸,${house},91990100M000100Y43,企业,批发,,,,`, 'creditCode:code_region'],
  ['neither kind nor code', (house) => `丙三商贸,${house},,,批发,,,,`, 'enterpriseKind:enterprise_kind_missing'],
  ['an unknown kind', (house) => `丙四商贸,${house},,连锁,批发,,,,`, 'enterpriseKind:enterprise_kind_unknown'],
  ['a new one without industry', (house) => `丙五商贸,${house},${codeOf()},企业,,,,,`, 'industry:industry_missing'],
  ['an unknown size', (house) => `丙六商贸,${house},${codeOf()},企业,批发,巨型,,,`, 'size:size_unknown'],
  ['a formula for a contact', (house) => `丙七商贸,${house},${codeOf()},企业,批发,,=1+1,,`, 'contactName:contact_name_wrong'],
  ['two phones in a cell', (house) => `丙八商贸,${house},${codeOf()},企业,批发,,,13900610008/13900610009,`, 'contactPhone:phone_several'],
  ['a phone in scientific notation', (house) => `丙九商贸,${house},${codeOf()},企业,批发,,,1.39E+10,`, 'contactPhone:phone_lost_digits'],
  ['an unknown grid', (house) => `丙十商贸,${house},${codeOf()},企业,批发,,,,没有的网格`, 'enterpriseGrid:grid_unknown'],
]

test('each kind of row an office writes has its stated outcome', async () => {
  const seen = await checked(csv(...kinds.map(([, cells], index) => cells(houses[index % houses.length]!))))
  expect(seen.kind).toBe('enterprises')
  const faults = await faultsOf(seen.id)
  expect(kinds.map(([what], index) => `${what}: ${faults.get(index + 2) ?? 'new'}`)).toEqual(kinds.map(([what, , outcome]) => `${what}: ${outcome}`))
  expect(seen.outcomes).toEqual({ new: 7, change: 0, same: 0, wrong: kinds.length - 7 })
  expect(seen.waiting).toBe(1)
  // Nothing is written by a dry run.
  expect(await find('甲一科技')).toEqual([])
})

test('sound rows are entered with their contact sealed; wrong ones come back with what to correct, and only they are sent again', async () => {
  const [house, code] = [houses[0]!, codeOf()]
  const after = await taken(
    `丁一科技（暖阳）有限公司,${house}三层,${code},企业,软件业,大型企业,欧阳联系,13900620001,`,
    `@丁二,${house},${code.slice(0, 17)},,,,,,`,
  )
  expect(after).toMatchObject({ state: 'done', applied: 1, outcomes: { new: 1, wrong: 1 } })
  const [entry] = await find('丁一科技')
  expect(entry).toMatchObject({ kind: 'enterprise', creditCode: code, size: 'large', industry: '软件业', grid: { code: grid } })
  const whole = await detail(entry!.id)
  expect(whole).toMatchObject({ contactName: '欧**', contactPhoneEnding: '0001', addressWaits: false, source: 'import' })
  const kept = await sql<{ sealed: Buffer }>`
    select contact_name_sealed || contact_phone_sealed as sealed from enterprises where id = ${entry!.id}
    union all select cells_sealed from import_rows where import_id = ${after.id}`.execute(world.deps.db)
  expect(kept.rows).toHaveLength(3)
  for (const { sealed } of kept.rows) expect(['欧阳', '1390062'].filter((text) => sealed.includes(text))).toEqual([])
  const { rawPayload } = await world.app.inject({
    method: 'GET',
    url: `/api/imports/${after.id}/returned-file`,
    headers: { cookie: `__Host-ejia=${office.token}`, host: 'localhost:3000' },
  })
  await using returned = await openSheetRows(rawPayload)
  const rows = []
  for await (const one of returned.rows) rows.push(one.cells)
  expect(returned.header.cells).toEqual([...columns, '错误说明'])
  // What began like a formula comes back as the text it was.
  expect(rows.map((cells) => cells[0])).toEqual(['@丁二'])
  expect(rows[0]!.at(-1)).toContain('信用代码')
  const again = await checked(Buffer.from([returned.header.cells.join(), `丁二商行,${house},${codeOf('92')},,零售,,,,,`].join('\n')))
  expect(again.outcomes).toMatchObject({ new: 1, wrong: 0 })
})

test('the same code is an update and never a second entry; what the file leaves out stays', async () => {
  const [house, code] = [houses[0]!, codeOf()]
  await taken(`戊一商贸（集团）,${house}一层,${code},企业,批发,小型,钱老板,13900630001,`)
  // Brackets of half width, spaces: the same.
  expect((await checked(csv(`戊一商贸(集团),${house} 一层,${code},企业,批发,小型,钱老板,139 0063 0001,`))).outcomes).toMatchObject({ same: 1, change: 0 })
  const changed = await checked(Buffer.from(`单位名称,地址,社会信用代码,行业\n戊一贸易,${house}一层,${code},零售`))
  expect(changed.outcomes).toMatchObject({ change: 1, new: 0 })
  await move('apply', changed.id)
  expect(await find('戊一商贸')).toEqual([])
  const [entry, ...more] = await find('戊一贸易')
  expect(more).toEqual([])
  expect(entry).toMatchObject({ industry: '零售', size: 'small', creditCode: code })
  expect(await detail(entry!.id)).toMatchObject({ contactName: '钱**', contactPhoneEnding: '0001' })
  // Undone: what it was.
  expect(await move('undo', changed.id)).toMatchObject({ state: 'undone', undone: 1, leftAlone: 0 })
  expect((await find('戊一商贸')).map((one) => [one.id, one.industry])).toEqual([[entry!.id, '批发']])
  expect((await detail(entry!.id)).history.map((one: { change: string }) => one.change)).toEqual(['undone', 'corrected', 'entered'])
})

test('without a code it is the one of that name in the community; a code found later is added to it', async () => {
  const [house, other, code] = [houses[0]!, houses.at(-1)!, codeOf('92')]
  await taken(`己一面馆,${house}一层,,个体户,餐饮,,,,`)
  const byName = await checked(csv(`己一 面馆,${house}一层,,个体户,快餐,,,,`, `己二面馆,${other}一层,,个体户,餐饮,,,,`))
  expect(byName.outcomes).toMatchObject({ change: 1, new: 1 })
  const withCode = await taken(`己一面馆,${house}一层,${code},,餐饮,,,,`)
  expect(withCode.outcomes).toMatchObject({ change: 1, new: 0 })
  expect((await find('己一面馆')).map((one) => one.creditCode)).toEqual([code])
  // Another code is another shop, whatever it is called; then the name alone says neither.
  expect((await taken(`己一面馆,${house}二层,${codeOf('92')},,餐饮,,,,`)).outcomes).toMatchObject({ new: 1 })
  const neither = await checked(csv(`己一面馆,${house}一层,,个体户,餐饮,,,,`))
  expect((await faultsOf(neither.id)).get(2)).toBe('creditCode:enterprise_several')
})

test('the same enterprise twice in a file is said at the second row', async () => {
  const [house, code] = [houses[0]!, codeOf()]
  const seen = await checked(
    csv(
      `庚一商贸,${house},${code},企业,批发,,,,`,
      `庚一贸易,${house},${code},企业,批发,,,,`,
      `庚一商贸,${house},,企业,批发,,,,`,
      `庚二小吃,${house},,个体户,餐饮,,,,`,
      `庚二小吃,${house},,个体户,餐饮,,,,`,
      `庚一商贸,${house},${codeOf()},企业,批发,,,,`,
    ),
  )
  expect([...(await faultsOf(seen.id))]).toEqual([
    [3, 'creditCode:enterprise_twice'],
    [4, 'enterpriseName:enterprise_twice'],
    [6, 'enterpriseName:enterprise_twice'],
  ])
  expect(seen.outcomes).toMatchObject({ new: 3 })
})

test('an undo takes new entries out, and leaves what somebody corrected by hand since', async () => {
  const [house, code] = [houses[0]!, codeOf()]
  await taken(`辛一商贸,${house},${code},企业,批发,,,13900640001,`)
  const seen = await taken(
    `辛一商贸,${house},${code},企业,零售,,,13900640009,`,
    `辛二商贸,${house},${codeOf()},企业,批发,,,,`,
    `辛三商贸,${house},${codeOf()},企业,批发,,,,`,
  )
  expect(seen).toMatchObject({ applied: 3 })
  for (const name of ['辛一商贸', '辛三商贸']) {
    const [{ id, version, ...entry }] = (await find(name)) as [Entry]
    const { kind, creditCode, address } = entry
    const payload = { kind, name, creditCode, address, industry: '电商', gridCode: grid, source: 'visit', basedOn: (await detail(id)).version ?? version }
    expect((await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload })).status).toBe(200)
  }
  expect(await move('undo', seen.id)).toMatchObject({ state: 'undone', undone: 1, leftAlone: 2 })
  expect((await find('辛一商贸')).map((one) => one.industry)).toEqual(['电商'])
  expect(await find('辛二商贸')).toEqual([])
  expect(await find('辛三商贸')).toHaveLength(1)
  // Taken out, it may be imported anew.
  expect((await taken(`辛二商贸,${house},${codeOf()},企业,批发,,,,`)).outcomes).toMatchObject({ new: 1 })
})

test('an undo gives the entry back to the contact whose number the import had changed', async () => {
  const [house, code] = [houses[0]!, codeOf()]
  await taken(`寅一商贸,${house},${code},企业,批发,,,13900650001,`)
  const [entry] = await find('寅一商贸')
  await sql`update enterprises set contact_account_id = ${officer.accountId} where id = ${entry!.id}`.execute(world.deps.db)
  const contactOf = async () =>
    (await sql<{ contact: string | null }>`select contact_account_id as contact from enterprises where id = ${entry!.id}`.execute(world.deps.db)).rows[0]!
      .contact
  const changed = await taken(`寅一商贸,${house},${code},企业,批发,,,13900650002,`)
  expect(await contactOf()).toBe(null)
  await move('undo', changed.id)
  expect(await contactOf()).toBe(officer.accountId)
  expect(await detail(entry!.id)).toMatchObject({ contactPhoneEnding: '0001' })
})

test('a row whose building is not found waits with suggestions; the officer picks the building and it is entered', async () => {
  const house = houses[0]!
  const misspelt = `${house.replace(/^./u, '按')}一层`
  const seen = await taken(`壬一小吃,${misspelt},${codeOf('92')},,餐饮,,,,`, `壬二小吃,${house}一层,${codeOf('92')},,餐饮,,,,`)
  expect(seen).toMatchObject({ applied: 1, waiting: 1 })
  const { rows } = (await officer.get('/api/address-waits')).body
  const wait = rows.find((one: { importId: string }) => one.importId === seen.id)
  expect(wait).toMatchObject({ kind: 'enterprises', row: 2, fault: 'building_unknown' })
  expect(wait.suggestions.every((one: { dwellingId: string | null }) => one.dwellingId === null)).toBe(true)
  const place = wait.suggestions.find((one: { label: string }) => one.label === house)
  const url = `/api/address-waits/${seen.id}/2`
  // An enterprise's name and address are open facts.
  expect((await officer.get(url)).body).toMatchObject({ address: misspelt, maskedName: '壬一小吃' })
  const refused = await officer.post(url, { choice: { buildingId: place.buildingId, door: '101' } })
  expect(refused.body.details.issues).toEqual([{ path: ['choice'], rule: 'not_allowed_here' }])
  const other = await sql<{ id: string }>`select id from buildings where grid_code = ${world.places.grids.at(-1)!.code} limit 1`.execute(world.deps.db)
  expect((await officer.post(url, { choice: { buildingId: other.rows[0]!.id } })).status).toBe(400)
  expect((await officer.post(url, { choice: { buildingId: place.buildingId } })).body).toEqual({ outcome: 'applied' })
  const [entry] = await find('壬一小吃')
  expect(await detail(entry!.id)).toMatchObject({ address: misspelt, addressWaits: false, grid: { code: grid } })
  // The file of people knows no building without a door.
  expect(await open(seen.id)).toMatchObject({ waiting: 0, applied: 2 })
})

test('with a grid but no building it is entered, and its address waits in the list of written ones; settled it stays so', async () => {
  const line = `癸一报亭,暖阳路路口西侧,,个体户,零售,,,,${gridName}`
  await taken(line)
  const [entry] = await find('癸一报亭')
  expect(await detail(entry!.id)).toMatchObject({ addressWaits: true })
  const { rows } = (await officer.get('/api/written-addresses')).body
  expect(rows.find((one: { id: string }) => one.id === entry!.id)).toMatchObject({ of: 'enterprise', enterpriseName: '癸一报亭' })
  await officer.post(`/api/written-addresses/enterprise/${entry!.id}`, { choice: { leaveOut: true } })
  expect((await checked(csv(line))).outcomes).toMatchObject({ same: 1 })
  expect(await detail(entry!.id)).toMatchObject({ addressWaits: false })
})

test('real files: merged headers, codes kept as numbers, titles and blank rows, GBK', async () => {
  const code = codeOf()
  const [house, other] = [houses[0]!, houses.at(-1)!]
  const data =
    row(1, ['暖阳街道企业台账']) +
    row(2, ['企业名称', '统一社会信用代码', '经营地址', '行业', '联系方式', null]) +
    row(3, [null, null, null, null, '联系人', '联系电话']) +
    table(
      [
        ['子一商贸', code, house, '批发', '周敏', '13900670001'],
        ['子二商贸', numberCell('913702031234567890'), house, '批发', null, null],
        ['', '', '', '', '', ''],
        ['子三商贸', codeOf(), other, '批发', '吴六', numberCell('13900670003')],
      ],
      4,
    )
  const book = workbookFile({ sheets: [{ name: '企业', data, after: merges('A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2') }] })
  const seen = await checked(book)
  expect(seen).toMatchObject({
    kind: 'enterprises',
    mapping: { enterpriseName: 0, creditCode: 1, businessAddress: 2, industry: 3, contactName: 4, contactPhone: 5 },
  })
  expect([...(await faultsOf(seen.id))]).toEqual([[5, 'creditCode:code_lost_digits']])
  expect(seen.outcomes).toMatchObject({ new: 2, wrong: 1 })
  const gbk = await checked(inGbk(`${header}\r\n子四商贸,${house},${codeOf()},企业,批发,微型,郑七,13900670004,`))
  expect([gbk.header[0], gbk.outcomes['new']]).toEqual(['企业名称', 1])
})

test('the header proposes what a file holds, the choice decides it, and columns are those of its kind', async () => {
  const propose = async (text: string) => (await putFile(office, '/api/imports/proposals', 'file', 'a.csv', Buffer.from(text))).body
  expect(await propose(`${header}\n`)).toEqual({ kind: 'enterprises' })
  expect(await propose('店名,经营者,电话,地址\n甲店,周,1,2')).toEqual({ kind: 'enterprises' })
  expect(await propose('姓名,身份证号,住址,联系电话\n甲,1,2,3')).toEqual({ kind: 'people' })
  expect(await propose('人员姓名,现住址,手机号\n甲,1,2')).toEqual({ kind: 'people' })
  expect(await propose('甲方,打哪个\n甲,1')).toEqual({ kind: null })
  const line = `丑一商贸,${houses[0]!},${codeOf()},企业,批发,,,,`
  const asPeople = await checked(csv(line), { kind: 'people' })
  expect(asPeople).toMatchObject({ kind: 'people', outcomes: { wrong: 1 } })
  const renamed = await checked(Buffer.from(`甲方,住在哪,代码,做什么\n丑一商贸,${houses[0]!},${codeOf()},批发`), { kind: 'enterprises' })
  const remap = (mapping: object) => office.post(`/api/imports/${renamed.id}/mapping`, { mapping })
  expect((await remap({ name: 0, businessAddress: 1 })).body.details.issues).toEqual([{ path: ['mapping', 'name'], rule: 'not_allowed_here' }])
  expect((await remap({ enterpriseName: 0, businessAddress: 1, creditCode: 2, industry: 3 })).status).toBe(200)
  await work()
  expect((await open(renamed.id)).outcomes).toMatchObject({ new: 1, wrong: 0 })
  const campaign = await upload(csv(line), { recordedFor: 'epidemicControl' })
  expect(campaign.status).toBe(400)
  expect(campaign.body.details.issues[0].path).toEqual(['recordedFor'])
})

test('dangerous files are refused whole where the header is looked at, too', async () => {
  for (const { name, file } of hostileWorkbooks.filter((one) => one.fault !== undefined && one.options === undefined)) {
    const reply = await putFile(office, '/api/imports/proposals', 'file', 'x.xlsx', file())
    // A file whose rows turn out broken has a header that can be read.
    expect([200, 400], `${name}: ${reply.text}`).toContain(reply.status)
    if (reply.status === 400) expect(reply.body.details.issues[0].path, name).toEqual(['file'])
    expect((await upload(file(), { kind: 'enterprises' })).status, name).toBe(400)
  }
})

test('the template names the columns the import looks for, with dropdowns', async () => {
  const { rawPayload } = await world.app.inject({
    method: 'GET',
    url: '/api/imports/template?kind=enterprises',
    headers: { cookie: `__Host-ejia=${office.token}`, host: 'localhost:3000' },
  })
  await using sheet = await openSheetRows(rawPayload, { expected: [{ key: 'name', names: ['企业名称'] }] })
  expect(sheet.header.cells.map((cell) => cell.replace(/[*＊]/g, '').trim())).toEqual(columns)
})
