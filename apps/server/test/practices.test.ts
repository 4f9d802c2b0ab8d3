import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { otherSubdistrict, useWorld, type Caller } from './test-world.ts'

/** Story A, step 6: the practice is written down with what its records count, and another community copies it. */
const world = useWorld()
const who = {} as Record<'lead' | 'sibling' | 'officer' | 'office' | 'elsewhere', Caller>
const id = newId()
let communities: string[] = []
let poolId = ''

const text = {
  title: '每月免费理发',
  situation: '街边理发摊不来了，老人没处理发。',
  steps: '一、找理发店。二、消毒。三、户外。',
  materials: '推子、围布、消毒液',
  shared: true,
}
const save = (by: Caller, practiceId: string, body: object) =>
  by.send({ method: 'PUT', url: `/api/practices/${practiceId}`, payload: { basedOn: 0, ...text, ...body } })

beforeAll(async () => {
  const grid = world.places.grids[0]!.code
  communities = [grid.slice(0, 12), world.places.communities.find((one) => one.code !== grid.slice(0, 12))!.code]
  who.officer = await world.as('gridOfficer', grid)
  who.lead = await world.as('communityLead', communities[0]!)
  who.sibling = await world.as('communityLead', communities[1]!)
  who.office = await world.as('subdistrictStaff', '990101001')
  who.elsewhere = await world.hire('subdistrictStaff', otherSubdistrict)
  const note = { outcome: 'heard', gridCode: grid, heardOn: '2026-11-20', title: '老人理发难', households: 7 }
  poolId = (await who.officer.post('/api/need-notes', note, { 'idempotency-key': newId() })).body.pool.id
})

test('it is written by its own area, with results counted from the records', async () => {
  expect((await save(who.sibling, id, { areaCode: communities[0] })).body.details.issues[0]).toMatchObject({ path: ['areaCode'], rule: 'not_found' })
  expect((await save(who.lead, id, { areaCode: communities[0], steps: '电话13900001234' })).body.details.issues[0]).toMatchObject({
    path: ['steps'],
    rule: 'not_allowed_here',
  })
  expect((await save(who.lead, id, { areaCode: communities[0], poolIds: [newId()] })).status).toBe(404)
  const made = await save(who.lead, id, { areaCode: communities[0], poolIds: [poolId] })
  expect(made.status, made.text).toBe(200)
  expect(made.body).toMatchObject({ state: 'shared', usedBy: 0, results: { households: 7, tasks: 0, cases: 0 }, version: 1, mayEdit: true })
  const grid = world.places.grids[0]!.code
  await who.officer.post('/api/need-notes', { outcome: 'heard', gridCode: grid, heardOn: '2026-11-21', poolId, households: 2 }, { 'idempotency-key': newId() })
  expect((await who.sibling.get(`/api/practices/${id}`)).body).toMatchObject({ results: { households: 9 }, mayEdit: false })
})

test('another community copies it with one tap into its own plan and links back; a second tap finds the first', async () => {
  const copied = await who.sibling.post(`/api/practices/${id}/copies`, { areaCode: communities[1] })
  expect(copied.status, copied.text).toBe(201)
  expect(copied.body).toMatchObject({ state: 'plan', steps: text.steps, copiedFrom: { id, area: { code: communities[0] } }, results: { households: 0 } })
  expect((await who.sibling.post(`/api/practices/${id}/copies`, { areaCode: communities[1] })).body.id).toBe(copied.body.id)
  expect((await who.sibling.post(`/api/practices/${id}/copies`, { areaCode: communities[0] })).body.details.issues[0].rule).toBe('not_found')
  const source = await who.lead.get(`/api/practices/${id}`)
  expect(source.body).toMatchObject({ usedBy: 1, copies: [{ area: { code: communities[1] } }] })
  // A plan is its own community's, and of those above.
  expect((await who.lead.get(`/api/practices/${copied.body.id}`)).status).toBe(404)
  expect((await who.office.get('/api/practices?show=plans')).body.rows.map((row: { id: string }) => row.id)).toContain(copied.body.id)
  expect((await who.lead.get('/api/practices')).body.rows.map((row: { id: string }) => row.id)).toEqual([id])
  const changed = await save(who.sibling, copied.body.id, { areaCode: communities[1], basedOn: 1, steps: '改为每季一次。', shared: false })
  expect(changed.body).toMatchObject({ version: 2, steps: '改为每季一次。', copiedFrom: { id } })
  expect((await save(who.sibling, copied.body.id, { areaCode: communities[1], basedOn: 1, shared: false })).body.code).toBe('stale_version')
})

test('another subdistrict sees nothing; what is withdrawn is no longer offered, and its copies stay', async () => {
  expect((await who.elsewhere.get(`/api/practices/${id}`)).status).toBe(404)
  expect((await who.elsewhere.get('/api/practices')).body.rows).toEqual([])
  expect((await who.sibling.post(`/api/practices/${id}/withdrawal`)).body.code).toBe('permission_denied')
  expect((await who.lead.post(`/api/practices/${id}/withdrawal`)).body.state).toBe('withdrawn')
  expect((await who.lead.post(`/api/practices/${id}/withdrawal`)).body.code).toBe('move_not_allowed')
  expect((await who.sibling.get('/api/practices')).body.rows).toEqual([])
  expect((await who.sibling.get('/api/practices?show=plans')).body.rows).toMatchObject([{ state: 'plan' }])
})

test('cases and decisions are counted for all, named to those who may open them, and kept by those who may not', async () => {
  const grid = world.places.grids[0]!.code
  const building = world.places.buildings.find((one) => one.gridCode.startsWith(communities[0]!))!
  const there = { place: { buildingId: building.id, detail: '1单元101' } }
  const [first, second, tip] = [await world.report(there), await world.report(there), await world.report({ ...there, kind: 'tipOff' })]
  await sql`update requests set state = 'closed', closed_at = ${world.clock.now}, closure = 'residentConfirmed', outcome = 'solved' where id = ${first.requestId}`.execute(
    world.deps.db,
  )
  const written = newId()
  const requestIds = [first.requestId, second.requestId]
  expect((await save(who.lead, written, { areaCode: communities[0], requestIds: [tip.requestId] })).status).not.toBe(200)
  expect((await save(who.sibling, written, { areaCode: communities[1], requestIds })).status).toBe(404)
  const made = await save(who.lead, written, { areaCode: communities[0], requestIds })
  expect(made.status, made.text).toBe(200)
  expect(made.body).toMatchObject({ results: { cases: 2, casesClosed: 1 }, links: { hidden: 0 } })
  expect(made.body.links.cases.map((one: { receiptNumber: string }) => one.receiptNumber).toSorted()).toEqual(
    [first.receiptNumber, second.receiptNumber].toSorted(),
  )
  // Another community counts the same and learns no number.
  const read = await who.sibling.get(`/api/practices/${written}`)
  expect(read.body).toMatchObject({ results: { cases: 2, casesClosed: 1 }, links: { cases: [], hidden: 2 } })
  expect(read.text).not.toContain(first.receiptNumber)
  // A decision of a meeting nobody of the community may open, linked by the office, stays when the lead takes away a case.
  const [subdistrict, db, at, by] = [grid.slice(0, 9), world.deps.db, world.clock.now, who.office.accountId]
  const plan = { subdistrict, title: '会', startsAt: '2026-12-10T06:00:00Z', endsAt: '2026-12-10T07:00:00Z', place: '三楼', chairId: by, memberIds: [] }
  const meeting = await who.office.post('/api/meetings', { ...plan, recorderId: who.sibling.accountId }, { 'idempotency-key': newId() })
  expect(meeting.status, meeting.text).toBeLessThan(300)
  const [task, of] = [newId(), meeting.body.id]
  await sql`
    insert into topics (subdistrict, id, area_code, title, words, source, state, raised_by, raised_at, meeting_id)
    values (${subdistrict}, ${task}, ${communities[0]}, '灯', '灯', 'note', 'decided', ${by}, ${at}, ${of})`.execute(db)
  await sql`insert into agenda_items (subdistrict, meeting_id, topic_id, position) values (${subdistrict}, ${of}, ${task}, 1)`.execute(db)
  await sql`
    insert into meeting_tasks (subdistrict, id, meeting_id, topic_id, title, owner_account, due_on, state, evidence, created_at, ended_at, ended_by)
    values (${subdistrict}, ${task}, ${of}, ${task}, '备灯泡', ${by}, '2026-12-11', 'signedOff', '齐了', ${at}, ${at}, ${by})`.execute(db)
  const byOffice = await save(who.office, written, { areaCode: communities[0], basedOn: 1, taskIds: [task] })
  expect(byOffice.body).toMatchObject({ results: { tasks: 1, tasksSignedOff: 1, cases: 2 }, links: { tasks: [{ id: task, title: '备灯泡' }] } })
  expect((await save(who.lead, written, { areaCode: communities[0], basedOn: 2, taskIds: [task] })).status).toBe(404)
  const less = await save(who.lead, written, { areaCode: communities[0], basedOn: 2, taskIds: [], requestIds: [first.requestId] })
  expect(less.body).toMatchObject({ results: { tasks: 1, cases: 1, casesClosed: 1 }, links: { tasks: [], hidden: 1 } })
})

test('nothing of it can be ordered by how often it was copied', async () => {
  const { rows } = await sql<{ column_name: string }>`select column_name from information_schema.columns where table_name = 'practices'`.execute(world.deps.db)
  expect(rows.map((row) => row.column_name).filter((name) => /rank|score|points|order/u.test(name))).toEqual([])
  expect((await who.lead.get('/api/practices?sort=usedBy')).status).toBe(400)
})
