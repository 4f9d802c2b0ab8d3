import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { EscalationMove } from '@ejia/contract/escalations.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** A matter goes up level by level; who asked hears what became of it, and the resident keeps one contact. */
const world = useWorld()
const names = ['officer', 'sibling', 'lead', 'siblingLead', 'office', 'otherOffice', 'district', 'department'] as const
const who = {} as Record<(typeof names)[number], Caller>
let grid = ''
const phone = '13900001234'

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  const { rows } = await sql<{ id: string }>`select id from units where kind = 'department' order by name limit 1`.execute(world.deps.db)
  who.officer = await world.as('gridOfficer', grid)
  who.sibling = await world.as('gridOfficer', world.places.grids.find((one) => one.code !== grid && one.code.startsWith(grid.slice(0, 12)))!.code)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.siblingLead = await world.as('communityLead', world.places.communities.find((one) => one.code !== grid.slice(0, 12))!.code)
  who.office = await world.as('subdistrictStaff', '990101001')
  who.otherOffice = await world.hire('subdistrictStaff', '990101002')
  who.district = await world.as('districtStaff', '990101')
  who.department = await world.hire('departmentContact', '990101001', { unit: rows[0]!.id })
})
/** The clock runs for days; a staff session ends after half an hour. */
beforeEach(async () => {
  for (const name of names) who[name] = await signedIn(world, who[name].accountId!)
})

async function handled(text = '地下车库渗水，三方都说不归自己管') {
  const filed = await world.report({ category: 'lamp', text, phone, name: '张秀英' })
  await who.officer.post(`/api/requests/${filed.requestId}/moves`, { move: 'acknowledge', told: '马上去看' })
  return filed
}
const raise = (by: Caller, requestId: string) =>
  by.post(`/api/requests/${requestId}/escalations`, { tried: '约了物业和开发商两次，都推给对方', asked: '请社区召集三方定责' })
const step = (by: Caller, id: string, body: object) => by.post(`/api/escalations/${id}/moves`, body)
const told = async (followKey: string) => {
  const { body, text } = await world.anybody.get(`/api/follow/${followKey}`)
  return { words: body.timeline.map((entry: { told: string | null }) => entry.told).join('\n') as string, text }
}
const inbox = async (caller: Caller) => ((await caller.get('/api/my-messages')).body.rows as { kind: string; about: string }[]).map((row) => row.kind)

test('from the grid to the community: what was tried, what is asked, and a decision that comes down', async () => {
  const { requestId, followKey, receiptNumber } = await handled()
  const before = await who.officer.get(`/api/requests/${requestId}/escalations`)
  expect(before.body).toMatchObject({ rows: [], mayRaise: true, raisesTo: { code: grid.slice(0, 12) } })
  const raised = await raise(who.officer, requestId)
  expect(raised.status, raised.text).toBe(201)
  expect(raised.body).toMatchObject({ state: 'raised', from: { code: grid }, to: { code: grid.slice(0, 12) }, contact: { code: grid }, requestId })
  const id = raised.body.id as string
  // Two working days from Monday 10:00.
  expect(raised.body.dueAt).toBe('2026-11-25T09:30:00.000Z')
  expect((await raise(who.officer, requestId)).body.code).toBe('conflict')
  expect((await who.officer.get(`/api/requests/${requestId}/escalations`)).body.mayRaise).toBe(false)
  expect(await inbox(who.lead)).toContain('escalationRaised')
  expect((await who.lead.get('/api/escalations?direction=toMe')).body.rows).toEqual([expect.objectContaining({ id, receiptNumber, state: 'raised' })])
  expect((await who.officer.get('/api/escalations?direction=toMe')).body).toMatchObject({ rows: [], decides: false })
  expect((await who.officer.get('/api/escalations?direction=fromHere')).body.rows).toHaveLength(1)

  // The level that was asked decides: not the one that asked, not one above it.
  for (const name of ['officer', 'office'] as const)
    expect((await step(who[name], id, { move: 'decide', words: '我来定' })).body.code).toBe('permission_denied')
  expect((await step(who.lead, id, { move: 'accept' })).body.state).toBe('accepted')
  const decided = await step(who.lead, id, { move: 'decide', words: '物业先修，费用由维修基金出' })
  expect(decided.body).toMatchObject({ state: 'decided', decision: '物业先修，费用由维修基金出', allowedMoves: [] })
  expect(await inbox(who.officer)).toContain('escalationDecided')
  expect((await step(who.lead, id, { move: 'decide', words: '再定' })).body.code).toBe('move_not_allowed')

  const { words, text } = await told(followKey)
  for (const sentence of ['已上报', '和您联系', '已收下，正在研究', '已有决定']) expect(words).toContain(sentence)
  for (const inside of ['推给对方', '维修基金', '召集三方']) expect(text).not.toContain(inside)
})

test('from community to subdistrict to district: one level at a time, and the grid stays the contact', async () => {
  const { requestId, followKey } = await handled()
  const first = (await raise(who.officer, requestId)).body.id as string
  expect((await step(who.lead, first, { move: 'passUp', tried: '开过协调会', asked: '请街道定责' })).body.state).toBe('passedUp')
  const ladder = async () =>
    (await who.officer.get(`/api/requests/${requestId}/escalations`)).body.rows as { id: string; state: string; to: { code: string } }[]
  const second = (await ladder())[1]!
  expect(second).toMatchObject({ state: 'raised', from: { code: grid.slice(0, 12) }, to: { code: '990101001' }, contact: { code: grid } })
  expect(await inbox(who.officer)).toContain('escalationPassedUp')
  expect((await who.district.get(`/api/escalations/${second.id}`)).status).toBe(404)
  expect((await step(who.office, second.id, { move: 'takeOver', words: '街道直接来办' })).body.state).toBe('takenOver')
  expect((await step(who.office, second.id, { move: 'giveBack', words: '还是你们办' })).body.code).toBe('move_not_allowed')
  await step(who.office, second.id, { move: 'passUp', tried: '与开发商谈过', asked: '请区住建部门认定质量责任' })
  const third = (await ladder())[2]!
  expect(third).toMatchObject({ to: { code: '990101' }, contact: { code: grid } })

  // The district sees the matter and nothing of who reported it.
  const seen = await who.district.get(`/api/escalations/${third.id}`)
  expect(seen.body).toMatchObject({ requestId: null, matter: { text: '地下车库渗水，三方都说不归自己管' }, allowedMoves: expect.arrayContaining(['decide']) })
  for (const secret of ['张秀英', '1234', '303']) expect(seen.text).not.toContain(secret)
  expect(seen.body.allowedMoves).not.toContain('passUp')
  expect((await who.district.get('/api/escalations?show=all')).body.rows.map((row: { id: string }) => row.id)).toEqual([third.id])
  expect((await who.district.get(`/api/requests/${requestId}`)).status).toBe(403)
  expect((await who.district.get(`/api/escalations/${first}`)).status).toBe(404)

  await step(who.district, third.id, { move: 'decide', words: '责任在开发商，限期整改' })
  expect((await ladder()).map((row) => row.state)).toEqual(['passedUp', 'passedUp', 'decided'])
  // Down to the first who raised it, everybody hears.
  for (const name of ['officer', 'lead', 'office'] as const) expect(await inbox(who[name]), name).toContain('escalationDecided')
  const { words } = await told(followKey)
  const contact = world.places.grids.find((one) => one.code === grid)!.name
  expect(words.match(new RegExp(contact, 'g'))!.length).toBeGreaterThanOrEqual(4)
  expect((await step(who.officer, first, { move: 'note', words: '晚了' })).body.code).toBe('move_not_allowed')
})

test('the lower level takes it back; the upper level gives it back with what to do', async () => {
  const { requestId } = await handled()
  const first = (await raise(who.officer, requestId)).body.id as string
  expect((await step(who.officer, first, { move: 'recall', words: '物业答应修了' })).body.state).toBe('recalled')
  const second = (await raise(who.officer, requestId)).body.id as string
  expect(second).not.toBe(first)
  expect((await step(who.lead, second, { move: 'giveBack', words: '先请物业经理到场，再谈' })).body).toMatchObject({
    state: 'returned',
    decision: '先请物业经理到场，再谈',
  })
  expect(await inbox(who.officer)).toContain('escalationReturned')
  expect((await who.officer.get(`/api/requests/${requestId}/escalations`)).body.mayRaise).toBe(true)
})

test('what lies outside of one’s places and levels does not exist', async () => {
  const { requestId } = await handled()
  const id = (await raise(who.officer, requestId)).body.id as string
  for (const name of ['sibling', 'siblingLead', 'otherOffice', 'district'] as const) {
    expect((await who[name].get(`/api/escalations/${id}`)).status, name).toBe(404)
    for (const move of EscalationMove.options) {
      const body = move === 'passUp' ? { move, tried: '一', asked: '二' } : { move, words: '三' }
      expect((await step(who[name], id, body)).status, `${name} ${move}`).toBe(404)
    }
  }
  expect((await who.department.get(`/api/escalations/${id}`)).status).toBe(403)
  expect((await who.sibling.get(`/api/requests/${requestId}/escalations`)).status).toBe(404)
  expect((await raise(who.sibling, requestId)).status).toBe(404)
})

test('every row of a list opens, and what does not open is in no list', async () => {
  const all = (await sql<{ id: string }>`select id from escalations`.execute(world.deps.db)).rows.map((row) => row.id)
  for (const name of names.filter((one) => one !== 'department')) {
    const listed = ((await who[name].get('/api/escalations?show=all&limit=100')).body.rows as { id: string }[]).map((row) => row.id)
    const opened: string[] = []
    for (const id of all) if ((await who[name].get(`/api/escalations/${id}`)).status === 200) opened.push(id)
    expect(listed.toSorted(), name).toEqual(opened.toSorted())
  }
})

test('its time runs on working days: over a public holiday it waits', async () => {
  world.clock.now = new Date('2026-09-30T03:00:00.000Z') // the eve of the National Day holiday, 11:00
  for (const name of ['officer', 'lead'] as const) who[name] = await signedIn(world, who[name].accountId!)
  const { requestId } = await handled()
  const { body } = await raise(who.officer, requestId)
  // 1 to 7 October are off: two working days later is Friday 9 October.
  expect(body.dueAt).toBe('2026-10-09T09:30:00.000Z')
  world.clock.now = new Date('2026-10-09T09:31:00.000Z')
  who.lead = await signedIn(world, who.lead.accountId!)
  expect((await who.lead.get('/api/escalations?direction=toMe&overdue=true')).body.rows.map((row: { id: string }) => row.id)).toContain(body.id)
  world.clock.now = new Date('2026-11-23T02:00:00.000Z')
})

test('two leads at once: one decides, the other is told it is over', async () => {
  const { requestId } = await handled()
  const id = (await raise(who.officer, requestId)).body.id as string
  const replies = await Promise.all([step(who.lead, id, { move: 'decide', words: '一' }), step(who.lead, id, { move: 'giveBack', words: '二' })])
  expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409])
})

test('a case that is over is not raised, and one in a community’s hands is not raised by the grid', async () => {
  const { requestId } = await handled()
  await who.office.post('/api/requests/bulk-dispatch', { requestIds: [requestId], areaCode: grid.slice(0, 12), reason: '社区来办' })
  await sql`update requests set handler_area = ${grid.slice(0, 12)} where id = ${requestId}`.execute(world.deps.db)
  expect((await raise(who.officer, requestId)).body.code).toBe('permission_denied')
  expect((await raise(who.lead, requestId)).body).toMatchObject({ to: { code: '990101001' } })
  const other = await handled()
  await sql`update requests set state = 'withdrawn', closed_at = null where id = ${other.requestId}`.execute(world.deps.db)
  expect((await raise(who.officer, other.requestId)).body.code).toBe('move_not_allowed')
})
