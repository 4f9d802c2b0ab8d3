import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { countDays } from '../src/reports/count-days.ts'
import { otherGrid, useWorld, type Caller, type Reply } from './test-world.ts'

const world = useWorld()
const period = 'from=2026-11-01&to=2026-12-31'

async function must(reply: Promise<Reply>): Promise<Reply> {
  const done = await reply
  expect(done.status, done.text).toBeLessThan(300)
  return done
}
const move = (caller: Caller, requestId: string, name: string, more: object = {}) =>
  must(caller.post(`/api/requests/${requestId}/moves`, { move: name, ...more }))

/** The subdistrict is counted from its cases, the district from the days: with one busy subdistrict both must say the same. */
async function bothSay(): Promise<Record<string, unknown>> {
  const office = await world.as('subdistrictStaff', '990101001')
  const district = await world.hire('subdistrictStaff', '990101')
  const [near, far] = [
    (await must(office.get(`/api/dashboard?area=990101001&${period}`))).body,
    (await must(district.get(`/api/dashboard?area=990101&${period}`))).body,
  ]
  const { area: _near, above: _district, byArea: areas, ...expected } = near
  const { area: _far, above: _nothing, byArea, ...said } = far
  expect(said).toEqual(expected)
  const sum = (rows: Record<string, number>[]) =>
    Object.fromEntries(['open', 'overdue', 'filed', 'staffDeclared'].map((key) => [key, rows.reduce((all, row) => all + row[key]!, 0)]))
  expect(sum(byArea)).toEqual(sum(areas))
  return said
}

describe('the overview of a district', () => {
  test('counts every case once, whatever was counted before and moved since', async () => {
    const grid = world.places.buildings[0]!.gridCode
    const made: { requestId: string; followKey: string }[] = []
    for (let day = 0; day < 6; day++) {
      for (let index = 0; index < 4; index++) made.push(await world.report({ category: index % 2 === 0 ? 'lamp' : 'door' }))
      world.clock.days(1)
    }
    const officer = () => world.as('gridOfficer', grid)
    const answer = async ({ requestId }: { requestId: string }, outcome: string) => {
      await move(await officer(), requestId, 'acknowledge', { told: '马上去看' })
      await move(await officer(), requestId, 'answer', { told: '处理了', outcome })
    }
    for (const report of made.slice(0, 12)) await answer(report, 'solved')
    for (const { followKey } of made.slice(0, 8)) await must(world.anybody.post(`/api/follow/${followKey}/moves`, { move: 'confirmSolved' }))
    await must(world.anybody.post(`/api/follow/${made[20]!.followKey}/moves`, { move: 'withdraw' }))
    const before = await bothSay()
    expect(before).toMatchObject({ filed: 24, solved: 8, residentVerified: 8, staffDeclared: 12 })

    expect(await countDays(world.deps.db, world.clock.now)).toBeGreaterThan(5)
    expect(await bothSay()).toEqual(before)
    expect(await countDays(world.deps.db, world.clock.now)).toBe(0)

    // A finished case that is rated, one taken up again, one newly finished, one filed on a counted day: none may be missed.
    await must(world.anybody.post(`/api/follow/${made[0]!.followKey}/moves`, { move: 'rate', stars: 5, words: '好' }))
    await must(world.anybody.post(`/api/follow/${made[9]!.followKey}/moves`, { move: 'confirmSolved' }))
    await must(world.anybody.post(`/api/follow/${made[1]!.followKey}/moves`, { move: 'notSolved', told: '又坏了' }))
    await answer(made[13]!, 'notSolvable')
    const after = await bothSay()
    expect(after).toMatchObject({ filed: 24, solved: 8, satisfactionRate: { numerator: 1, denominator: 1 } })
    expect(await countDays(world.deps.db, world.clock.now)).toBeGreaterThan(0)
    expect(await bothSay()).toEqual(after)
  })

  test('reads counted days from what was kept of them', async () => {
    await countDays(world.deps.db, world.clock.now)
    const before = await bothSay()
    await sql`update day_figures set filed = filed + 100 where day = (select max(day) from day_figures)`.execute(world.deps.db)
    await expect(bothSay()).rejects.toThrow('to deeply equal')
    await sql`update day_figures set filed = filed - 100 where day = (select max(day) from day_figures)`.execute(world.deps.db)
    expect(await bothSay()).toEqual(before)
  })

  test('knows the subdistrict of each case', async () => {
    await world.report({ place: { areaCode: otherGrid }, subdistrict: '990101002' })
    const district = await world.hire('subdistrictStaff', '990101')
    const { byArea } = (await must(district.get(`/api/dashboard?area=990101&${period}`))).body
    expect(byArea.map((row: { area: { name: string }; filed: number }) => [row.area.name, row.filed])).toEqual([
      ['暖阳街道', 24],
      ['远方街道', 1],
    ])
  })
})
