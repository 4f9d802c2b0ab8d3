import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { endLeaves } from '../src/leaves/move-leave.ts'
import { newId } from '../src/platform/ids.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** What a meeting gave to a person goes to whoever takes over, where they serve the place; the rest stays with the office. */
const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'officer' | 'successor' | 'substitute' | 'stand' | 'lead' | 'siblingLead' | 'office', Caller>
let grid = ''

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  const other = world.places.grids.find(({ code }) => code.slice(0, 12) === grid.slice(0, 12) && code !== grid)!.code
  who.successor = await world.as('gridOfficer', grid)
  who.officer = await world.hire('gridOfficer', grid)
  who.substitute = await world.as('gridOfficer', other)
  who.stand = await world.as('branchSecretary', other)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.siblingLead = await world.as('communityLead', world.places.communities[1]!.code)
  who.office = await world.as('subdistrictStaff', subdistrict)
})
async function again() {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
}
beforeEach(again)

type Given = { title: string; raisedBy: Caller; areaCode: string; owner: object }
const person = (caller: Caller) => ({ kind: 'person', accountId: caller.accountId })

/** A meeting that decided these; the ids of its tasks by title. */
async function decide(given: readonly Given[]): Promise<Record<string, string>> {
  const startsAt = new Date(world.clock.now.getTime() + 10 * 86_400_000).toISOString()
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString()
  const facts = {
    subdistrict,
    title: '联席会议',
    place: '三楼',
    startsAt,
    endsAt,
    chairId: who.lead.accountId,
    recorderId: who.office.accountId,
    memberIds: [],
  }
  const meeting = (await who.office.post('/api/meetings', facts)).body.id as string
  const step = (by: Caller, body: object) => by.post(`/api/meetings/${meeting}/moves`, body)
  const topics: string[] = []
  for (const { title, raisedBy, areaCode } of given) {
    const topic = (await raisedBy.post('/api/topics', { areaCode, title, words: '大家都在说' }, { 'idempotency-key': newId() })).body.id as string
    await who.office.post(`/api/topics/${topic}/take`, { meetingId: meeting })
    topics.push(topic)
  }
  await step(who.office, { move: 'announce' })
  await step(who.lead, { move: 'open' })
  await step(who.lead, { move: 'attend' })
  for (const [index, { title, owner }] of given.entries())
    await step(who.lead, { move: 'decide', topicId: topics[index], outcome: 'agreed', words: '办', tasks: [{ title, owner, dueOn: '2027-01-20' }] })
  const { body, text } = await step(who.lead, { move: 'adjourn' })
  expect(body.decided?.length, text).toBe(given.length)
  return Object.fromEntries(body.decided.map((task: { id: string; title: string }) => [task.title, task.id]))
}
const move = (by: Caller, id: string, body: object) => by.post(`/api/handovers/${id}/moves`, body)
const ownerOf = async (id: string) => (await who.office.get(`/api/meeting-tasks/${id}`)).body.owner.accountId as string | null
const countsOf = (items: { kind: string; count: number }[]) => Object.fromEntries(items.map(({ kind, count }) => [kind, count]))
const heard = async (by: Caller) => (await by.get('/api/my-messages')).body.rows as { kind: string; link: string }[]

test('a leaving officer’s own decisions go to the successor; one of a place they do not serve stays with the office, by name', async () => {
  const here = { raisedBy: who.officer, areaCode: grid }
  const tasks = await decide([
    { ...here, title: '修门禁', owner: person(who.officer) },
    { ...here, title: '报过办结的', owner: person(who.officer) },
    { ...here, title: '网格的事', owner: { kind: 'area', areaCode: grid } },
    { raisedBy: who.siblingLead, areaCode: world.places.communities[1]!.code, title: '别处的事', owner: person(who.officer) },
  ])
  await who.officer.post(`/api/meeting-tasks/${tasks['报过办结的']}/moves`, { move: 'report', words: '办好了' })
  const post = (await sql<{ id: string }>`select id from assignments where account_id = ${who.officer.accountId}`.execute(world.deps.db)).rows[0]!.id
  await who.office.post(`/api/assignments/${post}/end`, { reason: '轮岗' })
  const [{ id }] = (await who.officer.get('/api/handovers')).body.rows
  const pack = (await who.lead.get(`/api/handovers/${id}`)).body
  expect(countsOf(pack.items)).toMatchObject({ ownMeetingTasks: 2, stayingTasks: 1, meetingTasks: 1 })
  const stays = (rows: { words: string; stays: boolean }[]) => rows.filter((one) => one.stays).map((one) => one.words)
  expect(stays(pack.dated)).toEqual(['别处的事'])

  await move(who.officer, id, { move: 'give' })
  // Not before both have acknowledged.
  expect(await ownerOf(tasks['修门禁']!)).toBe(who.officer.accountId)
  const done = await move(who.successor, id, { move: 'receive' })
  expect(done.body.timeline.at(-1).counts).toMatchObject({ ownMeetingTasks: 2, stayingTasks: 1 })
  for (const title of ['修门禁', '报过办结的']) expect(await ownerOf(tasks[title]!)).toBe(who.successor.accountId)
  expect(await ownerOf(tasks['别处的事']!)).toBe(who.officer.accountId)
  const passed = (await who.successor.get(`/api/meeting-tasks/${tasks['修门禁']}`)).body
  expect(passed).toMatchObject({ state: 'open', dueOn: '2027-01-20', isMine: true })
  expect(passed.timeline.at(-1)).toMatchObject({ step: 'reassign', words: expect.stringContaining('随工作交接转给') })
  // What was reported still waits for the chair.
  expect((await who.lead.get(`/api/meeting-tasks/${tasks['报过办结的']}`)).body).toMatchObject({
    state: 'reported',
    allowedMoves: expect.arrayContaining(['signOff']),
  })
  expect((await heard(who.successor)).filter((one) => one.kind === 'decisionGiven').map((one) => one.link)).toEqual(
    expect.arrayContaining([`/meeting-tasks/${tasks['修门禁']}`]),
  )
  // Who left has no desk in the console any more to ask for it by.
  const { rows: told } = await sql<{ link: string }>`
    select link from staff_messages where account_id = ${who.officer.accountId} and kind = 'decisionsPassedOn'`.execute(world.deps.db)
  expect(told).toEqual([{ link: `/handovers/${id}` }])
  expect((await heard(who.siblingLead)).map((one) => one.kind)).not.toContain('decisionGiven')

  // The page goes on naming it, for whoever may open it, until the office has given it to somebody else.
  expect(countsOf(done.body.items)).toEqual({ stayingTasks: 1 })
  expect(done.body.dated).toEqual([])
  expect(stays((await who.lead.get(`/api/handovers/${id}`)).body.dated)).toEqual(['别处的事'])
  const given = { move: 'reassign', owner: person(who.siblingLead), words: '由社区办' }
  expect((await who.office.post(`/api/meeting-tasks/${tasks['别处的事']}/moves`, given)).status).toBe(200)
  expect((await who.lead.get(`/api/handovers/${id}`)).body).toMatchObject({ items: [], dated: [] })
})

test('on leave they go to the substitute, to the next one, and come back without what is the substitute’s own', async () => {
  const away = who.successor
  const tasks = await decide([
    { raisedBy: away, areaCode: grid, title: '请假人的', owner: person(away) },
    { raisedBy: who.lead, areaCode: grid.slice(0, 12), title: '顶岗人自己的', owner: person(who.substitute) },
  ])
  const day = (count: number) => new Date(world.clock.now.getTime() + 8 * 3_600_000 + count * 86_400_000).toISOString().slice(0, 10)
  const post = (await away.get('/api/my/leaves')).body.posts[0].assignmentId
  const covers = [{ assignmentId: post, substituteId: who.substitute.accountId }]
  const leave = (await away.post('/api/leaves', { startsOn: day(0), endsOn: day(2), covers })).body.id
  const agreed = (await who.lead.post(`/api/leaves/${leave}/moves`, { move: 'agree' })).body
  /** The pack between two that is still open, acknowledged by both. */
  const handOver = async (from: Caller, to: Caller) => {
    const { rows } = (await from.get('/api/handovers')).body as { rows: { id: string; to: { accountId: string } | null }[] }
    const { id } = rows.find((row) => row.to?.accountId === to.accountId)!
    const { items } = (await from.get(`/api/handovers/${id}`)).body
    expect(countsOf(items)['ownMeetingTasks']).toBeGreaterThan(0)
    await move(from, id, { move: 'give' })
    expect((await move(to, id, { move: 'receive' })).body.state).toBe('done')
  }
  await handOver(away, who.substitute)
  expect((await heard(away)).map((one) => one.kind)).toContain('decisionsPassedOn')
  expect((await heard(who.substitute)).map((one) => one.link)).toContain(`/meeting-tasks/${tasks['请假人的']}`)
  const replaced = { move: 'replace', coverId: agreed.covers[0].id, substituteId: who.stand.accountId }
  expect((await who.lead.post(`/api/leaves/${leave}/moves`, replaced)).status).toBe(200)
  await handOver(who.substitute, who.stand)
  expect(await ownerOf(tasks['请假人的']!)).toBe(who.stand.accountId)
  expect(await ownerOf(tasks['顶岗人自己的']!)).toBe(who.substitute.accountId)

  world.clock.now = new Date(Date.parse(agreed.to))
  await endLeaves(world.deps.db, world.deps.crypto, world.clock.now)
  await again()
  await handOver(who.stand, who.successor)
  expect(await ownerOf(tasks['请假人的']!)).toBe(away.accountId)
  expect(await ownerOf(tasks['顶岗人自己的']!)).toBe(who.substitute.accountId)
})
