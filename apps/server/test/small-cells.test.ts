import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { otherGrid, useWorld, type Caller } from './test-world.ts'

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

/** Cases: two in one grid, six and nine in others, one alone in a community, some known to lie in no grid; some closed, some open. */
async function fileCases(): Promise<void> {
  const others = world.places.communities
    .slice(1, 4)
    .map(({ code }) => world.places.grids.filter((grid) => grid.code.startsWith(code)).map((grid) => grid.code))
  const counts = new Map<string, number>([
    [grids[0]!, 2],
    [grids[1]!, 6],
    [grids[2]!, 9],
    [others[0]![0]!, 1],
    ...others[1]!.slice(0, 5).map((grid): [string, number] => [grid, 1]),
    ...others[2]!.slice(0, 2).map((grid): [string, number] => [grid, 12]),
    [otherGrid, 7],
  ])
  for (const [area, count] of counts)
    for (let line = 0; line < count; line++) {
      const { requestId } = await world.report({ place: { areaCode: area }, subdistrict: area.slice(0, 9), phone: `1390007${String(line).padStart(4, '0')}` })
      if (line % 3 !== 1) continue
      await sql`
        update requests set state = 'closed', closed_at = now(), closure = 'residentConfirmed', outcome = 'solved' where id = ${requestId}`.execute(
        world.deps.db,
      )
    }
}

type Told = Record<string, number | null>
const columns = ['filed', 'open', 'overdue', 'staffDeclared', 'residentVerified'] as const

/** Everything the district is told of its areas, from the top down to the grids. */
async function readAll(district: Caller): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  const open = async (area: string): Promise<void> => {
    const board = (await district.get(`/api/dashboard?area=${area}&from=2026-11-01&to=2026-12-31`)).body
    told.set(area, { ...told.get(area), ...Object.fromEntries([...columns, 'solved'].map((column) => [column, board[column]])) })
    for (const row of board.byArea) {
      const before = told.get(row.area.code)
      told.set(row.area.code, { ...row, ...before })
      if (row.area.code.length > area.length) await open(row.area.code)
    }
  }
  await open('990101')
  return told
}

/** What follows from what was told: a missing part from its total, a missing total from its parts; until nothing more follows. */
function computed(told: ReadonlyMap<string, Told>, column: string): Map<string, number> {
  const known = new Map([...told].flatMap(([area, row]) => (typeof row[column] === 'number' ? [[area, row[column]] as const] : [])))
  const found = new Map<string, number>()
  for (let more = true; more;) {
    more = false
    for (const area of told.keys()) {
      const parts = [...told.keys()].filter((code) => code.length === area.length + 3 && code.startsWith(area))
      if (parts.length === 0) continue
      const missing = parts.filter((part) => !known.has(part))
      const sum = parts.reduce((total, part) => total + (known.get(part) ?? 0), 0)
      const total = known.get(area)
      const answer =
        missing.length === 0 && total === undefined
          ? ([area, sum] as const)
          : missing.length === 1 && total !== undefined
            ? ([missing[0]!, total - sum] as const)
            : null
      if (!answer) continue
      known.set(...answer)
      found.set(...answer)
      more = true
    }
  }
  return found
}

test('who may not open the cases cannot compute a few of them from what the levels above, beside and below tell', async () => {
  await fileCases()
  const district = await world.as('districtStaff', '990101')
  const told = await readAll(district)
  const smallGrid = grids[0]!
  expect(told.get(smallGrid)).toMatchObject({ filed: null })
  expect(told.get(grids[1]!)).toMatchObject({ filed: null })
  expect(told.get(grids[2]!)).toMatchObject({ filed: 9 })
  expect(told.get(world.places.communities[3]!.code)).toMatchObject({ filed: 24 })
  for (const column of columns) expect([column, [...computed(told, column)]]).toEqual([column, []])
  // Nor is a few told in any other way: the area asked for by itself, its rates, its kinds, its weeks.
  const alone = (await district.get(`/api/dashboard?area=${smallGrid}&from=2026-11-01&to=2026-12-31`)).body
  expect(alone).toMatchObject({ open: null, filed: null, solved: null, responseRate: null, byCategory: [], overTime: [] })
  expect((await district.get(`/api/dashboard/standing?area=${smallGrid}`)).body.solved).toBe(null)
  const byGrid = (await district.get(`/api/dashboard?area=${subdistrict}&by=grid&from=2026-11-01&to=2026-12-31`)).body.byArea
  for (const row of byGrid) expect([row.area.code, row.filed]).toEqual([row.area.code, told.get(row.area.code)!['filed']])
  // Who may open the cases counts them all.
  const office = await world.as('subdistrictStaff', subdistrict)
  expect((await office.get(`/api/dashboard?area=${smallGrid}&from=2026-11-01&to=2026-12-31`)).body).toMatchObject({ filed: 2 })
})

test('a rate is told although few were withdrawn or declined: what it leaves out is told together', async () => {
  const district = await world.as('districtStaff', '990101')
  const board = async () => (await district.get('/api/dashboard?area=990101&from=2026-11-01&to=2026-12-31')).body
  const cases = await sql<{ id: string }>`
    select id from requests where area_code = ${world.places.grids.find((grid) => grid.code.startsWith(world.places.communities[3]!.code))!.code}
      and state not in ('closed') order by id limit 7`.execute(world.deps.db)
  const ids = cases.rows.map((row) => row.id)
  expect(ids).toHaveLength(7)
  await sql`update requests set state = 'withdrawn', closed_at = now() where id = any(${ids.slice(0, 3)}::uuid[])`.execute(world.deps.db)
  // Three alone are too few, and would follow from the rate.
  expect(await board()).toMatchObject({ resolutionRate: null })
  await sql`update requests set state = 'declined', closed_at = now() where id = any(${ids.slice(3)}::uuid[])`.execute(world.deps.db)
  const { resolutionRate } = await board()
  expect(resolutionRate.excluded).toContainEqual({ why: 'together', count: 7 })
  expect(resolutionRate.excluded.map(({ why }: { why: string }) => why)).not.toContain('withdrawn')
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
