import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { RequestSummary } from '@ejia/contract/requests.ts'
import { newId } from '../src/platform/ids.ts'
import { tellOfReviewsDue } from '../src/requests/tell-answerable.ts'
import { otherGrid, useWorld, type Caller, type Reply } from './test-world.ts'

const world = useWorld()
let officer: Caller
let lead: Caller
let office: Caller
let grid: string

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  officer = await world.as('gridOfficer', grid)
  lead = await world.as('communityLead', grid.slice(0, 12))
  office = await world.as('subdistrictStaff', '990101001')
})

const move = (caller: Caller, requestId: string, name: string, more: object = {}): Promise<Reply> =>
  caller.post(`/api/requests/${requestId}/moves`, { move: name, ...more })
const follow = (key: string, name: string, more: object = {}): Promise<Reply> => world.anybody.post(`/api/follow/${key}/moves`, { move: name, ...more })
async function must(reply: Promise<Reply>): Promise<Reply> {
  const done = await reply
  expect(done.status, done.text).toBeLessThan(300)
  return done
}
async function answered(text = '三楼的灯不亮') {
  const report = await world.report({ text })
  await must(move(officer, report.requestId, 'acknowledge', { told: '马上去看' }))
  await must(move(officer, report.requestId, 'answer', { told: '换好了', outcome: 'solved' }))
  return report
}

describe('the life of a request', () => {
  test('report → grid team → acknowledged → answered → confirmed → rated; the reporter sees every step in plain words and no internal note', async () => {
    const report = await world.report()
    const first = await world.anybody.get(`/api/follow/${report.followKey}`)
    expect(first.body).toMatchObject({ state: 'dispatched', responsible: { areaName: expect.stringContaining('网格') } })
    expect(first.body.responsible.officers).toHaveLength(3)
    const opened = await officer.get(`/api/requests/${report.requestId}`)
    expect(opened.body.route.map((reason: { code: string }) => reason.code)).toEqual(['buildingInGrid', 'dutyCore', 'autoDispatched'])
    await must(move(officer, report.requestId, 'acknowledge', { told: '马上去看' }))
    await must(move(officer, report.requestId, 'note', { internal: '电工下午才有空' }))
    await must(move(officer, report.requestId, 'answer', { told: '换好了', outcome: 'solved' }))
    const seen = await world.anybody.get(`/api/follow/${report.followKey}`)
    expect(seen.text).toContain('换好了')
    expect(seen.text).not.toContain('电工下午才有空')
    await must(follow(report.followKey, 'confirmSolved'))
    const rated = await must(follow(report.followKey, 'rate', { stars: 5, words: '谢谢' }))
    expect(rated.body).toMatchObject({ state: 'rated', closure: 'residentConfirmed', rating: { stars: 5, words: '谢谢' } })
    expect(
      (await officer.get(`/api/requests/${report.requestId}`)).body.milestones.every((milestone: { metAt: string | null }) => milestone.metAt !== null),
    ).toBe(true)
  })

  test('declined says where to go', async () => {
    const report = await world.report({ place: { areaCode: grid.slice(0, 12) } })
    await must(move(lead, report.requestId, 'decline', { told: '不在社区办理', whereToGo: '区政务大厅二楼' }))
    const seen = await world.anybody.get(`/api/follow/${report.followKey}`)
    expect(seen.body.state).toBe('declined')
    expect(seen.text).toContain('区政务大厅二楼')
  })

  test('an objection is settled: refused it comes back, agreed it goes elsewhere; the first receiver stays until somebody acknowledges', async () => {
    const report = await world.report()
    await must(move(officer, report.requestId, 'object', { reason: '不是我的网格' }))
    await must(move(lead, report.requestId, 'settleObjection', { agree: false, reason: '就是你的' }))
    expect((await officer.get(`/api/requests/${report.requestId}`)).body).toMatchObject({ state: 'dispatched', firstReceiver: { until: null } })
    await must(move(officer, report.requestId, 'object', { reason: '还是不是' }))
    const sibling = world.places.grids[1]!.code
    const moved = await must(move(lead, report.requestId, 'settleObjection', { agree: true, reason: '改派', areaCode: sibling }))
    expect(moved.body).toMatchObject({ state: 'dispatched', responsible: { area: { code: sibling } }, firstReceiver: { until: null } })
    const taken = await must(move(await world.as('gridOfficer', sibling), report.requestId, 'acknowledge'))
    expect(taken.body.firstReceiver.until).not.toBeNull()
  })

  test('an extension is asked by the officer, settled by the lead, and not longer than the rules allow', async () => {
    const report = await world.report()
    await must(move(officer, report.requestId, 'acknowledge'))
    const due = (await officer.get(`/api/requests/${report.requestId}`)).body.milestones[1].dueAt as string
    expect((await move(officer, report.requestId, 'askExtension', { until: '2026-11-24', reason: '早了' })).body.details.issues[0]).toMatchObject({
      path: ['until'],
      rule: 'in_the_past',
    })
    expect((await move(officer, report.requestId, 'askExtension', { until: '2027-11-24', reason: '久了' })).body.details.issues[0]).toMatchObject({
      path: ['until'],
      rule: 'too_big',
    })
    await must(move(officer, report.requestId, 'askExtension', { until: '2026-12-18', reason: '等配件' }))
    expect((await move(officer, report.requestId, 'settleExtension', { agree: true })).status).toBe(403)
    const settled = await must(move(lead, report.requestId, 'settleExtension', { agree: true, told: '等配件，最晚 18 日' }))
    expect(settled.body.milestones[1]).toMatchObject({ extended: true, dueAt: '2026-12-18T15:59:59.999Z' })
    expect(settled.body.milestones[1].dueAt > due).toBe(true)
  })

  test('deferred keeps an explanation and a date, then goes on', async () => {
    const report = await world.report()
    await must(move(officer, report.requestId, 'acknowledge'))
    expect((await move(officer, report.requestId, 'defer', { told: '缺两户同意', reviewOn: '2026-12-20' })).status).toBe(403)
    expect((await must(move(lead, report.requestId, 'defer', { told: '缺两户同意', reviewOn: '2026-12-20' }))).body).toMatchObject({
      state: 'deferred',
      deferred: { reviewOn: '2026-12-20' },
    })
    expect((await must(move(officer, report.requestId, 'resume'))).body).toMatchObject({ state: 'handling', deferred: null })
  })

  test('a pause moves the limits by the working time that passed, and nothing is due meanwhile', async () => {
    const report = await world.report()
    await must(move(officer, report.requestId, 'acknowledge', { told: '来了' }))
    const before = (await officer.get(`/api/requests/${report.requestId}`)).body.milestones[1].dueAt as string
    expect((await must(move(officer, report.requestId, 'pause', { reason: '等配件' }))).body.next).toBeNull()
    const kept = world.clock.now
    world.clock.minutes(120)
    // Two hours later the old session is idle: sign in anew.
    const again = await world.as('gridOfficer', grid)
    const after = (await must(move(again, report.requestId, 'unpause'))).body.milestones[1].dueAt as string
    world.clock.now = kept
    expect(new Date(after).getTime()).toBeGreaterThan(new Date(before).getTime())
  })

  test('duplicates follow their master: each reporter is answered, and closed with it', async () => {
    const [master, duplicate] = [await world.report({ text: '楼道灯坏了一盏' }), await world.report({ text: '楼道灯坏了' })]
    const similar = await officer.get(
      `/api/requests/similar?text=${encodeURIComponent('楼道灯坏了')}&buildingId=${world.places.buildings[0]!.id}&exceptId=${duplicate.requestId}`,
    )
    expect(similar.body.rows.map((row: { id: string }) => row.id)).toContain(master.requestId)
    await must(move(officer, duplicate.requestId, 'merge', { masterId: master.requestId }))
    await must(move(officer, master.requestId, 'acknowledge'))
    await must(move(officer, master.requestId, 'answer', { told: '两盏都换了', outcome: 'solved' }))
    expect((await world.anybody.get(`/api/follow/${duplicate.followKey}`)).text).toContain('两盏都换了')
    await must(follow(master.followKey, 'confirmSolved'))
    expect((await world.anybody.get(`/api/follow/${duplicate.followKey}`)).body).toMatchObject({ state: 'closed', closure: 'followsMaster' })
    expect((await move(officer, master.requestId, 'merge', { masterId: master.requestId })).status).toBeGreaterThanOrEqual(400)
  })

  test('“not solved” reopens once; each time it reaches whoever answers for it', async () => {
    const report = await answered()
    expect((await must(follow(report.followKey, 'notSolved', { told: '又坏了' }))).body).toMatchObject({ state: 'handling', mayReopen: false })
    for (const who of [officer, lead]) expect(await heard(who, report)).toEqual(['notSolved'])
    expect(await heard(office, report)).toEqual([])
    await must(move(officer, report.requestId, 'answer', { told: '换了整根线', outcome: 'solved' }))
    expect((await must(follow(report.followKey, 'notSolved', { told: '还是不行' }))).body.state).toBe('answered')
    for (const who of [officer, lead]) expect(await heard(who, report)).toEqual(['notSolved', 'notSolved'])
    // The case does not open again by itself: the office knows.
    expect(await heard(office, report)).toEqual(['notSolved'])
    expect(await heard(await world.as('gridOfficer', world.places.grids[9]!.code), report)).toEqual([])
    expect((await officer.get(`/api/requests/${report.requestId}`)).text).toContain('还是不行')
    expect((await must(move(lead, report.requestId, 'reopenByStaff', { reason: '确实没好' }))).body.state).toBe('handling')
  })

  test('“not solved” of what a department answered reaches the department and the office', async () => {
    const unit = (await sql<{ id: string }>`select id from units where kind = 'department' order by name limit 1`.execute(world.deps.db)).rows[0]!.id
    const [contact, other] = [await world.hire('departmentContact', '990101001', { unit }), await world.hire('gridOfficer', otherGrid)]
    // In the department, but not the one who took it on.
    const colleague = await world.hire('departmentContact', '990101001', { unit })
    const report = await world.report()
    await must(office.post('/api/requests/bulk-dispatch', { requestIds: [report.requestId], unitId: unit, reason: '请部门办理' }))
    await must(move(contact, report.requestId, 'acknowledge'))
    await must(move(contact, report.requestId, 'answer', { told: '查过了', outcome: 'explained' }))
    await must(follow(report.followKey, 'notSolved', { told: '没人来过' }))
    for (const who of [contact, colleague, lead, office]) expect(await heard(who, report)).toEqual(['notSolved'])
    expect(await heard(other, report)).toEqual([])
  })

  test('what was put off comes back on its day: told once to who answers for it, and counted on the overview', async () => {
    const report = await world.report()
    await must(move(officer, report.requestId, 'acknowledge'))
    await must(move(lead, report.requestId, 'defer', { told: '缺两户同意', reviewOn: '2026-11-26' }))
    const onOverview = async () => (await office.get('/api/dashboard?area=990101001')).body.reviewDue as number
    const listed = async () => JSON.stringify((await office.get('/api/requests?figure=reviewDue&limit=100')).body.rows).includes(report.requestId)
    const kept = world.clock.now
    const before = await onOverview()
    await tellOfReviewsDue(world.deps.db, world.clock.now)
    expect([await heard(officer, report), await listed()]).toEqual([[], false])
    world.clock.days(3)
    await tellOfReviewsDue(world.deps.db, world.clock.now)
    await tellOfReviewsDue(world.deps.db, world.clock.now)
    office = await world.as('subdistrictStaff', '990101001')
    expect([await onOverview(), await listed()]).toEqual([before + 1, true])
    for (const who of [officer, lead]) expect(await heard(who, report)).toEqual(['reviewDue'])
    world.clock.now = kept
    office = await world.as('subdistrictStaff', '990101001')
    await must(move(officer, report.requestId, 'resume'))
    expect(await onOverview()).toBe(before)
  })

  test('staff close only with the resident’s word or a recorded failed callback', async () => {
    const report = await answered()
    expect((await move(lead, report.requestId, 'close', { basis: 'callbackFailed' })).body.details.issues[0]).toMatchObject({
      path: ['basis'],
      rule: 'not_allowed_here',
    })
    await must(move(officer, report.requestId, 'recordCallback', { reached: false, internal: '三次未接' }))
    expect((await must(move(lead, report.requestId, 'close', { basis: 'callbackFailed' }))).body).toMatchObject({ state: 'closed', closure: 'callbackFailed' })
    await expect(sql`update requests set closure = null where id = ${report.requestId}`.execute(world.deps.db)).rejects.toThrow('requests_closed_check')
  })

  test('the reporter corrects the text, adds a word, withdraws; history is kept', async () => {
    const report = await world.report({ text: '原来的话' })
    const corrected = await must(follow(report.followKey, 'correctText', { text: '改过的话' }))
    expect(corrected.body).toMatchObject({ text: '改过的话', textHistory: [{ text: '原来的话' }] })
    await must(follow(report.followKey, 'comment', { told: '补一句' }))
    expect((await must(follow(report.followKey, 'withdraw'))).body.state).toBe('withdrawn')
    expect((await follow(report.followKey, 'correctText', { text: '晚了' })).body.code).toBe('move_not_allowed')
  })
})

describe('who reported', () => {
  test('an anonymous report keeps no name and no account, whoever is signed in', async () => {
    const resident = await world.resident()
    const report = await world.report({ anonymous: true, name: '不该留下', phone: '13900001111' }, resident)
    const { rows } = await sql<{
      account_id: string | null
      name_sealed: Buffer | null
    }>`select account_id, name_sealed from request_reporters where request_id = ${report.requestId}`.execute(world.deps.db)
    expect(rows[0]).toEqual({ account_id: null, name_sealed: null })
    expect((await resident.get('/api/my/reports')).body.rows).toEqual([])
  })

  test('the number is shown for a reason, which the log keeps; the list and the case show its end only', async () => {
    const report = await world.report({ name: '张桂芳', phone: '13900002222' })
    const opened = await officer.get(`/api/requests/${report.requestId}`)
    expect(opened.text).not.toContain('13900002222')
    expect(opened.text).not.toContain('张桂芳')
    expect(opened.body.reporter).toMatchObject({ phone: '*******2222', mayReveal: true })
    expect((await officer.post(`/api/requests/${report.requestId}/reporter`, {})).status).toBe(400)
    expect((await officer.post(`/api/requests/${report.requestId}/reporter`, { reason: '回访' })).body).toEqual({ name: '张桂芳', phone: '13900002222' })
    const { rows } = await sql<{ action: string }>`select action from audit_events order by seq desc limit 1`.execute(world.deps.db)
    expect(rows[0]?.action).toBe('request.revealReporter')
  })

  test('a tip-off is seen only by who has it', async () => {
    const report = await world.report({ kind: 'tipOff', category: 'fire' })
    expect((await officer.get(`/api/requests/${report.requestId}`)).status).toBe(404)
    expect((await lead.get(`/api/requests/${report.requestId}`)).status).toBe(404)
    expect((await office.get(`/api/requests/${report.requestId}`)).status).toBe(200)
    expect((await lead.get('/api/requests?show=all&limit=100')).text).not.toContain(report.requestId)
  })

  test('found again by number and the end of the phone; adopted by an account', async () => {
    const report = await world.report({ phone: '13900003333' })
    expect((await world.anybody.post('/api/follow/find', { receiptNumber: report.receiptNumber, phoneEnding: '0000' })).status).toBe(404)
    const found = await must(world.anybody.post('/api/follow/find', { receiptNumber: report.receiptNumber, phoneEnding: '3333' }))
    const resident = await world.resident()
    await must(resident.post('/api/my/reports', { followKey: found.body.followKey }))
    expect((await resident.get('/api/my/reports')).body.rows).toHaveLength(1)
    expect((await (await world.resident()).get(`/api/my/reports/${report.requestId}`)).status).toBe(404)
    expect((await (await world.resident()).post('/api/my/reports', { followKey: found.body.followKey })).status).toBe(409)
  })
})

test('a case of 12345 carries its work order number and is found by it', async () => {
  const number = 'QD2611-000123'
  const body = { kind: 'help', category: 'lamp', text: '市民来电：路灯不亮', place: { areaCode: grid }, channel: 'hotline12345', externalNumber: number }
  const filed = await must(office.post('/api/requests', body))
  expect((await office.get(`/api/requests/${filed.body.requestId}`)).body).toMatchObject({ channel: 'hotline12345', externalNumber: number })
  const found = async (text: string) => (await office.get(`/api/requests?text=${text}`)).body.rows.map((row: { id: string }) => row.id)
  expect(await found(number)).toEqual([filed.body.requestId])
  expect(await found('QD2611-000124')).toEqual([])
  expect((await world.anybody.get(`/api/follow/${filed.body.followKey}`)).text).not.toContain(number)
})

test('every row a list returns passes the single check, and the reverse', async () => {
  const unit = (await sql<{ id: string }>`select id from units order by name limit 1`.execute(world.deps.db)).rows[0]!.id
  for (const [index, building] of world.places.buildings.filter((_, at) => at % 17 === 0).entries()) {
    const report = await world.report({ place: { buildingId: building.id }, kind: index % 4 === 0 ? 'tipOff' : 'help' })
    if (index % 3 === 0) await must(office.post('/api/requests/bulk-dispatch', { requestIds: [report.requestId], unitId: unit, reason: '请部门办理' }))
  }
  const { rows } = await sql<{ id: string }>`select id from requests`.execute(world.deps.db)
  const callers = [
    officer,
    lead,
    office,
    await world.as('gridOfficer', world.places.grids[7]!.code),
    await world.hire('departmentContact', '990101001', { unit }),
    await world.hire('gridOfficer', otherGrid),
    await world.as('districtStaff', '990101'),
  ]
  for (const caller of callers) {
    const listed = new Set<string>()
    for (let next: string | null = ''; next !== null;) {
      const page: Reply = await caller.get(`/api/requests?show=all&limit=7${next ? `&after=${encodeURIComponent(next)}` : ''}`)
      if (page.status === 403) break
      for (const row of page.body.rows) {
        // Made as text by PostgreSQL: nothing else holds it to the contract, and to what the case itself says.
        expect(RequestSummary.strict().parse(row)).toEqual(row)
        const whole: Record<string, unknown> = (await caller.get(`/api/requests/${row.id}`)).body
        const { excerpt, place, responsible, ...same } = row
        expect(whole).toMatchObject(same)
        expect(whole).toMatchObject({ text: expect.stringContaining(excerpt), place: { area: { code: place.areaCode, name: place.areaName } } })
        expect(whole).toMatchObject({ responsible: { area: { name: responsible.areaName } } })
        listed.add(row.id)
      }
      next = page.body.next
    }
    for (const { id } of rows) expect((await caller.get(`/api/requests/${id}`)).status === 200, id).toBe(listed.has(id))
  }
})

test('200 retries with a key, half at once: one effect each', async () => {
  const before = await count()
  const tries = Array.from({ length: 100 }, (_, index) => ({ key: newId(), text: `第 ${index} 件` }))
  const body = (text: string) => ({ kind: 'help', category: 'lamp', text, place: { areaCode: grid }, channel: 'app', anonymous: true })
  const replies = await Promise.all(
    tries.flatMap(({ key, text }) => [0, 1].map(() => world.anybody.post('/api/reports', body(text), { 'idempotency-key': key }))),
  )
  expect(replies.every((reply) => reply.status === 201 || reply.body.code === 'in_flight')).toBe(true)
  for (const { key, text } of tries) {
    const again = await world.anybody.post('/api/reports', body(text), { 'idempotency-key': key })
    expect(again.status).toBe(201)
    expect((await world.anybody.post('/api/reports', body('别的话'), { 'idempotency-key': key })).body.code).toBe('idempotency_mismatch')
  }
  expect((await count()) - before).toBe(100)
})

test('who signs in between two tries of the same report has filed it once', async () => {
  const before = await count()
  const [key, body] = [newId(), { kind: 'help', category: 'lamp', text: '没有网的时候写的', place: { areaCode: grid }, channel: 'app', anonymous: false }]
  const first = await world.anybody.post('/api/reports', body, { 'idempotency-key': key })
  const again = await (await world.resident()).post('/api/reports', body, { 'idempotency-key': key })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body.receiptNumber).toBe(first.body.receiptNumber)
  expect((await count()) - before).toBe(1)
})

/** What somebody was told of a case, oldest first; read past their session, which the clock may have ended. */
async function heard(who: Caller, { requestId }: { requestId: string }): Promise<string[]> {
  const { rows } = await sql<{
    kind: string
  }>`select kind from staff_messages where account_id = ${who.accountId} and link = ${`/requests/${requestId}`} order by created_at, id`.execute(world.deps.db)
  return rows.map((row) => row.kind)
}
async function count(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from requests`.execute(world.deps.db)
  return rows[0]!.n
}
