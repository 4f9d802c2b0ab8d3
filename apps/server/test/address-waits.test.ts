import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { miscountedImports } from './miscounted-imports.ts'
import { putFile } from './upload.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const grid = '990101001001001'
let office: Caller
let officer: Caller
let sibling: Caller
let home: { building: string; id: string; stairwell: string; door: string; dwelling: string }
let serial = 0

type Wait = { importId: string; row: number; fault: string; suggestions: { buildingId: string; dwellingId: string | null; label: string }[] }

beforeAll(async () => {
  const { rows } = await sql<typeof home>`
    select b.name as building, b.id, s.name as stairwell, d.name as door, d.id as dwelling from dwellings d join buildings b on b.id = d.building_id
      join stairwells s on s.id = d.stairwell_id where b.grid_code = ${grid} order by b.name, s.name, d.name limit 1`.execute(world.deps.db)
  home = rows[0]!
  office = await world.as('subdistrictStaff', subdistrict)
  officer = await world.as('gridOfficer', grid)
  sibling = await world.as('gridOfficer', world.places.grids.at(-1)!.code)
})

// The counts a page shows are kept with the import: whatever happened, they are those of its rows.
afterEach(async () => expect(await miscountedImports(world.deps.db)).toEqual([]))

const work = () => workImports(world.deps.db, world.deps.crypto, world.deps.clock)

/** A file with one sound row and the given addresses. */
async function imported(...addresses: string[]): Promise<string> {
  const lines = [`同行人,${home.building} ${home.stairwell} ${home.door}`, ...addresses.map((address) => `等候人${'甲乙丙丁戊己庚'[serial++ % 7]},${address}`)]
  const put = await putFile(office, '/api/imports', 'file', '名单.csv', Buffer.from(['姓名,住址', ...lines].join('\n')), { subdistrict })
  expect(put.status, put.text).toBe(201)
  await work()
  return put.body.id
}

const waitsOf = async (caller: Caller, importId: string): Promise<Wait[]> =>
  (await caller.get('/api/address-waits')).body.rows.filter((row: Wait) => row.importId === importId)
const settle = (caller: Caller, wait: Wait, choice: object) => caller.post(`/api/address-waits/${wait.importId}/${wait.row}`, { choice })
const open = (importId: string) => office.get(`/api/imports/${importId}`).then((reply) => reply.body)
const livesAt = async (dwelling: string): Promise<string[]> =>
  (
    await sql<{ name: string }>`
      select p.name from persons p join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
      where h.dwelling_id = ${dwelling} and p.ended_at is null order by p.name`.execute(world.deps.db)
  ).rows.map((row) => row.name)

test('a door written in any way is found without asking anybody', async () => {
  const number = home.building.match(/\d+/)![0]
  const estate = home.building.replace(/\d.*$/u, '')
  const stairwell = home.stairwell.replace('单元', '')
  const forms = [
    `${estate}${number}栋${stairwell}单元${home.door}室`,
    `${estate} ${number}-${stairwell}-${home.door}`,
    `暖阳街道${estate}${number}幢${stairwell}门${home.door}号`,
  ]
  const id = await imported(...forms)
  expect((await open(id)).outcomes).toMatchObject({ new: 4, wrong: 0 })
})

test('an address that fits nowhere waits with suggestions; the officer picks the door and the row is taken at once', async () => {
  const misspelt = home.building.replace(/^./u, '按')
  const id = await imported(`${misspelt} ${home.stairwell} ${home.door}`)
  await office.post(`/api/imports/${id}/apply`)
  await work()
  expect(await open(id)).toMatchObject({ state: 'done', applied: 1, waiting: 1 })
  const [wait] = await waitsOf(officer, id)
  expect(wait).toMatchObject({ row: 3, fault: 'address_unknown' })
  const suggested = wait!.suggestions.find((one) => one.dwellingId === home.dwelling)
  expect(suggested?.label).toBe(`${home.building} ${home.stairwell} ${home.door}`)
  // Nothing is opened in the list; the one who settles it sees the address and a masked name.
  expect(JSON.stringify(wait)).not.toContain('等候')
  const opened = (await officer.get(`/api/address-waits/${id}/3`)).body
  expect(opened).toMatchObject({ address: `${misspelt} ${home.stairwell} ${home.door}`, maskedName: '等**' })
  expect((await settle(officer, wait!, { dwellingId: home.dwelling })).body).toEqual({ outcome: 'applied' })
  expect((await livesAt(home.dwelling)).filter((name) => name.startsWith('等候人'))).not.toEqual([])
  expect(await open(id)).toMatchObject({ applied: 2, waiting: 0 })
  expect((await settle(officer, wait!, { dwellingId: home.dwelling })).status).toBe(404)
})

test('a door the building has not is made where it is', async () => {
  const id = await imported(`${home.building} ${home.stairwell} 9901`)
  await office.post(`/api/imports/${id}/apply`)
  await work()
  const [wait] = await waitsOf(officer, id)
  expect(wait!.fault).toBe('address_no_door')
  const building = wait!.suggestions.find((one) => one.dwellingId === null)!
  expect(building.buildingId).toBe(home.id)
  const { read } = (await officer.get(`/api/address-waits/${id}/${wait!.row}`)).body
  expect(read).toEqual({ stairwell: home.stairwell, door: '9901' })
  expect((await settle(officer, wait!, { buildingId: home.id, ...read })).body).toEqual({ outcome: 'applied' })
  const made = await sql<{ id: string }>`select id from dwellings where building_id = ${home.id} and name = '9901'`.execute(world.deps.db)
  expect(await livesAt(made.rows[0]!.id)).toHaveLength(1)
  // An undo takes the person back; the door stays, it is real.
  await office.post(`/api/imports/${id}/undo`)
  await work()
  expect(await livesAt(made.rows[0]!.id)).toEqual([])
})

test('settled before the import runs, the row goes along with it; left out, it stays out', async () => {
  const id = await imported(`${home.building} ${home.stairwell} 9902`, `${home.building} 9903`)
  const [first, second] = await waitsOf(office, id)
  expect((await settle(office, first!, { buildingId: home.id, stairwell: home.stairwell, door: '9902' })).body).toEqual({ outcome: 'waitsForImport' })
  expect((await settle(office, second!, { leaveOut: true })).body).toEqual({ outcome: 'leftOut' })
  expect(await open(id)).toMatchObject({ waiting: 0, applied: 0, outcomes: { new: 1, wrong: 1 } })
  await office.post(`/api/imports/${id}/apply`)
  await work()
  expect(await open(id)).toMatchObject({ state: 'done', applied: 1 })
})

test('who keeps another grid neither sees nor settles it, nor can it be put into a grid that is not one’s own', async () => {
  const id = await imported(`${home.building} ${home.stairwell} 9904`)
  const [wait] = await waitsOf(officer, id)
  expect(await waitsOf(sibling, id)).toEqual([])
  expect((await sibling.get(`/api/address-waits/${id}/${wait!.row}`)).status).toBe(404)
  expect((await settle(sibling, wait!, { leaveOut: true })).status).toBe(404)
  const other = await sql<{ id: string }>`
    select d.id from dwellings d join buildings b on b.id = d.building_id where b.grid_code = ${world.places.grids.at(-1)!.code} limit 1`.execute(world.deps.db)
  const reply = await settle(officer, wait!, { dwellingId: other.rows[0]!.id })
  expect(reply.status).toBe(400)
  expect(reply.body.details.issues[0]).toMatchObject({ path: ['choice'], rule: 'not_found' })
})

test('a row with another fault waits for its sender, not for the place', async () => {
  const put = await putFile(office, '/api/imports', 'file', '名单.csv', Buffer.from(`姓名,住址,联系电话\n丁二,没有的里9号楼101,123`), { subdistrict })
  await work()
  expect(await waitsOf(office, put.body.id)).toEqual([])
})
