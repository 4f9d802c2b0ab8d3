import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { remindOfPromises } from '../src/promises/tell-of-promise.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** A promise is written in the resident's words, kept or taken back with a reason, and changes hands with the post. */
const world = useWorld()
const who = {} as Record<'officer' | 'successor' | 'lead' | 'other' | 'office', Caller>
let grid = ''
const words = '承诺哨兵：周五前修好门禁'

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
  who.successor = await world.as('gridOfficer', grid)
  who.officer = await world.hire('gridOfficer', grid)
  who.other = await world.as('gridOfficer', world.places.grids[1]!.code)
})
beforeEach(async () => {
  for (const one of Object.keys(who) as (keyof typeof who)[]) who[one] = await signedIn(world, who[one].accountId!)
})

const promise = (by: Caller, requestId: string, dueOn = '2026-11-27') => by.post(`/api/requests/${requestId}/promises`, { words, dueOn })
const step = (by: Caller, id: string, body: object) => by.post(`/api/promises/${id}/moves`, body)
const heard = async (by: Caller) => (await by.get('/api/my-messages')).body.rows.map((row: { kind: string }) => row.kind) as string[]
const followed = async (key: string) => (await world.anybody.get(`/api/follow/${key}`)).body.timeline as { step: string; told: string; by: { name: string } }[]

test('who handles the case promises; the resident reads the words and the day, and by whom', async () => {
  const { requestId, followKey } = await world.report()
  expect((await promise(who.other, requestId)).status).toBe(404)
  expect((await promise(who.officer, requestId, '2026-11-22')).body.details.issues[0]).toMatchObject({ path: ['dueOn'], rule: 'in_the_past' })
  expect((await promise(who.officer, requestId, '2028-01-01')).body.details.issues[0]).toMatchObject({ path: ['dueOn'], rule: 'not_allowed_here' })
  const made = await promise(who.officer, requestId)
  expect(made.status, made.text).toBe(201)
  expect(made.body).toMatchObject({ words, state: 'open', isMine: true, allowedMoves: ['keep', 'passOn', 'takeBack'] })
  const [entry] = (await followed(followKey)).filter((one) => one.step === 'promise')
  expect(entry).toMatchObject({ told: `我们答应您：${words}。最晚11月27日。`, by: { name: '新来的' } })
  // Sealed where it lies.
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from promises where encode(words_sealed, 'escape') like '%' || ${words} || '%' or words_sealed is null`.execute(world.deps.db)
  expect(rows[0]!.n).toBe(0)
  // The team sees it on the case and may settle it; nobody else.
  expect((await who.lead.get(`/api/requests/${requestId}/promises`)).body.rows).toMatchObject([{ words, isMine: false }])
  expect((await step(who.other, made.body.id, { move: 'keep' })).status).toBe(404)
  expect((await step(who.officer, made.body.id, { move: 'takeBack' })).body.details.issues[0].path).toEqual(['words'])
  expect((await step(who.officer, made.body.id, { move: 'takeBack', words: '配件停产' })).body).toMatchObject({ state: 'takenBack', allowedMoves: [] })
  expect((await followed(followKey)).at(-1)!.told).toContain('配件停产')
  expect((await step(who.officer, made.body.id, { move: 'keep' })).body.code).toBe('move_not_allowed')
})

test('nothing is promised on a case nobody follows any more', async () => {
  const { requestId, followKey } = await world.report()
  await world.anybody.post(`/api/follow/${followKey}/moves`, { move: 'withdraw' })
  expect((await promise(who.officer, requestId)).body.code).toBe('move_not_allowed')
  expect((await who.officer.get(`/api/requests/${requestId}/promises`)).body.mayPromise).toBe(false)
})

test('its owner lists it, is reminded the day before and once when it is late; the lead then too', async () => {
  const { requestId } = await world.report()
  const { body } = await promise(who.officer, requestId)
  const own = await who.officer.get('/api/my-promises')
  expect(own.body).toMatchObject({ total: 1, rows: [{ id: body.id, requestId }] })
  expect((await who.successor.get('/api/my-promises')).body.total).toBe(0)
  const at = (day: string) => new Date(`${day}T00:20:00.000Z`)
  await remindOfPromises(world.deps.db, at('2026-11-25'))
  expect(await heard(who.officer)).not.toContain('promiseDue')
  for (const day of ['2026-11-26', '2026-11-26', '2026-11-27']) await remindOfPromises(world.deps.db, at(day))
  expect((await heard(who.officer)).filter((kind) => kind === 'promiseDue')).toHaveLength(1)
  expect(await heard(who.lead)).not.toContain('promiseOver')
  for (const day of ['2026-11-28', '2026-11-29']) await remindOfPromises(world.deps.db, at(day))
  for (const caller of [who.officer, who.lead]) expect((await heard(caller)).filter((kind) => kind === 'promiseOver')).toHaveLength(1)
  // Messages carry the number, never the words.
  expect((await who.officer.get('/api/my-messages')).text).not.toContain('门禁')
  world.clock.days(5)
  who.officer = await signedIn(world, who.officer.accountId!)
  expect((await who.officer.get('/api/my-promises?overdue=true')).body.total).toBe(1)
  world.clock.days(-5)
})

test('passed on to a colleague who may handle the case, who hears of it; nobody else', async () => {
  const { requestId, followKey } = await world.report()
  const { body } = await promise(who.officer, requestId)
  const receivers = (await who.officer.get(`/api/promises/${body.id}/receivers`)).body.rows.map((one: { accountId: string }) => one.accountId)
  expect(receivers).toContain(who.successor.accountId)
  expect(receivers).not.toContain(who.officer.accountId)
  expect(receivers).not.toContain(who.other.accountId)
  expect((await step(who.officer, body.id, { move: 'passOn', accountId: who.other.accountId })).body.details.issues[0].rule).toBe('not_found')
  expect((await step(who.officer, body.id, { move: 'passOn', accountId: who.lead.accountId })).body).toMatchObject({
    state: 'open',
    dueOn: '2026-11-27',
    isMine: false,
  })
  expect(await heard(who.lead)).toContain('promiseGiven')
  expect((await followed(followKey)).at(-1)!.told).toContain('由同事接着办')
  expect((await step(who.lead, body.id, { move: 'keep', words: '已装好' })).body.state).toBe('kept')
})

test('the pack holds what was promised and the other days given, item by item; acknowledged, the promise is the successor’s', async () => {
  const [mine, put, theirs] = [await world.report(), await world.report(), await world.report({ place: { areaCode: world.places.grids[1]!.code } })]
  const made = await promise(who.officer, mine.requestId)
  // On a case of another grid the promise stays with who made it.
  const elsewhere = await promise(who.other, theirs.requestId)
  for (const move of [
    { move: 'acknowledge', told: '看看' },
    { move: 'defer', told: '等配件', reviewOn: '2026-12-20' },
  ])
    expect((await who.lead.post(`/api/requests/${put.requestId}/moves`, move)).status).toBe(200)
  const post = (await sql<{ id: string }>`select id from assignments where account_id = ${who.officer.accountId}`.execute(world.deps.db)).rows[0]!.id
  await who.office.post(`/api/assignments/${post}/end`, { reason: '轮岗' })
  const [{ id }] = (await who.officer.get('/api/handovers')).body.rows
  const pack = (await who.successor.get(`/api/handovers/${id}`)).body
  expect(pack.dated).toEqual([
    expect.objectContaining({ kind: 'promise' }),
    { kind: 'promise', targetId: mine.requestId, about: mine.receiptNumber, words, dayOn: '2026-11-27', stays: false },
    { kind: 'review', targetId: put.requestId, about: put.receiptNumber, words: '', dayOn: '2026-12-20', stays: false },
  ])
  const counts = Object.fromEntries(pack.items.map((item: { kind: string; count: number }) => [item.kind, item.count]))
  expect(counts).toMatchObject({ promises: 2, deferredReviews: 1 })
  // Who left still finds what they promised; the cases are not theirs to open.
  expect((await who.officer.get(`/api/handovers/${id}`)).body.dated.map((one: { kind: string }) => one.kind)).toEqual(['promise', 'promise'])
  await who.officer.post(`/api/handovers/${id}/moves`, { move: 'give' })
  expect((await who.successor.get('/api/my-promises')).body.total).toBe(0)
  const done = await who.successor.post(`/api/handovers/${id}/moves`, { move: 'receive' })
  expect(done.body).toMatchObject({ state: 'done', dated: [], visits: [] })
  expect(done.body.timeline.at(-1).counts).toMatchObject({ promises: 2 })
  const own = (await who.successor.get('/api/my-promises')).body.rows.map((row: { id: string }) => row.id)
  expect(own).toContain(made.body.id)
  expect(own).not.toContain(elsewhere.body.id)
  expect((await followed(mine.followKey)).at(-1)!.told).toContain('由同事接着办')
})

test('visits due are a list by building: stale facts for the team, care reviews for the three officers alone', async () => {
  const dwelling = (
    await sql<{ id: string }>`select id from dwellings where building_id = ${world.places.buildings[0]!.id} order by id limit 1`.execute(world.deps.db)
  ).rows[0]!.id
  const household = (await who.successor.post('/api/registry/households', { kind: 'resident', dwellingId: dwelling })).body.id
  const { body: person } = await who.successor.post(
    '/api/registry/people',
    { householdId: household, source: 'visit', facts: { name: '走访哨兵' } },
    { 'idempotency-key': crypto.randomUUID() },
  )
  await who.successor.post(`/api/registry/people/${person.id}/care`, { group: 'veteran', level: 'monthly', reviewOn: '2026-12-01' })
  await sql`update persons set stale_on = '2026-11-20' where id = ${person.id}`.execute(world.deps.db)
  const leaver = await world.hire('gridOfficer', grid)
  const post = (await sql<{ id: string }>`select id from assignments where account_id = ${leaver.accountId}`.execute(world.deps.db)).rows[0]!.id
  await who.office.post(`/api/assignments/${post}/end`, { reason: '轮岗' })
  const [{ id }] = (await leaver.get('/api/handovers')).body.rows
  const receiving = await who.successor.get(`/api/handovers/${id}`)
  const visit = { personId: person.id, place: world.places.buildings[0]!.name, door: expect.stringMatching(/^\d单元 \d+$/) }
  expect(receiving.body.visits).toEqual([
    { kind: 'staleFacts', ...visit, dueOn: '2026-11-20' },
    { kind: 'careReview', ...visit, dueOn: '2026-12-01' },
  ])
  expect((await who.lead.get(`/api/handovers/${id}`)).body.visits.map((one: { kind: string }) => one.kind)).toEqual(['staleFacts'])
  expect((await leaver.get(`/api/handovers/${id}`)).body.visits).toEqual([])
  expect(receiving.text).not.toContain('走访哨兵')
})
