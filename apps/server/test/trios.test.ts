import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
let office: Caller
type Row = {
  grid: { code: string }
  complete: boolean
  openCases: number
  seats: { role: string; people: { accountId: string; openCases: number; grids: number; since: string }[] }[]
}
const trios = async (query = '') =>
  (await office.get(`/api/trios${query}`)).body as { rows: Row[]; people: number; vacantSeats: number; communities: { vacantSeats: number }[] }

beforeAll(async () => {
  office = await world.as('subdistrictStaff', '990101001')
})

test('complete at first; a vacancy comes first, then the codes', async () => {
  const before = await trios()
  expect(before).toMatchObject({ people: 90, vacantSeats: 0 })
  const last = world.places.grids.at(-1)!.code
  await sql`update assignments set valid_to = ${world.clock.now} where area_code = ${last} and role = 'gridOfficer'`.execute(world.deps.db)
  const { rows, vacantSeats, communities } = await trios()
  expect(vacantSeats).toBe(1)
  expect(rows[0]!.grid.code).toBe(last)
  expect(rows.slice(1).map((row) => row.grid.code)).toEqual(
    rows
      .slice(1)
      .map((row) => row.grid.code)
      .toSorted(),
  )
  expect((await trios('?gaps=true')).rows.map((row) => row.grid.code)).toEqual([last])
  expect(communities.reduce((sum, one) => sum + one.vacantSeats, 0)).toBe(1)
  expect((await office.get('/api/trios?sort=openCases')).status).toBe(400)
})

test('load is information: however the cases lie, the order is the codes', async () => {
  const { db } = world.deps
  const codes = (await trios()).rows.map((row) => row.grid.code)
  const busy = world.places.grids.at(-2)!.code
  const officer = (await sql<{ id: string }>`select account_id as id from assignments where area_code = ${busy} and role = 'gridOfficer'`.execute(db)).rows[0]!
    .id
  for (let index = 0; index < 7; index++) {
    const { requestId } = await world.report({ place: { areaCode: busy } })
    await sql`update requests set handler_account = ${officer} where id = ${requestId}`.execute(db)
  }
  const { rows } = await trios()
  const row = rows.find((one) => one.grid.code === busy)!
  expect(row.openCases).toBe(7)
  expect(row.seats.find((seat) => seat.role === 'gridOfficer')!.people).toEqual([expect.objectContaining({ openCases: 7, grids: 1 })])
  expect(rows.map((one) => one.grid.code)).toEqual(codes)
})

test('the notice says what the public page says, with the way to it', async () => {
  const grid = world.places.grids[0]!.code
  const { rows } = (await office.get(`/api/areas/${grid}/officer-notice`)).body
  const { officers } = (await world.anybody.get(`/api/my-grid?grid=${grid}`)).body
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ officers, url: expect.stringContaining(`/my-grid?grid=${grid}`), qr: expect.stringContaining('<svg') })
  expect((await office.get('/api/areas/990101001/officer-notice')).body.rows).toHaveLength(30)
})
