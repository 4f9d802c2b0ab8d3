import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** 楼长: one neighbour, one limited question, nothing else. */
const world = useWorld()
const who = {} as Record<'officer' | 'sibling' | 'lead' | 'captain' | 'neighbour', Caller>
const name = '哨兵楼长姓名'
const reporter = '楼长哨兵反映人'
const text = '楼上有鸽子粪便滴到晾衣杆'
const answer = '三楼说是七楼在装修'
let [requestId, followKey, captainId, token] = ['', '', '', '']

beforeAll(async () => {
  const building = world.places.buildings[0]!
  who.officer = await world.as('gridOfficer', building.gridCode)
  who.sibling = await world.as('gridOfficer', world.places.grids[1]!.code)
  who.lead = await world.as('communityLead', building.gridCode.slice(0, 12))
  who.captain = await world.resident()
  who.neighbour = await world.resident()
  ;({ requestId, followKey } = await world.report({ text, name: reporter, phone: '13955550000', place: { buildingId: building.id, detail: '303' } }))
})
beforeEach(async () => {
  for (const one of ['officer', 'sibling', 'lead'] as const) who[one] = await signedIn(world, who[one].accountId!)
})
const ask = (by: Caller, body: object = {}) => by.post(`/api/captains/${captainId}/tasks`, { kind: 'ask', words: '请问问三楼：谁家在装修？', days: 2, ...body })

test('invited by a link that is good once; a colleague is no captain', async () => {
  const buildingId = world.places.buildings[0]!.id
  expect((await who.sibling.post('/api/captains', { buildingId, name })).body.details.issues[0].rule).toBe('not_found')
  const invited = await who.officer.post('/api/captains', { buildingId, name })
  expect(invited.status, invited.text).toBe(201)
  ;({ captainId } = invited.body)
  const first = invited.body.url.split('/').at(-1)
  // A new link ends the old one.
  token = (await who.officer.post(`/api/captains/${captainId}/invitation`)).body.url.split('/').at(-1)
  expect((await world.anybody.get(`/api/captain-invitations/${first}`)).status).toBe(404)
  expect((await world.anybody.get(`/api/captain-invitations/${token}`)).body).toMatchObject({ building: world.places.buildings[0]!.name })
  expect((await who.officer.post(`/api/captain-invitations/${token}`)).status).toBe(403)
  expect((await ask(who.officer)).body.code).toBe('move_not_allowed')
  expect((await who.captain.post(`/api/captain-invitations/${token}`)).status).toBe(200)
  expect((await who.neighbour.post(`/api/captain-invitations/${token}`)).status).toBe(404)
  expect((await who.officer.get('/api/captains')).body.rows[0]).toMatchObject({ state: 'active', name: '哨**' })
})

test('the captain sees the words of the task, and nothing of the case', async () => {
  const asked = await ask(who.officer, { requestId })
  expect(asked.status, asked.text).toBe(201)
  const own = await who.captain.get('/api/my/captain-tasks')
  expect(own.body.rows).toEqual([expect.objectContaining({ words: '请问问三楼：谁家在装修？', answered: false })])
  for (const word of [text, reporter, requestId, '303', who.officer.accountId!]) expect(own.text).not.toContain(word)
  expect((await who.captain.get(`/api/requests/${requestId}`)).status).toBe(403)
  expect((await who.captain.get('/api/captains')).status).toBe(403)
  expect((await who.captain.get(`/api/registry/buildings/${world.places.buildings[0]!.id}/homes`)).status).toBe(403)
  expect((await who.neighbour.get('/api/my/captain-tasks')).body.rows).toEqual([])
})

test('the answer lands on the case for its team; the reporter does not read it; it lies sealed in its own table', async () => {
  const [task] = (await who.captain.get('/api/my/captain-tasks')).body.rows
  const url = `/api/my/captain-tasks/${task.id}/answer`
  expect((await who.neighbour.post(url, { words: answer })).status).toBe(404)
  const sent = await who.captain.post(url, { words: answer })
  expect(sent.body.rows[0]).toMatchObject({ answered: true })
  // What was said is not read back to a phone that may be in other hands.
  expect(sent.text).not.toContain(answer)
  expect((await who.captain.post(url, { words: '改一下' })).body.code).toBe('move_not_allowed')
  const opened = await who.officer.get(`/api/requests/${requestId}`)
  const entries = opened.body.timeline.filter((entry: { step: string }) => entry.step === 'captain')
  expect(entries).toHaveLength(2)
  expect(entries[1]).toMatchObject({ told: null, internal: `楼长回复：${answer}`, by: { kind: 'system', name: '楼长' } })
  expect((await world.anybody.get(`/api/follow/${followKey}`)).text).not.toContain(answer)
  // Whoever asked hears that there is an answer, by the number; the words stay on the case.
  const told = (await who.officer.get('/api/my-messages')).body.rows.filter((row: { kind: string }) => row.kind === 'captainAnswered')
  expect(told).toMatchObject([{ about: opened.body.receiptNumber, link: `/requests/${requestId}` }])
  expect(JSON.stringify(told)).not.toContain(answer)
  expect((await who.officer.get(`/api/captains?requestId=${requestId}`)).body.rows[0].tasks[0]).toMatchObject({ state: 'answered', answer })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from captain_tasks where encode(answer_sealed, 'escape') like '%' || ${answer} || '%'`.execute(world.deps.db)
  expect(rows[0]!.n).toBe(0)
  const named = await sql<{ n: number }>`select count(*)::int as n from captains where encode(name_sealed, 'escape') like '%' || ${name} || '%'`.execute(
    world.deps.db,
  )
  expect(named.rows[0]!.n).toBe(0)
})

test('a task expires by itself: gone from the captain’s list, and no answer is taken', async () => {
  await ask(who.officer, { kind: 'confirm', words: '单元门能关上吗？' })
  const task = (await who.captain.get('/api/my/captain-tasks')).body.rows.find((one: { answered: boolean }) => !one.answered)
  world.clock.now = new Date(Date.parse(task.expiresAt) - 1)
  expect((await who.captain.get('/api/my/captain-tasks')).body.rows.map((one: { id: string }) => one.id)).toContain(task.id)
  world.clock.now = new Date(task.expiresAt)
  expect((await who.captain.get('/api/my/captain-tasks')).body.rows).toEqual([])
  expect((await who.captain.post(`/api/my/captain-tasks/${task.id}/answer`, { words: '能' })).body.code).toBe('link_expired')
})

test('when it ends, the open tasks end with it, at once', async () => {
  await ask(who.officer)
  const [task] = (await who.captain.get('/api/my/captain-tasks')).body.rows
  expect((await who.officer.post(`/api/captains/${captainId}/end`)).body.state).toBe('ended')
  expect((await who.captain.get('/api/my/captain-tasks')).body).toEqual({ buildings: [], rows: [] })
  expect((await who.captain.post(`/api/my/captain-tasks/${task.id}/answer`, { words: '晚了' })).status).toBe(404)
  expect((await ask(who.officer)).body.code).toBe('move_not_allowed')
  const { rows } = await sql<{ valid_to: string }>`select valid_to from assignments where account_id = ${who.captain.accountId}`.execute(world.deps.db)
  expect(rows).toEqual([{ valid_to: world.clock.now.toISOString() }])
})
