import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverDue } from '../src/messages/deliver-due.ts'
import { tellOfLimits } from '../src/requests/tell-of-limits.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** A limit that turns amber, then red, is told to whoever answers for the case: each once. */
const world = useWorld()
const who = {} as Record<'officer' | 'other' | 'lead' | 'office', Caller>

beforeAll(async () => {
  const grid = world.places.buildings[0]!.gridCode
  who.officer = await world.as('gridOfficer', grid)
  who.other = await world.as('gridOfficer', world.places.grids[1]!.code)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
  await sql`delete from staff_messages`.execute(world.deps.db)
})

const heard = async ({ accountId }: Caller) => {
  const by = await signedIn(world, accountId!)
  return (await by.get('/api/my-messages')).body.rows.map((row: { kind: string }) => row.kind).filter((kind: string) => kind.startsWith('limit')) as string[]
}
const limits = async (id: string) =>
  (
    await sql<{ contact_amber_at: string; contact_due_at: string; answer_amber_at: string; answer_due_at: string }>`
      select contact_amber_at, contact_due_at, answer_amber_at, answer_due_at from requests where id = ${id}`.execute(world.deps.db)
  ).rows[0]!
const at = async (instant: string, runs = 2) => {
  world.clock.now = new Date(instant)
  for (let run = 0; run < runs; run++) await tellOfLimits(world.deps.db, world.clock.now)
}
const before = (instant: string) => new Date(Date.parse(instant) - 1_000).toISOString()

test('near: whoever has it; over: the lead too; both once, however often the job runs; a case answered in time is silent', async () => {
  const begin = world.clock.now.toISOString()
  const { requestId } = await world.report()
  const quick = await world.report()
  const first = await limits(requestId)
  await at(before(first.contact_amber_at))
  expect(await heard(who.officer)).toEqual([])
  who.officer = await signedIn(world, who.officer.accountId!)
  await who.officer.post(`/api/requests/${quick.requestId}/moves`, { move: 'acknowledge', told: '马上' })
  await at(first.contact_amber_at)
  expect(await heard(who.officer)).toEqual(['limitNear'])
  expect(await heard(who.lead)).toEqual([])
  await at(first.contact_due_at)
  expect((await heard(who.officer)).toSorted()).toEqual(['limitNear', 'limitOver'])
  expect(await heard(who.lead)).toEqual(['limitOver'])
  for (const caller of [who.other, who.office]) expect(await heard(caller)).toEqual([])
  // The next limit is another one; a limit that was moved is another too.
  who.officer = await signedIn(world, who.officer.accountId!)
  expect((await who.officer.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '来了' })).status).toBe(200)
  const next = await limits(requestId)
  await at(next.answer_amber_at)
  expect((await heard(who.officer)).filter((kind) => kind === 'limitNear')).toHaveLength(3)
  world.clock.now = new Date(begin)
})

test('an answer that comes near waits for the digest, what is over leaves with the day', async () => {
  const { requestId } = await world.report()
  await sql`update requests set contact_met_at = filed_at where id = ${requestId}`.execute(world.deps.db)
  const { answer_amber_at: near, answer_due_at: over } = await limits(requestId)
  await at(near, 1)
  const urgent = async () =>
    (
      await sql<{
        kind: string
        urgent: boolean
      }>`select distinct kind, urgent from staff_messages where link = ${`/requests/${requestId}`} order by kind`.execute(world.deps.db)
    ).rows
  expect(await urgent()).toEqual([{ kind: 'limitNear', urgent: false }])
  await at(over, 1)
  expect(await urgent()).toEqual([
    { kind: 'limitNear', urgent: false },
    { kind: 'limitOver', urgent: true },
  ])
  await deliverDue(world.deps.db, world.deps.crypto, null, world.clock.now)
})

test('what turned while the server stood is told when it is back, once, however long that was; a paused case has no limit running', async () => {
  const old = await world.report()
  const paused = await world.report()
  await sql`update requests set paused_since = ${world.clock.now}, pause_reason = '等人' where id = ${paused.requestId}`.execute(world.deps.db)
  const { contact_due_at: due } = await limits(old.requestId)
  const told = async (id: string) =>
    (await sql<{ tone: string }>`select tone from told_limits where request_id = ${id} order by tone`.execute(world.deps.db)).rows.map((row) => row.tone)
  // Forty days later: near and over both turned meanwhile, and only what holds now is said.
  await at(new Date(Date.parse(due) + 40 * 86_400_000).toISOString())
  expect(await told(old.requestId)).toEqual(['red'])
  expect(await told(paused.requestId)).toEqual([])
  for (const caller of [who.officer, who.lead]) expect(await heard(caller)).toEqual(['limitOver'])
  world.clock.days(1)
  await at(world.clock.now.toISOString())
  expect(await heard(who.officer)).toEqual(['limitOver'])
})

test('up to a handful each is told by itself; more come as one message with their number, to each person', async () => {
  const [grid, other] = [world.places.buildings[0]!.gridCode, world.places.grids[1]!.code]
  expect(other.slice(0, 12)).toBe(grid.slice(0, 12))
  const letters = async ({ accountId }: Caller) => {
    const { rows } = await sql<{ kind: string; about: string; link: string; urgent: boolean }>`
      select kind, about, link, urgent from staff_messages where account_id = ${accountId} and kind like 'limit%' order by created_at, id`.execute(
      world.deps.db,
    )
    return rows
  }
  const report = async (areaCode: string, count: number) => {
    const made = []
    for (let index = 0; index < count; index++) made.push(await world.report({ place: { areaCode } }))
    return made
  }
  const [here] = [await report(grid, 6), await report(other, 5)]
  const { contact_due_at: due } = await limits(here[0]!.requestId)
  await at(new Date(Date.parse(due) + 9 * 86_400_000).toISOString(), 3)
  // Six in the own grid, five in the next, eleven for the community.
  const one = (count: number) => [{ kind: 'limitsTurned', about: String(count), link: '/inbox?overdue=true', urgent: true }]
  expect(await letters(who.officer)).toEqual(one(6))
  expect(await letters(who.lead)).toEqual(one(11))
  expect((await letters(who.other)).map((row) => row.kind)).toEqual(Array.from({ length: 5 }, () => 'limitOver'))
  // The next one that turns is told by itself again.
  const [next] = await report(grid, 1)
  await at((await limits(next!.requestId)).contact_amber_at)
  expect((await letters(who.officer)).slice(1)).toMatchObject([{ kind: 'limitNear', about: next!.receiptNumber, link: `/requests/${next!.requestId}` }])
})
