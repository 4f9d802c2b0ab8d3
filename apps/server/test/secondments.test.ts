import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { handOverPastPosts } from '../src/secondments/move-secondment.ts'
import { otherSubdistrict, signedIn, useWorld, type Caller } from './test-world.ts'

/** Story A1: the district calls, cadres put themselves forward, the subdistrict confirms, the district approves, and the post ends by itself. */
const world = useWorld()
const who = {} as Record<'district' | 'office' | 'colleague' | 'cadre' | 'contact' | 'lead' | 'otherOffice' | 'auditor' | 'resident', Caller>
let [call, community] = ['', '']

beforeAll(async () => {
  community = world.places.communities[0]!.code
  const unit = (await sql<{ id: string }>`select id from units order by name limit 1`.execute(world.deps.db)).rows[0]!.id
  who.district = await world.as('districtStaff', '990101')
  who.office = await world.as('subdistrictStaff', '990101001')
  who.colleague = await world.hire('departmentContact', '990101001', { unit })
  who.contact = await world.hire('departmentContact', '990101001', { unit })
  who.cadre = await world.hire('subdistrictStaff', otherSubdistrict)
  who.lead = await world.as('communityLead', community)
  who.otherOffice = await world.hire('subdistrictStaff', otherSubdistrict)
  who.auditor = await world.as('auditor', '990101')
  who.resident = await world.resident()
})
async function again() {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
}
beforeEach(again)
const step = (by: Caller, id: string, body: object) => by.post(`/api/secondments/${id}/moves`, body)
const named = (by: Caller, body: object = {}) =>
  by.post(`/api/secondment-calls/${call}/nominations`, { subdistrict: '990101001', homeUnit: '综合行政执法中队', statement: '愿意到一线去', ...body })
const newCall = {
  title: '选派专职党建指导员',
  tasks: '下沉社区，联系居民',
  startsOn: '2026-11-24',
  endsOn: '2027-02-20',
  nominateUntil: '2026-12-01',
  wants: [
    { subdistrict: '990101001', wanted: 4 },
    { subdistrict: otherSubdistrict, wanted: 1 },
  ],
}
const post = (from: string, to: string, areaCode = community) => ({ move: 'post', posts: [{ areaCode, tasks: '组织联席会议', from, to }] })

test('only the district opens a call, over its own subdistricts', async () => {
  expect((await who.office.post('/api/secondment-calls', newCall)).body.code).toBe('permission_denied')
  const twice = { ...newCall, wants: [newCall.wants[0], newCall.wants[0]] }
  expect((await who.district.post('/api/secondment-calls', twice)).body.details.issues[0].rule).toBe('already_taken')
  const opened = await who.district.post('/api/secondment-calls', newCall)
  expect(opened.status, opened.text).toBe(201)
  call = opened.body.id
  expect((await who.cadre.get('/api/secondment-calls')).body.rows[0]).toMatchObject({ id: call, state: 'open', mayNominateSelf: true, mayClose: false })
  expect((await who.auditor.get('/api/secondment-calls')).body.rows[0].mayNominateSelf).toBe(false)
  expect((await who.resident.get('/api/secondment-calls')).status).toBe(403)
})

test('self-nomination, nomination by the unit; nobody names a stranger, no administrator is named', async () => {
  expect((await named(who.auditor)).body.details.issues[0].rule).toBe('not_allowed_here')
  expect((await named(who.contact, { accountId: who.cadre.accountId })).body.details.issues[0].rule).toBe('not_found')
  expect((await named(who.contact, { accountId: who.colleague.accountId })).body).toMatchObject({ state: 'nominated', by: 'unit' })
  expect((await named(who.cadre)).body).toMatchObject({ state: 'nominated', by: 'self' })
  expect((await named(who.cadre)).body.code).toBe('conflict')
})

test('the subdistrict that receives confirms, the district approves; each may decline with a reason; the words lie sealed', async () => {
  const id = (await who.cadre.get('/api/secondments?mine=true')).body.rows[0].id as string
  expect((await who.otherOffice.get(`/api/secondments/${id}`)).status).toBe(404)
  expect((await step(who.district, id, { move: 'approve' })).body.code).toBe('move_not_allowed')
  expect((await step(who.cadre, id, { move: 'confirm' })).body.code).toBe('permission_denied')
  expect((await step(who.office, id, { move: 'confirm' })).body.state).toBe('confirmed')
  expect((await step(who.office, id, { move: 'approve' })).body.code).toBe('permission_denied')
  expect((await step(who.office, id, post('2026-11-24', '2027-02-20'))).body.code).toBe('move_not_allowed')
  expect((await step(who.district, id, { move: 'approve', words: '同意' })).body.state).toBe('approved')
  const [unitNamed] = (await who.colleague.get('/api/secondments?mine=true')).body.rows
  expect((await step(who.office, unitNamed.id, { move: 'decline' })).body.code).toBe('invalid_input')
  expect((await step(who.office, unitNamed.id, { move: 'decline', words: '岗位离不开' })).body.state).toBe('declined')
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from secondments where encode(statement_sealed, 'escape') like '%愿意到一线去%'`.execute(world.deps.db)
  expect(rows[0]!.n).toBe(0)
})

test('posted to a community: an assignment by secondment with a last day; before it begins it gives nothing', async () => {
  const id = (await who.cadre.get('/api/secondments?mine=true')).body.rows[0].id as string
  expect((await step(who.office, id, post('2026-11-24', '2027-03-01'))).body.details.issues[0]).toMatchObject({ rule: 'in_the_future' })
  expect((await step(who.office, id, post('2026-11-24', '2027-02-20', '990101002001'))).body.details.issues[0].rule).toBe('not_found')
  const posted = await step(who.office, id, post('2026-11-24', '2027-02-20'))
  expect(posted.body, posted.text).toMatchObject({ state: 'posted', areas: [{ code: community }] })
  expect((await step(who.office, id, post('2026-12-24', '2027-01-20'))).body.details.issues[0].rule).toBe('already_taken')
  const reads = () => who.cadre.get(`/api/areas/${community}/boundaries`)
  expect((await reads()).status).toBe(404)
  world.clock.days(1)
  await again()
  expect((await reads()).status).toBe(200)
  const { rows } = await sql<{ source: string; employment: string }>`
    select source, employment from assignments where account_id = ${who.cadre.accountId} and role = 'partyInstructor'`.execute(world.deps.db)
  expect(rows).toEqual([{ source: 'secondment', employment: 'fullTime' }])
})

test('the district sees every subdistrict: names, numbers, no more', async () => {
  const { rows } = (await who.district.get('/api/secondments?show=all')).body
  expect(rows).toHaveLength(2)
  const [opened] = (await who.district.get('/api/secondment-calls')).body.rows
  expect(opened.wants[0]).toMatchObject({ wanted: 4, nominated: 2, confirmed: 1, approved: 1, posted: 1 })
  expect((await who.lead.get('/api/secondments?show=all')).body.rows).toEqual([])
})

test('the rights end by themselves on the last day; a summary and the pack are due; then it is ended', async () => {
  const id = (await who.cadre.get('/api/secondments?mine=true')).body.rows[0].id as string
  await step(who.cadre, id, { move: 'note', words: '已走访二十户' })
  world.clock.now = new Date('2027-02-20T15:59:59.999Z')
  await again()
  expect((await who.cadre.get(`/api/areas/${community}/boundaries`)).status).toBe(200)
  world.clock.now = new Date('2027-02-20T16:00:00.000Z')
  await again()
  const after = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      who.cadre.get(index % 2 === 0 ? `/api/areas/${community}/boundaries` : `/api/registry/freshness?area=${community}`),
    ),
  )
  expect(after.filter((reply) => reply.status < 400)).toEqual([])
  for (let run = 0; run < 2; run++) await handOverPastPosts(world.deps.db, world.deps.crypto, world.clock.now)
  const mine = (await who.cadre.get(`/api/secondments/${id}`)).body
  expect(mine).toMatchObject({ pastEnd: true, waitingForMe: true, handovers: [{ open: true }] })
  expect((await step(who.office, id, { move: 'end' })).body.details.issues[0]).toMatchObject({ path: ['words'], rule: 'required' })
  await step(who.cadre, id, { move: 'summarise', words: '促成免费理发，办成联席会六次' })
  const ended = await step(who.office, id, { move: 'end' })
  expect(ended.body).toMatchObject({ state: 'ended', summary: '促成免费理发，办成联席会六次', handovers: [{ open: true }] })
})

test('recalled early: the rights end at that moment', async () => {
  world.clock.now = new Date('2026-11-26T02:00:00.000Z')
  await again()
  await step(who.office, (await named(who.colleague)).body.id, { move: 'confirm' })
  const id = (await who.colleague.get('/api/secondments?mine=true&show=open')).body.rows[0].id as string
  await step(who.district, id, { move: 'approve' })
  await step(who.office, id, post('2026-11-26', '2027-01-20'))
  world.clock.minutes(10)
  expect((await who.colleague.get(`/api/areas/${community}/boundaries`)).status).toBe(200)
  expect((await step(who.office, id, { move: 'recall', words: '调回' })).body.code).toBe('permission_denied')
  expect((await step(who.district, id, { move: 'recall', words: '原单位急需' })).body).toMatchObject({ state: 'recalled', posts: [{ over: true }] })
  expect((await who.colleague.get(`/api/areas/${community}/boundaries`)).status).toBe(403)
})

test('every secondment a list returns opens, and the reverse', async () => {
  const { rows: all } = await sql<{ id: string }>`select id from secondments`.execute(world.deps.db)
  for (const caller of [who.district, who.office, who.cadre, who.colleague, who.contact, who.lead, who.otherOffice]) {
    const listed = (await caller.get('/api/secondments?show=all')).body.rows.map((row: { id: string }) => row.id) as string[]
    for (const row of all) expect((await caller.get(`/api/secondments/${row.id}`)).status === 200).toBe(listed.includes(row.id))
  }
})
