import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { contract } from '@ejia/contract/contract.ts'
import { defaultConfiguration } from '../src/configuration/default-configuration.ts'
import { insertVersion } from '../src/configuration/configuration-store.ts'
import { newId } from '../src/platform/ids.ts'
import { queueMessage } from '../src/platform/outbox.ts'
import { callers, matrix, type CallerName } from './authorization-matrix.ts'
import { putFile } from './upload.ts'
import { otherGrid, otherSubdistrict, signedIn, useWorld, type Caller, type Reply } from './test-world.ts'
import { askOfEnterprise, fillForms, waitForAddresses } from './forms-fixture.ts'

const world = useWorld()
let dwellings: string[] = []
const spares: { person: string; enterprise: string; resource: string; pool: string; otherPool: string; topic: string; otherTopic: string }[] = []
const fixture: Record<string, string | object> = {}
const accountOf = {} as Record<CallerName, string | null>
let refusedFor: (reply: { status: number; body: { code?: string; details?: { issues?: { rule: string }[] } } | null }) => boolean

beforeAll(async () => {
  const { db } = world.deps
  const building = world.places.buildings[0]!
  const grid = building.gridCode
  const community = grid.slice(0, 12)
  const units = (await sql<{ id: string }>`select id from units order by name`.execute(db)).rows.map((row) => row.id)
  const hour = 3_600_000
  const now = world.clock.now.getTime()
  const people: Record<Exclude<CallerName, 'anonymous'>, Caller> = {
    reporter: await world.resident(),
    otherResident: await world.resident(),
    officer: await world.as('gridOfficer', grid),
    secretary: await world.as('branchSecretary', grid),
    instructor: await world.as('partyInstructor', grid),
    siblingOfficer: await world.as('gridOfficer', world.places.grids[1]!.code),
    lead: await world.as('communityLead', community),
    siblingLead: await world.as('communityLead', world.places.communities[1]!.code),
    office: await world.as('subdistrictStaff', '990101001'),
    otherOffice: await world.hire('subdistrictStaff', otherSubdistrict),
    otherOfficer: await world.hire('gridOfficer', otherGrid),
    expiredOfficer: await world.hire('gridOfficer', grid, { to: new Date(now - hour) }),
    futureLead: await world.hire('communityLead', community, { from: new Date(now + hour) }),
    department: await world.hire('departmentContact', '990101001', { unit: units[0]! }),
    otherDepartment: await world.hire('departmentContact', '990101001', { unit: units[1]! }),
    district: await world.as('districtStaff', '990101'),
    systemAdmin: await world.as('systemAdmin', '990101'),
    securityAdmin: await world.as('securityAdmin', '990101'),
    auditor: await world.as('auditor', '990101'),
  }
  for (const name of callers) accountOf[name] = name === 'anonymous' ? null : people[name].accountId
  const photoId = await putPhoto(people.reporter)
  const report = await world.report({ phone: '13900004321', photoIds: [photoId], place: { buildingId: building.id } }, people.reporter)
  await people.office.post('/api/requests/bulk-dispatch', { requestIds: [report.requestId], unitId: units[0], reason: '请部门办理' })
  const other = await world.report({ phone: '13900004444' })
  const spare = await world.hire('gridOfficer', grid)
  await world.deps.db
    .transaction()
    .execute((tx) =>
      insertVersion(
        tx,
        { subdistrict: '990101001', section: 'service', basedOn: 0, body: defaultConfiguration.service, changedBy: null, reason: '初始' },
        world.clock.now,
      ),
    )
  const invited = await people.office.post('/api/accounts', { name: '新人', role: 'gridOfficer', areaCode: grid })
  const key = await people.systemAdmin.post('/api/api-keys', { name: '平台', scopes: ['open311.read'], areaCode: '990101001' })
  const [notice, spareNotice] = [
    await people.lead.post('/api/notices', { areaCode: community, title: '一', body: '一' }),
    await people.lead.post('/api/notices', { areaCode: community, title: '二', body: '二' }),
  ]
  const dwelling = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit ${callers.length}`.execute(db)
  dwellings = dwelling.rows.map((row) => row.id)
  const assignment = await sql<{ id: string }>`select id from assignments where account_id = ${spare.accountId}`.execute(db)
  Object.assign(fixture, {
    grid,
    community,
    subdistrict: '990101001',
    building: building.id,
    spareBuilding: world.places.buildings[1]!.id,
    qrCode: building.qrCode,
    request: report.requestId,
    followKey: report.followKey,
    photo: photoId,
    otherReceipt: other.receiptNumber,
    ownOfficer: people.officer.accountId!,
    spare: spare.accountId!,
    spareAssignment: assignment.rows[0]!.id,
    apiKey: key.body.row.id,
    invitation: invited.body.url.split('/').at(-1),
    notice: notice.body.id,
    spareNotice: spareNotice.body.id,
    serviceChange: { section: 'service', body: defaultConfiguration.service },
  })
  await fillRegistry(people.officer, building.id, grid)
  const blown = await people.officer.post(`/api/requests/${report.requestId}/whistles`, { kind: 'jointEnforcement', title: '联合执法', need: '请一起到场' })
  await people.lead.post(`/api/whistles/${blown.body.id}/moves`, { move: 'approve' })
  await people.office.post(`/api/whistles/${blown.body.id}/moves`, { move: 'summon', units: [{ unitId: units[0], part: 'lead' }] })
  await finishTask(people, blown.body.id, units[0]!)
  await holdMeetings(people, grid, units[0]!)
  const file = Buffer.from('姓名,住址\n邻居乙,没有这里')
  const put = await putFile(people.office, '/api/imports', 'file', 'a.csv', file, { subdistrict: '990101001' })
  const own = String(
    (
      await people.officer.post(
        '/api/registry/people',
        { householdId: fixture['household'], source: 'visit', facts: { name: '反映人' } },
        { 'idempotency-key': newId() },
      )
    ).body.id,
  )
  await sql`update persons set account_id = ${people.reporter.accountId} where id = ${own}`.execute(db)
  const asked = await people.reporter.post('/api/own/corrections', { facts: { sex: 'male' } })
  await fillPeople(people, building.id)
  Object.assign(fixture, { whistle: blown.body.id, import: put.body.id, ask: asked.body.asks[0].id })
  const ending = await people.office.post('/api/purposes/epidemicControl/endings', { subdistrict: '990101001', reason: '防控结束' })
  fixture['purposeEnding'] = ending.body.id
  fixture['failedMessage'] = await failMessage()
  fixture['escalation'] = (await people.office.post(`/api/requests/${report.requestId}/escalations`, { tried: '谈过', asked: '请定' })).body.id
  const wanted = { kind: 'people', area: grid, whole: true, purpose: 'gridService', reason: '核对台账', recipient: '网格办' }
  fixture['export'] = (await people.office.post('/api/registry/exports', wanted, { 'idempotency-key': newId() })).body.id
  Object.assign(
    fixture,
    await fillForms(world, people.office),
    await waitForAddresses(world, people.office),
    await askOfEnterprise(world, people.reporter, String(fixture['enterprise'])),
  )
  refusedFor = ({ body }) =>
    ['unauthenticated', 'permission_denied', 'not_found'].includes(body?.code ?? '') ||
    // A place outside one's area is told at the field.
    (body?.code === 'invalid_input' && body.details?.issues?.[0]?.rule === 'not_found')
})

/** A call with a posted sibling officer, a leave of the officer, its pack, a captain with a task. */
async function fillPeople(people: Record<Exclude<CallerName, 'anonymous'>, Caller>, buildingId: string): Promise<void> {
  const need = (reply: Reply): Reply['body'] => {
    if (reply.status >= 400) throw new Error(reply.text)
    return reply.body
  }
  const call = matrix['secondments.openCall']!.body!
  const wants = [{ subdistrict: '990101001', wanted: 1 }]
  const opened = need(await people.district.post('/api/secondment-calls', { ...call, wants }))
  const spareCall = need(await people.district.post('/api/secondment-calls', { ...call, wants }))
  const named = need(
    await people.siblingOfficer.post(`/api/secondment-calls/${opened.id}/nominations`, { subdistrict: '990101001', homeUnit: '二网格', statement: '愿意' }),
  )
  const step = async (by: Caller, body: object) => need(await by.post(`/api/secondments/${named.id}/moves`, body))
  await step(people.office, { move: 'confirm' })
  await step(people.district, { move: 'approve' })
  const posts = [{ areaCode: world.places.communities[1]!.code, tasks: '组织联席会', from: '2026-12-01', to: '2027-05-31' }]
  await step(people.office, { move: 'post', posts })
  const { posts: own } = need(await people.officer.get('/api/my/leaves'))
  const leave = need(
    await people.officer.post('/api/leaves', {
      startsOn: '2026-12-01',
      endsOn: '2026-12-05',
      covers: own.map((post: { assignmentId: string }) => ({ assignmentId: post.assignmentId, substituteId: people.secretary.accountId })),
    }),
  )
  need(await people.lead.post(`/api/leaves/${leave.id}/moves`, { move: 'agree' }))
  const handover = need(await people.officer.get(`/api/leaves/${leave.id}`)).handovers[0].id
  const promised = need(await people.officer.post(`/api/requests/${fixture['request']}/promises`, { words: '周五前去看', dueOn: '2026-12-31' }))
  const invite = async () => need(await people.officer.post('/api/captains', { buildingId, name: '热心邻居' }))
  const linkOf = (link: { url: string }) => link.url.split('/').at(-1)
  const first = await invite()
  need(await people.reporter.post(`/api/captain-invitations/${linkOf(first)}`, {}))
  const asked = need(await people.officer.post(`/api/captains/${first.captainId}/tasks`, { kind: 'ask', words: '请问问三楼', days: 3 }))
  const [invited, spare, link] = [await invite(), await invite(), await invite()]
  Object.assign(fixture, {
    call: opened.id,
    spareCall: spareCall.id,
    secondment: named.id,
    leave: leave.id,
    officerPost: own[0].assignmentId,
    handover,
    promise: promised.id,
    captain: first.captainId,
    captainTask: asked.tasks[0].id,
    invitedCaptain: invited.captainId,
    spareCaptain: spare.captainId,
    captainLink: linkOf(link),
  })
}

/** A household with a person looked after, one to spare for each caller, an enterprise and a resource. */
async function fillRegistry(officer: Caller, buildingId: string, grid: string): Promise<void> {
  const home = (await sql<{ id: string }>`select id from dwellings where building_id = ${buildingId} order by id desc limit 1`.execute(world.deps.db)).rows[0]!
    .id
  const household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: home })).body.id
  const enter = async (name: string) =>
    (await officer.post('/api/registry/people', { householdId: household, source: 'visit', facts: { name } }, { 'idempotency-key': newId() })).body.id as string
  const person = await enter('邻居甲')
  const care = await officer.post(`/api/registry/people/${person}/care`, { group: 'veteran', level: 'quarterly', reviewOn: '2027-01-01' })
  const enterprise = newId()
  const heard = async (title: string) => {
    const body = { outcome: 'heard', gridCode: grid, heardOn: '2026-11-20', title }
    const made = await officer.post('/api/need-notes', body, { 'idempotency-key': newId() })
    return { pool: made.body.pool.id as string, note: made.body.note.id as string }
  }
  const need = await heard('想理发')
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: '有限公司', industry: '制造业', gridCode: grid, address: '暖阳路 2 号' }
  await officer.send({ method: 'PUT', url: `/api/enterprises/${enterprise}`, payload: entry })
  for (const name of callers) {
    const spare = newId()
    await officer.send({ method: 'PUT', url: `/api/resources/${spare}`, payload: { kind: 'room', title: `${name} 的房间`, gridCode: grid } })
    const spareEnterprise = newId()
    await officer.send({ method: 'PUT', url: `/api/enterprises/${spareEnterprise}`, payload: { ...entry, name: `${name} 有限公司` } })
    spares.push({
      person: await enter('要搬走的人'),
      enterprise: spareEnterprise,
      resource: spare,
      pool: (await heard(`${name}甲`)).pool,
      otherPool: (await heard(`${name}乙`)).pool,
      topic: '',
      otherTopic: '',
    })
  }
  Object.assign(fixture, { pool: need.pool, needNote: need.note, home, household, person, care: care.body.care[0].id, enterprise })
}

/** A message of the own subdistrict that could not be sent. */
async function failMessage(): Promise<string> {
  const { db, crypto } = world.deps
  const message = { channel: 'sms', area: '990101001', recipient: '13900004321', text: '未发出的', dedupeKey: 'matrix' } as const
  await db.transaction().execute((tx) => queueMessage(tx, crypto, message, world.clock.now))
  const { rows } = await sql<{ id: string }>`update outbox set state = 'failed', fault = 'refused' where dedupe_key = 'matrix' returning id`.execute(db)
  return rows[0]!.id
}

/** One meeting announced, one whose minutes wait for confirmation with a task for a department; topics to spare. */
async function holdMeetings(people: Record<'officer' | 'secretary' | 'instructor' | 'office', Caller>, grid: string, unitId: string): Promise<void> {
  const raise = async (title: string) =>
    (await people.officer.post('/api/topics', { areaCode: grid, title, words: '大家都在说' }, { 'idempotency-key': newId() })).body.id as string
  for (const spare of spares) Object.assign(spare, { topic: await raise('要上会'), otherTopic: await raise('等一等') })
  const plan = async () => {
    const at = { startsAt: '2026-12-01T06:00:00Z', endsAt: '2026-12-01T07:00:00Z', place: '三楼', chairId: people.secretary.accountId }
    const facts = { subdistrict: '990101001', title: '联席会议', ...at, recorderId: people.instructor.accountId, memberIds: [] }
    const meeting = (await people.office.post('/api/meetings', facts)).body.id as string
    const topicId = await raise('一件事')
    await people.office.post(`/api/topics/${topicId}/take`, { meetingId: meeting })
    const step = (by: Caller, body: object) => by.post(`/api/meetings/${meeting}/moves`, body)
    await step(people.office, { move: 'announce' })
    return { meeting, topicId, step }
  }
  const { meeting } = await plan()
  const held = await plan()
  await held.step(people.secretary, { move: 'open' })
  await held.step(people.secretary, { move: 'attend' })
  const task = { title: '看一看', owner: { kind: 'unit', unitId }, dueOn: '2026-12-20' }
  await held.step(people.secretary, { move: 'decide', topicId: held.topicId, outcome: 'agreed', words: '办', tasks: [task] })
  const { body } = await held.step(people.secretary, { move: 'adjourn' })
  const practice = async (title: string) => {
    const id = newId()
    const body = { basedOn: 0, areaCode: grid, title, situation: '没处理发', steps: '找人、消毒、户外', shared: true }
    await people.officer.send({ method: 'PUT', url: `/api/practices/${id}`, payload: body })
    return id
  }
  Object.assign(fixture, { practice: await practice('理发日'), otherPractice: await practice('要撤下的') })
  Object.assign(fixture, { topic: await raise('自己的'), meeting, heldMeeting: held.meeting, meetingTask: body.decided[0].id })
  await evidencePhoto(body.decided[0].id)
}

/** A task of the whistle the department has finished with a photo. */
async function finishTask(people: Record<'office' | 'department', Caller>, whistle: string, unitId: string): Promise<void> {
  const step = (by: Caller, body: object) => by.post(`/api/whistles/${whistle}/moves`, body)
  const { body } = await step(people.office, { move: 'addTask', title: '看一看', unitId, dueOn: '2026-12-20' })
  const [whistleTask, whistleTaskPhoto] = [body.tasks[0].id as string, await putPhoto(people.department)]
  await step(people.department, { move: 'finishTask', taskId: whistleTask, words: '看过了', photoIds: [whistleTaskPhoto] })
  Object.assign(fixture, { whistleTask, whistleTaskPhoto })
}

/** A photo of the task's evidence, with the file of the case's. */
async function evidencePhoto(taskId: string): Promise<void> {
  const [id, subdistrict, db] = [newId(), '990101001', world.deps.db]
  await sql`
    insert into meeting_task_photos (subdistrict, id, task_id, entry_id, content_hash, width, height, position)
    select ${subdistrict}, ${id}, ${taskId}, (select e.id from meeting_task_entries e where e.task_id = ${taskId} limit 1), content_hash, width, height, 0
    from request_photos where id = ${fixture['photo'] as string}`.execute(db)
  fixture['taskPhoto'] = id
}

async function putPhoto(caller: Caller): Promise<string> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#884422' } })
    .png()
    .toBuffer()
  const reply = await putFile(caller, '/api/photos', 'photo', 'a.png', png)
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}

function filled(value: unknown, own: Record<string, string | object>): unknown {
  if (typeof value === 'string') {
    const whole = /^\{(\w+)\}$/.exec(value)
    if (whole) return own[whole[1]!] ?? value
    return value.replace(/\{(\w+)\}/g, (all, name: string) => String(own[name] ?? all))
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, own))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, own)]))
  return value
}

const routes = Object.entries(contract).flatMap(([group, procedures]) => Object.keys(procedures).map((name) => `${group}.${name}`))

test('every route of the contract has a row, and no row is left over', () => {
  expect(Object.keys(matrix).toSorted()).toEqual(routes.toSorted())
})

test.each(Object.keys(matrix))('%s: every role and relation', async (route) => {
  const row = matrix[route]!
  for (const name of callers) {
    // A fresh session each time: some rows end it.
    const caller = accountOf[name] === null ? world.anybody : await signedIn(world, accountOf[name]!)
    const session =
      caller.accountId === null
        ? newId()
        : (await sql<{ id: string }>`select id from sessions where account_id = ${caller.accountId} order by id desc limit 1`.execute(world.deps.db)).rows[0]!
            .id
    const own = {
      ...fixture,
      newId: newId(),
      ownSession: session,
      shortName: `${callers.indexOf(name) + 20}单元`,
      dwelling: dwellings[callers.indexOf(name)]!,
      waitingRow: String(callers.indexOf(name) + 2),
      sparePerson: spares[callers.indexOf(name)]!.person,
      spareEnterprise: spares[callers.indexOf(name)]!.enterprise,
      resource: spares[callers.indexOf(name)]!.resource,
      sparePool: spares[callers.indexOf(name)]!.pool,
      spareTopic: spares[callers.indexOf(name)]!.topic,
      otherSpareTopic: spares[callers.indexOf(name)]!.otherTopic,
      otherSparePool: spares[callers.indexOf(name)]!.otherPool,
    }
    const isAllowed = row.allowed.includes(name)
    // A stream never ends by itself: who may open it is seen in its own test.
    if (['oversight.live', 'whistles.wallLive'].includes(route) && isAllowed) continue
    const options: InjectOptions = { method: row.method as 'GET', url: `/api${String(filled(row.path, own))}` }
    if (row.body)
      Object.assign(options, {
        payload: JSON.stringify(filled(row.body, own)),
        headers: { 'content-type': 'application/json', ...(row.key ? { 'idempotency-key': newId() } : {}) },
      })
    const reply = await caller.send(options)
    expect(reply.status, `${route} as ${name}: ${reply.text.slice(0, 200)}`).toBeLessThan(500)
    expect(refusedFor(reply), `${route} as ${name} answered ${reply.status} ${reply.text.slice(0, 160)}`).toBe(!isAllowed)
    if (!isAllowed && name === 'anonymous') expect(reply.status, `${route} anonymous`).toBe(401)
  }
})

test('an ended assignment gives no right from the moment it is acknowledged', async () => {
  const office = await world.as('subdistrictStaff', '990101001')
  for (let round = 0; round < 30; round++) {
    const officer = await world.hire('gridOfficer', String(fixture['grid']))
    expect((await officer.get(`/api/requests/${String(fixture['request'])}`)).status).toBe(200)
    const { rows } = await sql<{ id: string }>`select id from assignments where account_id = ${officer.accountId}`.execute(world.deps.db)
    expect((await office.post(`/api/assignments/${rows[0]!.id}/end`, { reason: '轮岗' })).status).toBe(200)
    const after = await Promise.all([
      officer.get(`/api/requests/${String(fixture['request'])}`),
      officer.get('/api/requests'),
      officer.post(`/api/requests/${String(fixture['request'])}/moves`, { move: 'note', internal: '还在吗' }),
    ])
    expect(after.filter((reply) => reply.status < 400)).toEqual([])
  }
})
