import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const grid = '990101001001001'
let officer: Caller
let sibling: Caller
let home: { building: string; id: string; stairwell: string; door: string; dwelling: string }
let other: typeof home
let serial = 0

type Wait = { id: string; of: string; fault: string; enterpriseName: string | null }

beforeAll(async () => {
  const homeIn = async (code: string) =>
    (
      await sql<typeof home>`
        select b.name as building, b.id, s.name as stairwell, d.name as door, d.id as dwelling from dwellings d join buildings b on b.id = d.building_id
          join stairwells s on s.id = d.stairwell_id where b.grid_code = ${code} order by b.name, s.name, d.name limit 1`.execute(world.deps.db)
    ).rows[0]!
  home = await homeIn(grid)
  other = await homeIn(world.places.grids.at(-1)!.code)
  officer = await world.as('gridOfficer', grid)
  sibling = await world.as('gridOfficer', world.places.grids.at(-1)!.code)
})

const enter = (caller: Caller, address: string, more: object = {}) =>
  caller.post(
    '/api/registry/written-people',
    { gridCode: grid, address, kind: 'resident', source: 'visit', facts: { name: `手写人${'甲乙丙丁戊己庚辛'[serial++ % 8]}`, ...more } },
    { 'idempotency-key': newId() },
  )
const waits = async (caller: Caller): Promise<Wait[]> => (await caller.get('/api/written-addresses')).body.rows
const settle = (caller: Caller, wait: Wait, choice: object) => caller.post(`/api/written-addresses/${wait.of}/${wait.id}`, { choice })
const livesAt = async (dwelling: string): Promise<string[]> =>
  (
    await sql<{ id: string }>`
      select p.id from persons p join households h on h.subdistrict = p.subdistrict and h.id = p.household_id
      where h.dwelling_id = ${dwelling} and p.ended_at is null order by p.id`.execute(world.deps.db)
  ).rows.map((row) => row.id)
const firm = async (address: string) => {
  const id = newId()
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: `手写企业${serial++}`, industry: '批发', gridCode: grid, address }
  const saved = await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: entry })
  expect(saved.status, saved.text).toBe(200)
  return { id, entry, saved: saved.body }
}
const buildingOf = async (id: string) =>
  (await sql<{ building_id: string | null }>`select building_id from enterprises where id = ${id}`.execute(world.deps.db)).rows[0]!.building_id

test('an address written in any way is entered at its door at once, and the next one joins the household', async () => {
  const short = `${home.building.replace('号楼', '')}-${home.stairwell.replace('单元', '')}-${home.door}`
  const first = await enter(officer, short)
  expect(first.body).toMatchObject({ outcome: 'entered' })
  const second = await enter(officer, `${home.building}${home.stairwell}${home.door}室`)
  expect(second.body.householdId).toBe(first.body.householdId)
  expect(await livesAt(home.dwelling)).toEqual(expect.arrayContaining([first.body.personId, second.body.personId]))
})

test('what fits no door waits sealed, with suggestions; settled it is taken over, and nothing of it stays', async () => {
  const misspelt = home.building.replace(/^./u, '按')
  const written = `${misspelt} ${home.stairwell} ${home.door}`
  expect((await enter(officer, written, { phone: '13900551234' })).body).toEqual({ outcome: 'waits' })
  const [wait] = (await waits(officer)).filter((one) => one.of === 'newcomer')
  expect(wait!.fault).toBe('address_unknown')
  expect(JSON.stringify(wait)).not.toContain('手写')
  const kept = await sql<{ details_sealed: Buffer }>`select details_sealed from written_addresses where id = ${wait!.id}`.execute(world.deps.db)
  expect(kept.rows[0]!.details_sealed.includes('手写')).toBe(false)
  const opened = (await officer.get(`/api/written-addresses/newcomer/${wait!.id}`)).body
  expect(opened).toMatchObject({ address: written, maskedName: '手**' })
  expect(opened.suggestions.map((one: { dwellingId: string }) => one.dwellingId)).toContain(home.dwelling)
  expect(JSON.stringify(opened)).not.toContain('13900551234')
  const before = await livesAt(home.dwelling)
  expect((await settle(officer, wait!, { dwellingId: home.dwelling })).status).toBe(200)
  expect((await livesAt(home.dwelling)).length).toBe(before.length + 1)
  const key = await sql<{ wrapped: Buffer | null }>`select wrapped from data_keys where id = ${wait!.id}`.execute(world.deps.db)
  expect(key.rows[0]!.wrapped).toBe(null)
  expect((await settle(officer, wait!, { dwellingId: home.dwelling })).status).toBe(404)
})

test('wrong facts are said at once, before an address waits', async () => {
  const count = (await waits(officer)).length
  const refused = await enter(officer, '没有这栋楼', { idNumber: { kind: 'citizenId', number: '110105194912310021' } })
  expect(refused.body.details.issues[0]).toMatchObject({ path: ['facts', 'idNumber'] })
  expect((await waits(officer)).length).toBe(count)
})

test('a move waits too, one at a time, and is made where the address turns out to be; a new door is made', async () => {
  const { personId } = (await enter(officer, `${home.building} ${home.stairwell} ${home.door}`)).body
  const move = (address: string) => officer.post(`/api/registry/people/${personId}/written-moves`, { address, source: 'phone' })
  expect((await move(`${home.building} ${home.stairwell} 9911`)).body).toEqual({ outcome: 'waits' })
  expect((await move(`${home.building} ${home.stairwell} 9912`)).body.code).toBe('conflict')
  const wait = (await waits(officer)).find((one) => one.of === 'move')!
  const { read, maskedName } = (await officer.get(`/api/written-addresses/move/${wait.id}`)).body
  expect({ read, maskedName }).toEqual({ read: { stairwell: home.stairwell, door: '9911' }, maskedName: '手**' })
  expect((await settle(officer, wait, { buildingId: home.id, ...read })).status).toBe(200)
  const made = await sql<{ id: string }>`select id from dwellings where building_id = ${home.id} and name = '9911'`.execute(world.deps.db)
  expect(await livesAt(made.rows[0]!.id)).toEqual([personId])
})

test('a door in another grid is for those who keep that grid; nobody puts people into a grid that is not theirs', async () => {
  expect((await enter(officer, `${other.building} ${other.stairwell} ${other.door}`)).body).toEqual({ outcome: 'waits' })
  const wait = (await waits(sibling)).find((one) => one.of === 'newcomer')!
  expect((await settle(officer, wait, { dwellingId: other.dwelling })).body.details.issues).toEqual([{ path: ['choice'], rule: 'not_found' }])
  expect((await settle(sibling, wait, { dwellingId: other.dwelling })).status).toBe(200)
  await enter(officer, '查无此处 5号楼')
  const own = (await waits(officer)).filter((one) => one.of === 'newcomer')
  expect((await waits(sibling)).map((one) => one.id)).not.toContain(own.at(-1)!.id)
  expect((await settle(sibling, own.at(-1)!, { leaveOut: true })).status).toBe(404)
  expect((await settle(officer, own.at(-1)!, { leaveOut: true })).status).toBe(200)
})

test('an enterprise lies in the building its address says; else it waits, and is settled or kept as written', async () => {
  const matched = await firm(`${home.building}一层`)
  expect(matched.saved.addressWaits).toBe(false)
  expect(await buildingOf(matched.id)).toBe(home.id)
  const misspelt = await firm(`${home.building.replace(/^./u, '按')}一层`)
  expect(misspelt.saved.addressWaits).toBe(true)
  const ofFirm = async (id: string) => (await waits(officer)).find((one) => one.id === id)
  expect(await ofFirm(misspelt.id)).toMatchObject({ of: 'enterprise', enterpriseName: misspelt.entry.name })
  expect((await waits(sibling)).map((one) => one.id)).not.toContain(misspelt.id)
  const opened = (await officer.get(`/api/written-addresses/enterprise/${misspelt.id}`)).body
  expect(opened.suggestions).toContainEqual({ buildingId: home.id, dwellingId: null, label: home.building })
  await settle(officer, (await ofFirm(misspelt.id))!, { buildingId: home.id })
  expect(await buildingOf(misspelt.id)).toBe(home.id)
  expect(await ofFirm(misspelt.id)).toBeUndefined()
  // A stall in the street lies in no building; its address stays as it was written, and is not asked again.
  const stall = await firm('暖阳路路口报亭')
  await settle(officer, (await ofFirm(stall.id))!, { leaveOut: true })
  const again = await officer.send({ method: 'PUT', url: `/api/enterprises/${stall.id}`, payload: { ...stall.entry, basedOn: 1, industry: '零售' } })
  expect(again.body).toMatchObject({ addressWaits: false, address: '暖阳路路口报亭' })
  // Another address is looked for anew.
  const moved = await officer.send({ method: 'PUT', url: `/api/enterprises/${stall.id}`, payload: { ...stall.entry, basedOn: 2, address: '新开的路 1 号' } })
  expect(moved.body.addressWaits).toBe(true)
})
