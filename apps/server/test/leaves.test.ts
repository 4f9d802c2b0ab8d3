import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openEndedHandovers } from '../src/handovers/end-with-handover.ts'
import { endLeaves } from '../src/leaves/move-leave.ts'
import { newId } from '../src/platform/ids.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** Leave with a substitute whose rights end by themselves, and the packs both ways. */
const world = useWorld()
const who = {} as Record<'officer' | 'substitute' | 'third' | 'lead' | 'siblingLead' | 'office', Caller>
let [grid, other] = ['', '']
let post = ''

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  other = world.places.grids.find(({ code }) => code.slice(0, 12) === grid.slice(0, 12) && code !== grid)!.code
  who.officer = await world.as('gridOfficer', grid)
  who.substitute = await world.as('gridOfficer', other)
  who.third = await world.as('branchSecretary', other)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.siblingLead = await world.as('communityLead', world.places.communities[1]!.code)
  who.office = await world.as('subdistrictStaff', '990101001')
  post = (await who.officer.get('/api/my/leaves')).body.posts[0].assignmentId
})

/** The clock runs for days; a staff session ends after half an hour. */
async function again() {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
}
beforeEach(again)

const ask = (body: object) => who.officer.post('/api/leaves', body)
const cover = () => [{ assignmentId: post, substituteId: who.substitute.accountId }]
const step = (by: Caller, id: string, body: object) => by.post(`/api/leaves/${id}/moves`, body)
const inGrid = async () => (await world.report({ place: { areaCode: grid }, phone: '13900001111', name: '居民甲' })).requestId
const end = async () => {
  await endLeaves(world.deps.db, world.deps.crypto, world.clock.now)
  await openEndedHandovers(world.deps.db, world.deps.crypto, world.clock.now)
}
const days = (from: number, to: number) => {
  const day = (count: number) => new Date(world.clock.now.getTime() + 8 * 3_600_000 + count * 86_400_000).toISOString().slice(0, 10)
  return { startsOn: day(from), endsOn: day(to) }
}

test('each post needs a substitute, a colleague of the community; one leave at a time', async () => {
  expect((await ask({ ...days(1, 2), covers: [{ assignmentId: newId(), substituteId: who.substitute.accountId }] })).body.details.issues[0].rule).toBe(
    'too_few',
  )
  const self = await ask({ ...days(1, 2), covers: [{ assignmentId: post, substituteId: who.officer.accountId }] })
  expect(self.body.details.issues[0].rule).toBe('not_found')
  const far = await ask({ ...days(1, 2), covers: [{ assignmentId: post, substituteId: who.siblingLead.accountId }] })
  expect(far.body.details.issues[0].rule).toBe('not_found')
  expect((await ask({ ...days(-1, 2), covers: cover() })).body.details.issues[0]).toMatchObject({ path: ['startsOn'], rule: 'in_the_past' })
  const candidates = (await who.officer.get(`/api/leave-candidates?assignmentId=${post}`)).body.rows as { accountId: string; name: string }[]
  expect(candidates.map((one) => one.accountId)).toContain(who.substitute.accountId)
  expect(candidates.map((one) => one.accountId)).not.toContain(who.officer.accountId)
  expect(candidates.map((one) => one.name)).toEqual(candidates.map((one) => one.name).toSorted())
})

test('asked, seen without the reason by the substitute, agreed by the lead: the rights begin and end by themselves', async () => {
  const requestId = await inGrid()
  const asked = await ask({ ...days(0, 2), covers: cover(), note: '家里老人住院' })
  expect(asked.status, asked.text).toBe(201)
  const { id } = asked.body
  expect((await ask({ ...days(1, 1), covers: cover() })).body.code).toBe('conflict')
  expect((await who.substitute.get(`/api/requests/${requestId}`)).status).toBe(404)
  expect((await who.siblingLead.get(`/api/leaves/${id}`)).status).toBe(404)
  expect((await step(who.officer, id, { move: 'agree' })).body.code).toBe('permission_denied')
  expect((await who.lead.get('/api/leaves')).body.rows[0]).toMatchObject({ id, allowedMoves: ['agree', 'decline'] })
  expect((await who.lead.get(`/api/leaves/${id}`)).body.note).toBe('家里老人住院')
  const seen = await who.substitute.get(`/api/leaves/${id}`)
  expect(seen.body).toMatchObject({ note: null, allowedMoves: [] })
  expect(seen.text).not.toContain('住院')

  const agreed = await step(who.lead, id, { move: 'agree', words: '注意休息' })
  expect(agreed.body, agreed.text).toMatchObject({ state: 'agreed', running: true })
  expect((await who.substitute.get('/api/my/leaves')).body.covering).toEqual([
    expect.objectContaining({ running: true, to: agreed.body.to, person: expect.objectContaining({ accountId: who.officer.accountId }) }),
  ])
  expect((await who.substitute.get(`/api/requests/${requestId}`)).status).toBe(200)
  expect((await who.substitute.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '我来顶岗' })).status).toBe(200)
  // The public page names who is there: the substitute, not who is away.
  const { officers } = (await world.anybody.get(`/api/my-grid?grid=${grid}`)).body
  const names = officers.filter((one: { role: string }) => one.role === 'gridOfficer').map((one: { name: string }) => one.name)
  expect(names).toEqual([agreed.body.covers[0].substitute.name])

  // To the last millisecond, and not one more.
  world.clock.now = new Date(Date.parse(agreed.body.to) - 1)
  await again()
  expect((await who.substitute.get(`/api/requests/${requestId}`)).status).toBe(200)
  world.clock.now = new Date(Date.parse(agreed.body.to))
  const after = await Promise.all([
    who.substitute.get(`/api/requests/${requestId}`),
    who.substitute.post(`/api/requests/${requestId}/moves`, { move: 'note', internal: '还在吗' }),
    who.substitute.get(`/api/registry/next-round?grid=${grid}`),
    who.substitute.get(`/api/captains?area=${grid}`),
  ])
  expect(after.slice(0, 3).filter((reply) => reply.status < 400)).toEqual([])
  expect(after[3]!.body.rows).toEqual([])
  const listed = (await who.substitute.get('/api/requests?show=all&limit=100')).body.rows as { id: string }[]
  expect(listed.map((row) => row.id)).not.toContain(requestId)
  expect((await world.anybody.get(`/api/my-grid?grid=${grid}`)).text).not.toContain(agreed.body.covers[0].substitute.name)

  // The job writes it down and hands the way back; twice is as once.
  await end()
  await end()
  const over = await who.officer.get(`/api/leaves/${id}`)
  expect(over.body).toMatchObject({ state: 'ended', running: false })
  expect(over.body.handovers).toHaveLength(2)
})

test('revoked or expired cover: no request succeeds after its end, whatever the clock does', async () => {
  let tried = 0
  for (let round = 0; round < 25; round++) {
    const requestId = await inGrid()
    const asked = await ask({ ...days(0, round % 4), covers: cover() })
    expect(asked.status, asked.text).toBe(201)
    const agreed = await step(who.lead, asked.body.id, { move: 'agree' })
    expect(agreed.status, agreed.text).toBe(200)
    expect((await who.substitute.get(`/api/requests/${requestId}`)).status).toBe(200)
    if (round % 2 === 0) expect((await step(who.officer, asked.body.id, { move: 'back' })).body.state).toBe('ended')
    else world.clock.now = new Date(Date.parse(agreed.body.to) + round)
    await again()
    const after = await Promise.all([
      who.substitute.get(`/api/requests/${requestId}`),
      who.substitute.get(`/api/requests/${requestId}/whistles`),
      who.substitute.post(`/api/requests/${requestId}/moves`, { move: 'note', internal: '还在吗' }),
      who.substitute.post('/api/registry/households', { kind: 'rental', dwellingId: newId() }),
      who.substitute.get(`/api/registry/freshness?area=${grid}`),
    ])
    tried += after.length
    expect(after.filter((reply) => reply.status < 400)).toEqual([])
    world.clock.minutes(1)
    await end()
  }
  expect(tried).toBe(125)
})

test('an open stream hears nothing of the covered grid once the time is over', async () => {
  const asked = await ask({ ...days(0, 0), covers: cover() })
  const agreed = await step(who.lead, asked.body.id, { move: 'agree' })
  const address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const stop = new AbortController()
  const stream = await fetch(`${address}/api/live`, { headers: { cookie: `__Host-ejia=${who.substitute.token}` }, signal: stop.signal })
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const until = async (id: string) => {
    while (!heard.includes(id)) heard += (await reader.read()).value ?? ''
  }
  await until('hello')
  const during = await inGrid()
  await until(during)
  world.clock.now = new Date(Date.parse(agreed.body.to))
  const past = await inGrid()
  const own = (await world.report({ place: { areaCode: other } })).requestId
  await until(own)
  expect(heard).not.toContain(past)
  stop.abort()
  await end()
})

test('another substitute begins where the first ends; the database refuses two at once', async () => {
  await again()
  const asked = await ask({ ...days(1, 5), covers: cover() })
  const { body } = await step(who.lead, asked.body.id, { move: 'agree' })
  world.clock.days(2)
  await again()
  const replaced = await step(who.lead, asked.body.id, { move: 'replace', coverId: body.covers[0].id, substituteId: who.third.accountId })
  expect(replaced.status, replaced.text).toBe(200)
  const { rows } = await sql<{ account_id: string; valid_from: string; valid_to: string }>`
    select account_id, valid_from, valid_to from assignments where covers = ${post} and valid_to > ${world.clock.now.toISOString()}::timestamptz - interval '3 days' and valid_to > valid_from order by valid_from desc limit 2`.execute(
    world.deps.db,
  )
  const [second, first] = rows
  expect(first!.valid_to).toBe(second!.valid_from)
  expect([first!.account_id, second!.account_id]).toEqual([who.substitute.accountId, who.third.accountId])
  const twice = sql`
    insert into assignments (id, account_id, role, area_code, source, valid_from, valid_to, assigned_at, covers)
    values (${newId()}, ${who.substitute.accountId}, 'gridOfficer', ${grid}, 'leaveCover', ${world.clock.now}, ${new Date(world.clock.now.getTime() + 1_000)}, ${world.clock.now}, ${post})`
  await expect(twice.execute(world.deps.db)).rejects.toThrow('assignments_covers_once')
  await step(who.officer, asked.body.id, { move: 'back' })
})

test('withdrawn before it begins: no right was ever given, and its pack is closed', async () => {
  const asked = await ask({ ...days(3, 5), covers: cover() })
  await step(who.lead, asked.body.id, { move: 'agree' })
  const withdrawn = await step(who.officer, asked.body.id, { move: 'withdraw' })
  expect(withdrawn.body).toMatchObject({ state: 'withdrawn', handovers: [{ open: false }] })
  world.clock.days(4)
  await again()
  expect((await who.substitute.get('/api/my/leaves')).body.covering).toEqual([])
  expect((await who.substitute.get(`/api/requests/${await inGrid()}`)).status).toBe(404)
})

test('the lead’s own leave is for the subdistrict to agree; who is away stands in for nobody', async () => {
  const [held] = (await who.lead.get('/api/my/leaves')).body.posts
  const [colleague] = (await who.lead.get(`/api/leave-candidates?assignmentId=${held.assignmentId}`)).body.rows.filter(
    (one: { accountId: string }) => one.accountId === who.officer.accountId,
  )
  const asked = await who.lead.post('/api/leaves', { ...days(1, 3), covers: [{ assignmentId: held.assignmentId, substituteId: colleague.accountId }] })
  expect((await step(who.lead, asked.body.id, { move: 'agree' })).body.code).toBe('permission_denied')
  expect((await step(who.office, asked.body.id, { move: 'agree' })).status).toBe(200)
  const away = await ask({ ...days(2, 2), covers: [{ assignmentId: post, substituteId: who.lead.accountId }] })
  const posts = (await who.officer.get('/api/my/leaves')).body.posts as { assignmentId: string }[]
  expect(posts.map((one) => one.assignmentId)).toEqual([post])
  expect((await step(who.office, away.body.id, { move: 'agree' })).body.details.issues[0]).toMatchObject({ path: ['substituteId'], rule: 'not_allowed_here' })
})
