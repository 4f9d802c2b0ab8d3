import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { useWorld } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
let grids: string[] = []
let community = ''

beforeAll(async () => {
  community = world.places.communities[0]!.code
  grids = world.places.grids.map((grid) => grid.code).filter((code) => code.startsWith(community))
  // Two people in the first grid, six in the second, nine in the third; all told their phone.
  for (const [index, count] of [2, 6, 9].entries()) {
    const grid = grids[index]!
    const officer = await world.as('gridOfficer', grid)
    const building = world.places.buildings.find((one) => one.gridCode === grid)!
    const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
    const household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
    for (let line = 0; line < count; line++) {
      const facts = { name: `少数${String.fromCharCode(0x4e00 + line)}`, phone: `1390006${index}${String(line).padStart(3, '0')}` }
      await officer.post('/api/registry/people', { householdId: household, source: 'visit', facts }, { 'idempotency-key': newId() })
    }
  }
})

test('the freshness of a few is not shown, nor what would give it away; the three officers count their own', async () => {
  const office = await world.as('subdistrictStaff', subdistrict)
  const officer = await world.as('gridOfficer', grids[0]!)
  const below = (await office.get(`/api/registry/freshness?area=${community}`)).body
  expect(below.people).toBe(17)
  expect(below.byArea.map((row: { people: number | null }) => row.people)).toEqual([null, null, 9])
  for (const row of below.byArea.slice(0, 2)) expect(row).toMatchObject({ people: null, facts: null, fresh: null })
  // Asked for by itself it is not shown either, now or over time.
  for (const grid of grids.slice(0, 2))
    expect((await office.get(`/api/registry/freshness?area=${grid}`)).body).toMatchObject({ people: null, byArea: [{ people: null }], overTime: [] })
  expect((await officer.get(`/api/registry/freshness?area=${grids[0]}`)).body).toMatchObject({ people: 2, byArea: [{ people: 2 }] })
})

test('who may not open the records cannot compute a few residents in touch from the grids beside them', async () => {
  const district = await world.as('districtStaff', '990101')
  const inTouch = async (area: string) => (await district.get(`/api/dashboard/standing?area=${area}`)).body.residentsInTouch as number | null
  expect(await inTouch(community)).toBe(17)
  expect(await Promise.all(grids.slice(0, 3).map(inTouch))).toEqual([null, null, 9])
})
