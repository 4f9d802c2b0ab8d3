import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { SummonsStanding } from '@ejia/contract/whistles.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const names = ['officer', 'lead', 'office', 'urban', 'market', 'police', 'district'] as const
const who = {} as Record<(typeof names)[number], Caller>
const unit = {} as Record<'urban' | 'market' | 'police', string>
const monday = '2026-11-23T02:00:00.000Z'

beforeAll(async () => {
  const grid = world.places.buildings[0]!.gridCode
  const { rows } = await sql<{ id: string }>`select id from units where kind = 'department' order by name limit 3`.execute(world.deps.db)
  Object.assign(unit, { urban: rows[0]!.id, market: rows[1]!.id, police: rows[2]!.id })
  who.officer = await world.as('gridOfficer', grid)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
  who.district = await world.as('districtStaff', '990101')
  for (const name of ['urban', 'market', 'police'] as const) who[name] = await world.hire('departmentContact', '990101001', { unit: unit[name] })
})
/** The clock runs for days; a staff session ends after half an hour. */
async function at(instant: string): Promise<void> {
  world.clock.now = new Date(instant)
  for (const name of names) who[name] = await signedIn(world, who[name].accountId!)
}
const step = (by: Caller, id: string, body: object) => by.post(`/api/whistles/${id}/moves`, body)

async function summoned(kind = 'jointEnforcement', units: (keyof typeof unit)[] = ['urban', 'market', 'police']) {
  const filed = await world.report({ category: 'lamp', text: '饭店油烟直排居民院', phone: '13900001234', name: '张秀英' })
  await who.officer.post(`/api/requests/${filed.requestId}/moves`, { move: 'acknowledge', told: '马上去看' })
  const { body } = await who.officer.post(`/api/requests/${filed.requestId}/whistles`, { kind, title: '饭店油烟', need: '一起到现场' })
  await step(who.lead, body.id, { move: 'approve' })
  const moved = await step(who.office, body.id, {
    move: 'summon',
    units: units.map((name, index) => ({ unitId: unit[name], part: index === 0 ? 'lead' : 'supporting' })),
  })
  expect(moved.status, moved.text).toBe(200)
  return { ...filed, id: body.id as string, units: moved.body.units as { unit: { id: string }; checkInDueAt: string }[], dueAt: moved.body.dueAt as string }
}

test('every number of a department opens exactly the whistles that were counted', async () => {
  await at(monday)
  const first = await summoned()
  await step(who.urban, first.id, { move: 'checkIn', unitId: unit.urban })
  await step(who.police, first.id, { move: 'object', unitId: unit.police, words: '不属于' })
  await step(who.office, first.id, { move: 'settleObjection', unitId: unit.police, uphold: true, words: '同意' })
  await at('2026-11-25T02:00:00.000Z')
  await step(who.market, first.id, { move: 'checkIn', unitId: unit.market })
  await step(who.urban, first.id, { move: 'plan', words: '加装净化器' })
  await step(who.urban, first.id, { move: 'finish', words: '达标' })
  await step(who.officer, first.id, { move: 'rate', unitId: unit.urban, stars: 4 })
  const second = await summoned('residentsUrge', ['police', 'market'])
  await step(who.market, second.id, { move: 'object', unitId: unit.market, words: '再看看' })
  await at('2026-11-28T02:00:00.000Z')
  await summoned('jointEnforcement', ['urban'])
  const { body } = await who.office.get('/api/whistle-figures')
  const keyOf: Record<SummonsStanding, string> = {
    summoned: 'summoned',
    onTime: 'checkedInOnTime',
    late: 'checkedInLate',
    missing: 'missing',
    notDue: 'notDue',
    released: 'released',
    rated: 'ratings',
  }
  const seen: Record<string, number> = {}
  for (const row of body.byUnit) {
    for (const standing of SummonsStanding.options) {
      const list = await who.office.get(`/api/whistles?show=all&unitId=${row.unit.id}&standing=${standing}&from=${body.from}&to=${body.to}`)
      expect(list.body.total, `${row.unit.name} ${standing}`).toBe(row[keyOf[standing]])
      expect(list.body.rows).toHaveLength(row[keyOf[standing]])
      seen[standing] = (seen[standing] ?? 0) + list.body.total
    }
    expect(row.checkedInOnTime + row.checkedInLate + row.missing + row.notDue + row.released).toBe(row.summoned)
  }
  expect(seen).toEqual({ summoned: 6, onTime: 1, late: 1, missing: 1, notDue: 2, released: 1, rated: 1 })
  const before = await who.office.get(`/api/whistles?show=all&unitId=${unit.urban}&standing=summoned&from=2026-10-01&to=2026-11-01`)
  expect(before.body.total).toBe(0)
})

test('what waits for each reader is what the list of waiting ones holds, with its reasons', async () => {
  await at('2026-11-30T02:00:00.000Z')
  const mine = await summoned('jointEnforcement', ['urban', 'market'])
  await step(who.urban, mine.id, { move: 'addTask', title: '装净化器', unitId: unit.urban, dueOn: '2026-12-04' })
  type Row = { id: string; waits: string[] }
  for (const name of names) {
    const all = (await who[name].get('/api/whistles?show=all&limit=100')).body.rows as Row[]
    const waiting = (await who[name].get('/api/whistles?show=all&waitingForMe=true&limit=100')).body.rows as Row[]
    expect(waiting.map((row) => row.id).toSorted(), name).toEqual(
      all
        .filter((row) => row.waits.length > 0)
        .map((row) => row.id)
        .toSorted(),
    )
  }
  const [row] = ((await who.urban.get('/api/whistles?waitingForMe=true')).body.rows as Row[]).filter((one) => one.id === mine.id)
  expect(row?.waits).toEqual(['checkIn'])
  await step(who.urban, mine.id, { move: 'checkIn', unitId: unit.urban })
  await step(who.urban, mine.id, { move: 'addTask', title: '装净化器', unitId: unit.urban, dueOn: '2026-12-04' })
  const [later] = ((await who.urban.get('/api/whistles?waitingForMe=true')).body.rows as Row[]).filter((one) => one.id === mine.id)
  expect(later?.waits).toEqual(['task'])
})

test('a contact sees the case only through the whistle, and the matter only while it lasts', async () => {
  await at('2026-12-01T02:00:00.000Z')
  const one = await summoned('jointEnforcement', ['urban', 'market'])
  const seen = async (by: Caller) => (await by.get(`/api/whistles/${one.id}`)).body
  for (const name of ['urban', 'market'] as const) {
    expect((await who[name].get(`/api/requests/${one.requestId}`)).status).toBe(404)
    expect((await who[name].get(`/api/requests?show=all`)).text).not.toContain(one.receiptNumber)
    expect((await seen(who[name])).matter).toMatchObject({ receiptNumber: one.receiptNumber })
    expect(JSON.stringify(await seen(who[name]))).not.toMatch(/张秀英|1234|303/)
  }
  expect((await who.police.get(`/api/whistles/${one.id}`)).status).toBe(404)
  // Released: nothing of it is left for that department.
  await step(who.market, one.id, { move: 'object', unitId: unit.market, words: '不属于' })
  await step(who.office, one.id, { move: 'settleObjection', unitId: unit.market, uphold: true, words: '同意' })
  expect((await who.market.get(`/api/whistles/${one.id}`)).status).toBe(404)
  expect(((await who.market.get('/api/whistles?show=all')).body.rows as { id: string }[]).map((row) => row.id)).not.toContain(one.id)
  await step(who.urban, one.id, { move: 'checkIn', unitId: unit.urban })
  await step(who.urban, one.id, { move: 'plan', words: '加装净化器' })
  await step(who.urban, one.id, { move: 'finish', words: '达标' })
  expect((await seen(who.urban)).matter).toBeNull()
})

test('times to check in run over a holiday and a make-up day; an emergency does not wait', async () => {
  // Wednesday 30 September 2026, 16:30: the National Day holiday is 1 to 7 October; Saturday 10 October is worked.
  await at('2026-09-30T08:30:00.000Z')
  // Four working hours: one is left today, three more on Thursday 8 October.
  expect((await summoned('jointEnforcement', ['urban'])).units[0]!.checkInDueAt).toBe('2026-10-08T04:00:00.000Z')
  expect((await summoned('residentsUrge', ['urban'])).units[0]!.checkInDueAt).toBe('2026-10-08T09:30:00.000Z')
  // Ten working days, the make-up Saturday among them.
  expect((await summoned('residentsUrge', ['urban'])).dueAt).toBe('2026-10-20T09:30:00.000Z')
  await at('2026-10-03T15:00:00.000Z')
  expect((await summoned('emergency', ['urban'])).units[0]!.checkInDueAt).toBe('2026-10-03T15:30:00.000Z')
  // Friday afternoon before the make-up Saturday: the day is worked.
  await at('2026-10-09T08:30:00.000Z')
  expect((await summoned('residentsUrge', ['urban'])).units[0]!.checkInDueAt).toBe('2026-10-10T09:30:00.000Z')
})

test('reminding and supervising reach the department, approval and objections whoever decides', async () => {
  await at('2026-12-02T02:00:00.000Z')
  const one = await summoned('jointEnforcement', ['urban', 'market'])
  await step(who.office, one.id, { move: 'remind', unitId: unit.market, words: '请今天到位' })
  await step(who.office, one.id, { move: 'remind', unitId: unit.market })
  await step(who.office, one.id, { move: 'supervise', words: '街道盯着' })
  await step(who.market, one.id, { move: 'object', unitId: unit.market, words: '不属于' })
  await step(who.office, one.id, { move: 'settleObjection', unitId: unit.market, uphold: false, words: '要来' })
  await step(who.market, one.id, { move: 'object', unitId: unit.market, words: '还是不属于' })
  await step(who.urban, one.id, { move: 'checkIn', unitId: unit.urban })
  await step(who.urban, one.id, { move: 'addTask', title: '核查', unitId: unit.market, dueOn: '2026-12-04' })
  const told = async (by: Caller) => {
    const { rows } = (await by.get('/api/my-messages?limit=100')).body as { rows: { kind: string; link: string; about: string }[] }
    const own = rows.filter((row) => row.link === `/whistles/${one.id}`)
    for (const row of own) expect(row.about).toMatch(/^S\d{3}-\d{6}-\d{4}$/)
    return own.map((row) => row.kind).toSorted()
  }
  expect(await told(who.lead)).toEqual(['whistleToApprove'])
  expect(await told(who.market)).toEqual(['checkInReminded', 'checkInReminded', 'objectionSettled', 'summoned', 'taskGiven', 'whistleSupervised'])
  expect(await told(who.urban)).toEqual(['summoned', 'whistleSupervised'])
  expect(await told(who.district)).toEqual(['appealToSettle'])
  expect(await told(who.police)).toEqual([])
})
