import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { otherSubdistrict, useWorld, type Caller } from './test-world.ts'

const world = useWorld()

const name = '哨兵甲乙丙'
const phone = '13977770001'
const party = '哨兵当事人'
const internal = '哨兵内部备注'
const tipOff = '哨兵举报内容'
const said = '哨兵会上讨论'
const sealed = [name, phone, party]

/** A meeting that sat, its minutes not yet published. */
async function sit(chair: Caller, recorder: Caller, office: Caller, grid: string): Promise<string> {
  const raised = await chair.post('/api/topics', { areaCode: grid, title: '一件事', words: '大家在说' }, { 'idempotency-key': newId() })
  const at = { startsAt: '2026-12-01T06:00:00Z', endsAt: '2026-12-01T07:00:00Z', place: '三楼' }
  const facts = { subdistrict: '990101001', title: '联席会议', ...at, chairId: chair.accountId, recorderId: recorder.accountId, memberIds: [] }
  const meeting = (await office.post('/api/meetings', facts)).body.id as string
  const topicId = raised.body.id as string
  await office.post(`/api/topics/${topicId}/take`, { meetingId: meeting })
  const step = (by: Caller, body: object) => by.post(`/api/meetings/${meeting}/moves`, body)
  await step(office, { move: 'announce' })
  await step(chair, { move: 'open' })
  await step(chair, { move: 'attend' })
  await step(recorder, { move: 'excuse', words: said })
  await step(chair, { move: 'discuss', topicId, words: said })
  const task = { title: '看一看', owner: { kind: 'person', accountId: recorder.accountId }, dueOn: '2026-12-20' }
  await step(chair, { move: 'decide', topicId, outcome: 'agreed', words: said, tasks: [task] })
  const over = await step(chair, { move: 'adjourn' })
  expect(over.body.minutes.body).toContain(said)
  return meeting
}

/** A case goes up to the district; what each level says of it stands in nobody's message. */
async function climb(officer: Caller, lead: Caller, office: Caller, requestId: string): Promise<string[]> {
  const raised = await officer.post(`/api/requests/${requestId}/escalations`, { tried: internal, asked: '请社区来定' })
  expect(raised.status, raised.text).toBe(201)
  await lead.post(`/api/escalations/${raised.body.id}/moves`, { move: 'passUp', tried: '谈过', asked: '请街道来定' })
  const [next] = (await office.get('/api/escalations?direction=toMe')).body.rows
  await office.post(`/api/escalations/${next.id}/moves`, { move: 'passUp', tried: '谈过', asked: '请区里来定' })
  const { rows } = (await office.get(`/api/requests/${requestId}/escalations`)).body
  expect(rows).toHaveLength(3)
  return rows.map((row: { id: string }) => row.id)
}

/** Sentinel values in every sensitive field; thousands of replies, refusals too, looked through. Shown only where the reply is for it. */
test('sealed values leave only by the reveal; internal words never reach residents; a tip-off only who has it', { timeout: 180_000 }, async () => {
  const building = world.places.buildings[0]!
  const grid = building.gridCode
  const officer = await world.as('gridOfficer', grid)
  const office = await world.as('subdistrictStaff', '990101001')
  const resident = await world.resident()
  const cases: { requestId: string; followKey: string }[] = []
  for (let index = 0; index < 12; index++) {
    const report = await world.report({ name, phone, place: { buildingId: building.id }, text: `第 ${index} 件` }, index % 2 === 0 ? resident : world.anybody)
    await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'addParty', role: 'respondent', dwelling: '403', name: party })
    await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'note', internal })
    await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'acknowledge', told: '来了' })
    if (index % 2 === 0) await officer.post(`/api/requests/${report.requestId}/moves`, { move: 'answer', told: '好了', outcome: 'solved' })
    cases.push(report)
  }
  const tip = await world.report({ kind: 'tipOff', category: 'fire', text: tipOff, name, phone, place: { buildingId: building.id } })
  const meeting = await sit(officer, await world.as('partyInstructor', grid), office, grid)
  const lead = await world.as('communityLead', grid.slice(0, 12))
  await officer.send({ method: 'PUT', url: '/api/my-delivery/sms', payload: { address: phone, wanted: true } })
  const escalations = await climb(officer, lead, office, cases[1]!.requestId)
  const callers: [string, Caller][] = [
    ['anonymous', world.anybody],
    ['resident', resident],
    ['officer', officer],
    ['instructor', await world.as('partyInstructor', grid)],
    ['sibling', await world.as('gridOfficer', world.places.grids[1]!.code)],
    ['lead', await world.as('communityLead', grid.slice(0, 12))],
    ['office', office],
    ['otherOffice', await world.hire('subdistrictStaff', otherSubdistrict)],
    ['district', await world.as('districtStaff', '990101')],
    ['systemAdmin', await world.as('systemAdmin', '990101')],
    ['securityAdmin', await world.as('securityAdmin', '990101')],
    ['auditor', await world.as('auditor', '990101')],
  ]
  const pages = [
    '/api/me',
    '/api/requests?show=all&limit=100',
    '/api/requests/counts',
    '/api/dashboard',
    '/api/accounts',
    '/api/assignments',
    '/api/trios',
    '/api/units',
    '/api/areas',
    '/api/messages',
    '/api/audit?subdistrict=990101001',
    '/api/notices',
    '/api/my/reports',
    `/api/my-grid?grid=${grid}`,
    '/api/report-form?subdistrict=990101001',
    '/api/requests/similar?text=第',
    '/api/public-notices?area=990101001',
    '/api/configuration/990101001',
    `/api/requests?text=${encodeURIComponent(name)}&show=all`,
    '/api/api-keys',
    `/api/requests/dispatch-targets?requestId=${cases[0]!.requestId}`,
    '/api/escalations?show=all',
    ...escalations.map((id) => `/api/escalations/${id}`),
    `/api/requests/${cases[1]!.requestId}/escalations`,
    '/api/my-messages',
    '/api/my-delivery',
    `/api/accounts/${officer.accountId}/delivery`,
    '/api/whistles?show=all',
    '/api/meetings',
    `/api/meetings/${meeting}`,
    `/api/meetings/${meeting}/minutes/1`,
    '/api/topics?show=all',
    '/api/meeting-tasks?show=all',
  ]
  let looked = 0
  for (let round = 0; round < 7; round++) {
    for (const [who, caller] of callers) {
      const own = cases.flatMap(({ requestId, followKey }) => [`/api/requests/${requestId}`, `/api/my/reports/${requestId}`, `/api/follow/${followKey}`])
      const bad = [`/api/requests/${newId()}`, `/api/requests?state=${encodeURIComponent(name)}`, `/api/follow/${encodeURIComponent(name.repeat(8))}`]
      for (const path of [...pages, ...own, ...bad, `/api/requests/${tip.requestId}`]) {
        const { text } = await caller.get(path)
        looked += 1
        const where = `${who} ${path}`
        // A party's name is for the team that may also see the reporter, on the case itself.
        const mayKnowParty = ['officer', 'instructor', 'lead', 'office'].includes(who) && path.startsWith('/api/requests/')
        for (const value of sealed) if (!(value === party && mayKnowParty)) expect(text.includes(value), `${where} shows ${value}`).toBe(false)
        if (!['officer', 'instructor', 'lead', 'office'].includes(who) || path.startsWith('/api/follow'))
          expect(text.includes(internal), `${where} shows an internal note`).toBe(false)
        // Until the minutes are published, what was said stays with those invited and the office.
        if (!['office', 'officer', 'instructor'].includes(who)) expect(text.includes(said), `${where} shows a discussion`).toBe(false)
        if (who !== 'office') expect(text.includes(tipOff), `${where} shows a tip-off`).toBe(false)
      }
    }
  }
  expect(looked).toBeGreaterThan(5_000)

  // Not in the clear anywhere in the database either.
  const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb', 'character varying')`.execute(
    world.deps.db,
  )
  for (const { table_name: table, column_name: column } of columns) {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)}::text like any(${sealed.map((value) => `%${value}%`)})`.execute(
      world.deps.db,
    )
    expect(rows[0]!.n, `${table}.${column}`).toBe(0)
  }
})
