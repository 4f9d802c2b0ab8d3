import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import sharp from 'sharp'
import { forgetPhotos } from '../src/requests/filing/forget-photos.ts'
import { putFile } from './upload.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** Story D: a restaurant smokes in a residential yard; two departments are summoned, one is late, both are rated. */
const world = useWorld()
const who = {} as Record<'officer' | 'sibling' | 'lead' | 'office' | 'urban' | 'market' | 'police' | 'district', Caller>
const unit = {} as Record<'urban' | 'market' | 'police', string>
let requestId = ''
let followKey = ''
let whistleId = ''
/** The photo the department added to its finished task. */
let evidence = ''

beforeAll(async () => {
  const grid = world.places.buildings[0]!.gridCode
  const { rows } = await sql<{ id: string; name: string }>`select id, name from units where kind = 'department' order by name`.execute(world.deps.db)
  const [urban, market, police] = rows
  Object.assign(unit, { urban: urban!.id, market: market!.id, police: police!.id })
  who.officer = await world.as('gridOfficer', grid)
  who.sibling = await world.as('gridOfficer', world.places.grids[1]!.code)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
  who.district = await world.as('districtStaff', '990101')
  who.urban = await world.hire('departmentContact', '990101001', { unit: unit.urban })
  who.market = await world.hire('departmentContact', '990101001', { unit: unit.market })
  who.police = await world.hire('departmentContact', '990101001', { unit: unit.police })
})

/** The clock runs for days; a staff session ends after half an hour. */
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

async function ready(kind = 'jointEnforcement') {
  const filed = await world.report({ category: 'lamp', text: '饭店油烟直排居民院', phone: '13900001234' })
  await who.officer.post(`/api/requests/${filed.requestId}/moves`, { move: 'acknowledge', told: '马上去看' })
  const blown = await who.officer.post(`/api/requests/${filed.requestId}/whistles`, { kind, title: '饭店油烟', need: '需要城管和市场监管一起到现场' })
  expect(blown.status, blown.text).toBe(201)
  return { ...filed, whistleId: blown.body.id as string }
}
const step = (by: Caller, id: string, body: object) => by.post(`/api/whistles/${id}/moves`, body)

test('the grid cannot solve it: it goes up to the community, then to the subdistrict, which blows the whistle', async () => {
  const filed = await world.report({ category: 'lamp', text: '饭店油烟直排居民院', phone: '13900001234' })
  await who.officer.post(`/api/requests/${filed.requestId}/moves`, { move: 'acknowledge', told: '马上去看' })
  const raised = await who.officer.post(`/api/requests/${filed.requestId}/escalations`, { tried: '劝了两次，店家说管道合格', asked: '请社区出面' })
  expect(raised.body).toMatchObject({ state: 'raised' })
  await who.lead.post(`/api/escalations/${raised.body.id}/moves`, { move: 'passUp', tried: '社区约谈过，没有执法权', asked: '请街道召集部门' })
  const { rows } = (await who.office.get('/api/escalations?direction=toMe')).body
  await who.office.post(`/api/escalations/${rows[0].id}/moves`, { move: 'decide', words: '街道吹哨，请执法和市场监管一起到场' })
  const blown = await who.office.post(`/api/requests/${filed.requestId}/whistles`, { kind: 'jointEnforcement', title: '饭店油烟', need: '一起到现场' })
  expect(blown.body).toMatchObject({ state: 'blown' })
  // Nobody approves what they asked for themselves.
  expect((await step(who.office, blown.body.id, { move: 'approve' })).body.code).toBe('move_not_allowed')
  expect((await step(who.lead, blown.body.id, { move: 'approve' })).body.state).toBe('approved')
  const { body, text } = await world.anybody.get(`/api/follow/${filed.followKey}`)
  const told = body.timeline.map((entry: { told: string | null }) => entry.told).join('\n')
  expect(told.match(/已上报/g)).toHaveLength(2)
  expect(told).toContain('已有决定')
  for (const words of ['店家说管道合格', '没有执法权']) expect(text).not.toContain(words)
  await step(who.lead, blown.body.id, { move: 'recall', words: '另行处理' })
})

test('the officer blows the whistle; the lead, not the officer, approves it', async () => {
  ;({ requestId, followKey, whistleId } = await ready())
  expect((await who.officer.get(`/api/whistles/${whistleId}`)).body).toMatchObject({ state: 'blown', title: '饭店油烟', requestId })
  expect((await who.officer.post(`/api/requests/${requestId}/whistles`, { kind: 'emergency', title: '再吹', need: '再来' })).body.code).toBe('conflict')
  expect((await step(who.officer, whistleId, { move: 'approve' })).body.code).toBe('permission_denied')
  expect((await who.sibling.get(`/api/whistles/${whistleId}`)).status).toBe(404)
  expect((await who.urban.get(`/api/whistles/${whistleId}`)).status).toBe(404)
  const waiting = await who.lead.get('/api/whistles?waitingForMe=true')
  expect(waiting.body.rows.map((row: { id: string }) => row.id)).toContain(whistleId)
  expect((await step(who.lead, whistleId, { move: 'approve' })).body).toMatchObject({ state: 'approved' })
})

test('the office summons two departments, one of them to lead', async () => {
  const none = await step(who.office, whistleId, { move: 'summon', units: [{ unitId: unit.urban, part: 'supporting' }] })
  expect(none.body).toMatchObject({ code: 'invalid_input', details: { issues: [{ path: ['units'], rule: 'too_few' }] } })
  const summoned = await step(who.office, whistleId, {
    move: 'summon',
    units: [
      { unitId: unit.urban, part: 'lead' },
      { unitId: unit.market, part: 'supporting' },
    ],
  })
  expect(summoned.body.state).toBe('summoned')
  // Four working hours from Monday 10:00: 12:00 to 13:30 is nobody's working time.
  expect(summoned.body.units.map((one: { checkInDueAt: string }) => one.checkInDueAt)).toEqual(['2026-11-23T07:30:00.000Z', '2026-11-23T07:30:00.000Z'])
})

test('a department sees the matter through the whistle alone, and never who reported it', async () => {
  const seen = await who.urban.get(`/api/whistles/${whistleId}`)
  expect(seen.status).toBe(200)
  expect(seen.body).toMatchObject({ requestId: null, matter: { text: '饭店油烟直排居民院' } })
  // An id may hold any digits.
  const said = seen.text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, '')
  for (const word of ['303', '1234']) expect(said).not.toContain(word)
  expect((await who.urban.get(`/api/requests/${requestId}`)).status).toBe(404)
  expect((await who.police.get(`/api/whistles/${whistleId}`)).status).toBe(404)
  expect((await who.police.get('/api/whistles?show=all')).body.rows).toEqual([])
})

test('one checks in in time, the other late; the office reminds and supervises', async () => {
  expect((await step(who.market, whistleId, { move: 'checkIn', unitId: unit.urban })).body.code).toBe('permission_denied')
  world.clock.minutes(20)
  expect((await step(who.urban, whistleId, { move: 'checkIn', unitId: unit.urban, words: '带队到场' })).body.units).toEqual(
    expect.arrayContaining([expect.objectContaining({ state: 'checkedIn' })]),
  )
  world.clock.minutes(24 * 60)
  for (const name of ['office', 'officer', 'market', 'urban'] as const) who[name] = await signedIn(world, who[name].accountId!)
  expect((await who.office.get('/api/whistles?overdue=true')).body.rows).toHaveLength(1)
  await step(who.office, whistleId, { move: 'remind', unitId: unit.market })
  expect((await step(who.office, whistleId, { move: 'supervise', words: '请市场监管今天到位' })).body.supervisedAt).not.toBeNull()
  await step(who.market, whistleId, { move: 'checkIn', unitId: unit.market })
  const figures = await who.office.get('/api/whistle-figures')
  expect(figures.body.byUnit).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ unit: expect.objectContaining({ id: unit.urban }), summoned: 1, checkedInOnTime: 1, checkedInLate: 0 }),
      expect.objectContaining({ unit: expect.objectContaining({ id: unit.market }), summoned: 1, checkedInOnTime: 0, checkedInLate: 1 }),
    ]),
  )
})

test('they agree a plan with tasks; nothing ends while one is open', async () => {
  expect((await step(who.market, whistleId, { move: 'plan', words: '我来定' })).body.code).toBe('permission_denied')
  await step(who.urban, whistleId, { move: 'plan', words: '加装净化器，加高排烟口' })
  await step(who.urban, whistleId, { move: 'addTask', title: '责令加装净化器', unitId: unit.urban, dueOn: '2026-11-27' })
  const planned = await step(who.urban, whistleId, { move: 'addTask', title: '核查许可', unitId: unit.market, dueOn: '2026-11-26' })
  expect(planned.body.state).toBe('handling')
  const [first, second] = planned.body.tasks as { id: string }[]
  expect((await step(who.urban, whistleId, { move: 'finish', words: '办好了' })).body.code).toBe('task_open')
  expect((await step(who.market, whistleId, { move: 'finishTask', taskId: first!.id, words: '替他办' })).body.code).toBe('permission_denied')
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#884422' } })
    .png()
    .toBuffer()
  const put = async () => (await putFile(who.urban, '/api/photos', 'photo', 'a.png', png)).body.id as string
  const photoIds = [await put()]
  const finished = await step(who.urban, whistleId, { move: 'finishTask', taskId: first!.id, words: '已装好，照片附后', photoIds })
  const photosOf = (body: { tasks: { photos: object[] }[] }) => body.tasks.map((task) => task.photos)
  expect(photosOf(finished.body)).toEqual([[{ id: photoIds[0], width: 8, height: 8 }], []])
  // Both departments and the team of the case see it, in this whistle and at this task alone; a photo is taken once.
  const photoOf = (taskId: string) => `/api/whistles/${whistleId}/tasks/${taskId}/photos/${photoIds[0]}`
  evidence = photoOf(first!.id)
  for (const name of ['urban', 'market', 'officer', 'lead', 'office'] as const) {
    expect(photosOf((await who[name].get(`/api/whistles/${whistleId}`)).body)[0]).toHaveLength(1)
    expect((await who[name].get(evidence)).headers['content-type']).toBe('image/webp')
  }
  for (const name of ['police', 'sibling'] as const) expect((await who[name].get(evidence)).status).toBe(404)
  expect((await who.office.get(photoOf(second!.id))).status).toBe(404)
  const again = await step(who.market, whistleId, { move: 'finishTask', taskId: second!.id, words: '同一张', photoIds })
  expect(again.body.details.issues[0]).toMatchObject({ path: ['photoIds'], rule: 'not_found' })
  expect((await step(who.urban, whistleId, { move: 'dropTask', taskId: second!.id, words: '不用了', photoIds })).body.code).toBe('invalid_input')
  // The file stays as long as it is somebody's evidence, though the same was put up again and forgotten.
  await put()
  await forgetPhotos(world.deps.db, world.deps.files, new Date(world.clock.now.getTime() + 3 * 86_400_000))
  expect((await who.office.get(evidence)).status).toBe(200)
  await step(who.market, whistleId, { move: 'finishTask', taskId: second!.id, words: '许可齐全' })
  const done = await step(who.urban, whistleId, { move: 'finish', words: '油烟已达标' })
  expect(done.body).toMatchObject({ state: 'done', outcome: '油烟已达标', matter: null })
  // With the whistle the departments' sight of the photos ends; the words stay, and the team keeps what it was shown.
  expect(done.body.tasks[0]).toMatchObject({ evidence: '已装好，照片附后', photos: [] })
  for (const name of ['urban', 'market'] as const) expect((await who[name].get(evidence)).status).toBe(404)
  expect((await who.officer.get(evidence)).status).toBe(200)
})

test('the grass roots rate each department, with words; then it is over for the departments', async () => {
  expect((await step(who.office, whistleId, { move: 'rate', unitId: unit.urban, stars: 5 })).body.code).toBe('permission_denied')
  await step(who.officer, whistleId, { move: 'rate', unitId: unit.urban, stars: 5, words: '来得快' })
  const rated = await step(who.officer, whistleId, { move: 'rate', unitId: unit.market, stars: 3, words: '晚了一天' })
  expect(rated.body.state).toBe('rated')
  expect((await step(who.officer, whistleId, { move: 'rate', unitId: unit.urban, stars: 1 })).body.code).toBe('move_not_allowed')
  expect((await who.urban.get(`/api/whistles/${whistleId}`)).body.units[0].rating).toEqual({ stars: 5, words: '来得快' })
})

test('the resident saw every step, and no internal word', async () => {
  const { body, text } = await world.anybody.get(`/api/follow/${followKey}`)
  const told = body.timeline.map((entry: { told: string | null }) => entry.told).join('\n')
  for (const words of ['吹哨', '一起来办', '已到位', '已督办', '商定办法', '完成了一项工作', '处理完毕']) expect(told).toContain(words)
  for (const words of ['带队到场', '请市场监管今天到位', '许可齐全', '晚了一天']) expect(text).not.toContain(words)
})

test('a department objects once to the subdistrict and once more to the district, whose word stands', async () => {
  const second = await ready()
  await step(who.lead, second.whistleId, { move: 'approve' })
  await step(who.office, second.whistleId, {
    move: 'summon',
    units: [
      { unitId: unit.urban, part: 'lead' },
      { unitId: unit.police, part: 'supporting' },
    ],
  })
  expect((await who.district.get(`/api/whistles/${second.whistleId}`)).status).toBe(404)
  await step(who.police, second.whistleId, { move: 'object', unitId: unit.police, words: '不属于公安职责' })
  expect((await step(who.lead, second.whistleId, { move: 'settleObjection', unitId: unit.police, uphold: false, words: '要来' })).body.code).toBe(
    'permission_denied',
  )
  await step(who.office, second.whistleId, { move: 'settleObjection', unitId: unit.police, uphold: false, words: '需要维持秩序' })
  const again = await step(who.police, second.whistleId, { move: 'object', unitId: unit.police, words: '仍不属于' })
  expect(again.body.units.find((one: { unit: { id: string } }) => one.unit.id === unit.police)).toMatchObject({ state: 'appealed' })
  const seen = await who.district.get(`/api/whistles/${second.whistleId}`)
  expect(seen.body).toMatchObject({ matter: null, requestId: null })
  await step(who.district, second.whistleId, { move: 'settleAppeal', unitId: unit.police, uphold: false, words: '请配合' })
  const third = await step(who.police, second.whistleId, { move: 'object', unitId: unit.police, words: '第三次' })
  expect(third.body.code).toBe('move_not_allowed')
})

test('an emergency waits for nobody’s approval and gives thirty minutes', async () => {
  const third = await ready('emergency')
  const opened = await who.office.get(`/api/whistles/${third.whistleId}`)
  expect(opened.body.state).toBe('approved')
  const at = world.clock.now.getTime()
  const summoned = await step(who.office, third.whistleId, { move: 'summon', units: [{ unitId: unit.police, part: 'lead' }] })
  expect(Date.parse(summoned.body.units[0].checkInDueAt) - at).toBe(30 * 60_000)
})

test('a department whose contact lost the post sees nothing more', async () => {
  await sql`update assignments set valid_to = ${world.clock.now} where account_id = ${who.police.accountId}`.execute(world.deps.db)
  expect((await who.police.get('/api/whistles')).status).toBe(403)
  expect((await who.police.get(`/api/whistles/${newId()}`)).status).toBe(403)
})
