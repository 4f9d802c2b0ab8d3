import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { remindOfTasks } from '../src/meetings/tasks/remind-tasks.ts'
import sharp from 'sharp'
import { forgetPhotos } from '../src/requests/filing/forget-photos.ts'
import { putFile } from './upload.ts'
import { newId } from '../src/platform/ids.ts'
import { otherGrid, signedIn, useWorld, type Caller, type Reply } from './test-world.ts'

/** Story A, steps 2 and 3: a need heard in many homes → a topic → the joint meeting of four instructors → decisions → done and signed off. */
const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'one' | 'two' | 'three' | 'four' | 'officer' | 'sibling' | 'lead' | 'office' | 'department' | 'elsewhere', Caller>
const names = {} as Record<keyof typeof who, string>
let unit = ''
let grid = ''
let gridOfTwo = ''
let poolId = ''
let topicId = ''
let meetingId = ''
let tasks: { id: string; title: string }[] = []

beforeAll(async () => {
  const { db } = world.deps
  const { rows: seconded } = await sql<{ account_id: string; area_code: string }>`
    select account_id, area_code from assignments where role = 'partyInstructor' and employment = 'fullTime' order by area_code limit 4`.execute(db)
  for (const [index, name] of (['one', 'two', 'three', 'four'] as const).entries()) who[name] = await signedIn(world, seconded[index]!.account_id)
  grid = seconded[0]!.area_code
  gridOfTwo = seconded[1]!.area_code
  unit = (await sql<{ id: string }>`select id from units where kind = 'department' order by name limit 1`.execute(db)).rows[0]!.id
  who.officer = await world.as('gridOfficer', grid)
  who.sibling = await world.as('gridOfficer', world.places.grids[1]!.code)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', subdistrict)
  who.department = await world.hire('departmentContact', subdistrict, { unit })
  who.elsewhere = await world.hire('gridOfficer', otherGrid)
  const { rows } = await sql<{ id: string; name: string }>`select id, name from accounts`.execute(db)
  for (const name of Object.keys(who) as (keyof typeof who)[]) names[name] = rows.find((row) => row.id === who[name].accountId)!.name
})

/** The clock runs for days; a staff session ends after half an hour. */
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

const key = () => ({ 'idempotency-key': newId() })
const step = (by: Caller, body: object): Promise<Reply> => by.post(`/api/meetings/${meetingId}/moves`, body)
const taskStep = (by: Caller, index: number, body: object): Promise<Reply> => by.post(`/api/meeting-tasks/${tasks[index]!.id}/moves`, body)
const facts = () => ({
  title: '党建指导员联席会议',
  startsAt: '2026-11-27T06:00:00.000Z',
  endsAt: '2026-11-27T07:30:00.000Z',
  place: '街道三楼会议室',
  chairId: who.one.accountId,
  recorderId: who.two.accountId,
  memberIds: [who.three.accountId, who.four.accountId],
})

describe('topics', () => {
  test('a need of many is brought to the meeting by whoever works there, once', async () => {
    const first = await who.officer.post(
      '/api/need-notes',
      { outcome: 'heard', gridCode: grid, heardOn: '2026-11-20', title: '老人理发难', reason: '理发摊不来了', households: 12 },
      key(),
    )
    poolId = first.body.pool.id
    expect((await who.one.get(`/api/topics/of-source?poolId=${poolId}`)).body).toEqual({ rows: [], mayRaise: true })
    const raised = await who.one.post('/api/topics', { areaCode: subdistrict, title: '给老人免费理发', words: '十二户说起，原因各不相同。', poolId }, key())
    expect(raised.status, raised.text).toBe(201)
    topicId = raised.body.id
    expect(raised.body).toMatchObject({ state: 'raised', source: 'needPool', sourceId: poolId, allowedMoves: ['withdraw'] })
    const again = await who.three.post('/api/topics', { areaCode: subdistrict, title: '再提', words: '一样', poolId }, key())
    expect(again.body.code).toBe('conflict')
    expect((await who.one.get(`/api/topics/of-source?poolId=${poolId}`)).body).toMatchObject({ rows: [{ id: topicId }], mayRaise: false })
    expect((await who.elsewhere.get(`/api/topics/of-source?poolId=${poolId}`)).status).toBe(404)
  })

  test('a case is raised by who sees it, a tip-off by nobody, a number is refused', async () => {
    const lamp = await world.report({ text: '路灯坏了一排' })
    const tip = await world.report({ kind: 'tipOff', category: 'fire', text: '举报' })
    const from = (by: Caller, body: object) => by.post('/api/topics', { areaCode: grid, title: '路灯', words: '一排都不亮', ...body }, key())
    expect((await from(who.elsewhere, { requestId: lamp.requestId })).status).toBe(404)
    expect((await from(who.office, { requestId: tip.requestId })).body.details.issues[0]).toMatchObject({ path: ['requestId'], rule: 'not_allowed_here' })
    expect((await from(who.officer, { title: '找13900001234' })).body.details.issues[0]).toMatchObject({ path: ['title'], rule: 'not_allowed_here' })
    expect((await from(who.officer, { requestId: lamp.requestId, poolId })).body.code).toBe('invalid_input')
    expect((await from(who.sibling, {})).body.details.issues[0]).toMatchObject({ path: ['areaCode'], rule: 'not_found' })
    const raised = await from(who.officer, { requestId: lamp.requestId })
    expect(raised.body).toMatchObject({ source: 'case', sourceId: lamp.requestId })
    expect((await who.officer.post(`/api/topics/${raised.body.id}/decline`, { words: '不上会' })).body.code).toBe('permission_denied')
    const declined = await who.office.post(`/api/topics/${raised.body.id}/decline`, { words: '城管本周就修，不用上会' })
    expect(declined.body.state).toBe('declined')
    // Whoever raised it reads why.
    const own = await who.officer.get('/api/topics?mine=true&show=ended')
    expect(own.body.rows).toEqual([expect.objectContaining({ id: raised.body.id, reason: '城管本周就修，不用上会' })])
    const others = await who.sibling.get('/api/topics?show=all')
    expect(others.body.rows.map((row: { id: string }) => row.id)).toEqual([topicId])
    expect((await who.elsewhere.get('/api/topics?show=all')).body.rows).toEqual([])
  })
})

/** The newest message of the inbox, by its kind. */
const heard = async (by: Caller): Promise<string[]> => (await by.get('/api/my-messages')).body.rows.map((row: { kind: string }) => row.kind)

describe('before the meeting', () => {
  test('the office plans it with the four the rules name, and puts the topic on', async () => {
    const people = await who.office.get(`/api/meeting-people?subdistrict=${subdistrict}`)
    const byRule = people.body.rows.filter((row: { byRule: boolean }) => row.byRule).map((row: { accountId: string }) => row.accountId)
    expect(byRule.toSorted()).toEqual([who.one, who.two, who.three, who.four].map((caller) => caller.accountId).toSorted())
    expect((await who.lead.post('/api/meetings', { subdistrict, ...facts() })).body.code).toBe('permission_denied')
    const wrong = await who.office.post('/api/meetings', { subdistrict, ...facts(), memberIds: [who.elsewhere.accountId] })
    expect(wrong.body.details.issues[0]).toMatchObject({ path: ['memberIds', 0], rule: 'not_found' })
    const planned = await who.office.post('/api/meetings', { subdistrict, ...facts() })
    expect(planned.status, planned.text).toBe(201)
    meetingId = planned.body.id
    expect(planned.body).toMatchObject({ state: 'planned', number: '〔2026〕第1次', quorum: { invited: 4, needed: 3, present: 0 } })
    expect((await step(who.office, { move: 'announce' })).body.details.issues[0].rule).toBe('too_few')
    // Nobody but the desk takes a topic.
    expect((await who.three.post(`/api/topics/${topicId}/take`, { meetingId })).body.code).toBe('permission_denied')
    expect((await who.office.post(`/api/topics/${topicId}/take`, { meetingId })).body.state).toBe('taken')
    expect((await who.office.post(`/api/topics/${topicId}/take`, { meetingId })).body.code).toBe('move_not_allowed')
  })

  test('until it is announced only those invited see it; then everybody who works there sees the agenda', async () => {
    expect((await who.three.get(`/api/meetings/${meetingId}`)).status).toBe(200)
    expect((await who.sibling.get(`/api/meetings/${meetingId}`)).status).toBe(404)
    expect((await who.sibling.get('/api/meetings')).body.rows).toEqual([])
    const announced = await step(who.one, { move: 'announce' })
    expect(announced.body, announced.text).toMatchObject({ state: 'announced' })
    const seen = await who.sibling.get(`/api/meetings/${meetingId}`)
    expect(seen.body).toMatchObject({ whole: false, agenda: [{ topic: { title: '给老人免费理发' }, discussion: null }], timeline: [] })
    for (const name of ['elsewhere', 'department'] as const) expect((await who[name].get(`/api/meetings/${meetingId}`)).status, name).toBe(404)
  })

  test('the calendar entry says when, where and what, and names nobody', async () => {
    const entry = await who.three.get(`/api/meetings/${meetingId}/calendar`)
    expect(String(entry.headers['content-type'])).toContain('text/calendar')
    const unfolded = entry.text.replaceAll('\r\n ', '')
    for (const part of ['BEGIN:VEVENT', 'DTSTART:20261127T060000Z', 'DTEND:20261127T073000Z', '街道三楼会议室', '一、给老人免费理发', `UID:${meetingId}@ejia`])
      expect(unfolded).toContain(part)
    for (const name of Object.values(names).filter((one) => one !== '新来的')) expect(unfolded).not.toContain(name)
  })

  test('an agenda later than the rules ask needs a word why', async () => {
    const soon = { ...facts(), startsAt: '2026-11-24T06:00:00.000Z', endsAt: '2026-11-24T07:00:00.000Z' }
    const second = (await who.office.post('/api/meetings', { subdistrict, ...soon })).body.id as string
    const own = await who.office.post('/api/topics', { areaCode: subdistrict, title: '急事', words: '明天就要定' }, key())
    await who.office.post(`/api/topics/${own.body.id}/take`, { meetingId: second })
    const late = await who.office.post(`/api/meetings/${second}/moves`, { move: 'announce' })
    expect(late.body.details.issues[0]).toMatchObject({ path: ['words'], rule: 'required' })
    await who.office.post(`/api/meetings/${second}/moves`, { move: 'announce', words: '汛情，来不及' })
    // Called off: its topic waits again.
    expect((await who.office.post(`/api/meetings/${second}/moves`, { move: 'cancel', words: '雨停了' })).body.state).toBe('cancelled')
    const back = await who.office.get('/api/topics?show=waiting')
    expect(back.body.rows.map((row: { id: string }) => row.id)).toContain(own.body.id)
    await who.office.post(`/api/topics/${own.body.id}/withdraw`)
  })
})

describe('the meeting', () => {
  test('those who came say so themselves; a vote needs enough of them', async () => {
    world.clock.days(4)
    for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
    expect((await step(who.one, { move: 'attend' })).body.code).toBe('move_not_allowed')
    await step(who.one, { move: 'open' })
    expect((await step(who.office, { move: 'attend' })).body.code).toBe('permission_denied')
    await step(who.one, { move: 'attend' })
    await step(who.two, { move: 'attend' })
    expect((await step(who.one, { move: 'callVote', topicId, words: '是否办' })).body.code).toBe('quorum_missing')
    expect((await step(who.three, { move: 'attend' })).body.quorum).toEqual({ present: 3, invited: 4, needed: 3 })
    await step(who.four, { move: 'excuse', words: '在市里开会' })
    expect((await step(who.three, { move: 'discuss', topicId, words: '我来记' })).body.code).toBe('permission_denied')
    await step(who.two, { move: 'discuss', topicId, words: '找附近的理发店。\n党员里也有会理发的。' })
  })

  test('they vote, each for themselves, and nobody sees which way it goes before the end', async () => {
    await step(who.one, { move: 'callVote', topicId, words: '是否每月办一次免费理发' })
    expect((await step(who.four, { move: 'vote', topicId, choice: 'yes' })).body.code).toBe('permission_denied')
    await step(who.one, { move: 'vote', topicId, choice: 'yes' })
    await step(who.two, { move: 'vote', topicId, choice: 'no' })
    await step(who.two, { move: 'vote', topicId, choice: 'abstain' })
    const open = await step(who.three, { move: 'vote', topicId, choice: 'yes' })
    expect(open.body.agenda[0].vote).toEqual({
      state: 'open',
      question: '是否每月办一次免费理发',
      yes: 0,
      no: 0,
      abstain: 0,
      passed: null,
      mine: 'yes',
    })
    expect((await step(who.one, { move: 'decide', topicId, outcome: 'agreed', words: '办' })).body.code).toBe('move_not_allowed')
    const closed = await step(who.one, { move: 'closeVote', topicId })
    expect(closed.body.agenda[0].vote).toMatchObject({ yes: 2, no: 0, abstain: 1, passed: true, mine: 'yes' })
    expect(JSON.stringify(closed.body.timeline)).not.toMatch(/abstain|弃权/)
  })

  test('they decide, with an owner and a day for each task; nothing ends undecided', async () => {
    expect((await step(who.one, { move: 'adjourn' })).body.code).toBe('topic_undecided')
    const wrong = { title: '找人', owner: { kind: 'person', accountId: who.elsewhere.accountId }, dueOn: '2026-12-05' }
    const refused = await step(who.two, { move: 'decide', topicId, outcome: 'agreed', words: '办', tasks: [wrong] })
    expect(refused.body.details.issues[0]).toMatchObject({ path: ['tasks', 0, 'owner', 'accountId'], rule: 'not_found' })
    const decided = await step(who.two, {
      move: 'decide',
      topicId,
      outcome: 'agreed',
      words: '每月十六日下午办一次户外免费理发，工具严格消毒。',
      tasks: [
        { title: '联系辖区理发店', owner: { kind: 'person', accountId: who.three.accountId }, dueOn: '2026-12-05' },
        { title: '核查消毒要求', owner: { kind: 'unit', unitId: unit }, dueOn: '2026-12-04' },
        { title: '选好通风的户外场地', owner: { kind: 'area', areaCode: grid }, dueOn: '2026-12-06' },
      ],
    })
    expect(decided.status, decided.text).toBe(200)
    tasks = decided.body.decided
    expect(tasks.map((task) => task.title)).toEqual(['联系辖区理发店', '核查消毒要求', '选好通风的户外场地'])
    expect((await step(who.two, { move: 'decide', topicId, outcome: 'rejected', words: '不办' })).body.code).toBe('move_not_allowed')
    expect((await who.one.get(`/api/topics/of-source?poolId=${poolId}`)).body.rows[0]).toMatchObject({ state: 'decided', meeting: { id: meetingId } })
  })
})

describe('minutes', () => {
  test('are written from the records, and corrected by those who were there: each version stays', async () => {
    const drafted = await step(who.one, { move: 'adjourn' })
    expect(drafted.body.state).toBe('confirming')
    const { body } = drafted.body.minutes
    for (const words of [
      '时间：2026年11月27日',
      '一、给老人免费理发',
      '（一）情况',
      '（二）讨论',
      '党员里也有会理发的。',
      '（三）表决',
      '应到4人，实到3人，同意2票，不同意0票，弃权1票，通过。',
      '（四）议定',
      `缺席：${names.four}（在市里开会）`,
    ])
      expect(body).toContain(words)
    expect((await step(who.three, { move: 'confirm', minutesVersion: 1 })).body.versions[0].confirmedBy).toEqual([names.three])
    expect((await step(who.four, { move: 'confirm', minutesVersion: 1 })).body.code).toBe('permission_denied')
    expect((await step(who.four, { move: 'correct', basedOn: 1, body: '改', words: '改' })).body.code).toBe('permission_denied')
    const corrected = await step(who.three, { move: 'correct', basedOn: 1, body: body.replace('找附近的', '先找辖区的'), words: '“附近”改为“辖区”' })
    expect(corrected.body.minutes.version).toBe(2)
    expect((await step(who.two, { move: 'correct', basedOn: 1, body, words: '晚了' })).body.code).toBe('stale_version')
    expect((await step(who.two, { move: 'confirm', minutesVersion: 1 })).body.code).toBe('stale_version')
    expect((await who.two.get(`/api/meetings/${meetingId}/minutes/1`)).body.body).toContain('找附近的')
    expect((await who.sibling.get(`/api/meetings/${meetingId}/minutes/2`)).status).toBe(404)
  })

  test('are confirmed by all who were present, then published', async () => {
    expect((await step(who.one, { move: 'settle', words: '没人有意见' })).body.code).toBe('move_not_allowed')
    for (const name of ['one', 'two'] as const) expect((await step(who[name], { move: 'confirm', minutesVersion: 2 })).body.state).toBe('confirming')
    expect((await step(who.three, { move: 'confirm', minutesVersion: 2 })).body.state).toBe('confirmed')
    expect((await who.sibling.get(`/api/meetings/${meetingId}/minutes-file`)).status).toBe(404)
    await step(who.one, { move: 'publish' })
    const seen = await who.sibling.get(`/api/meetings/${meetingId}`)
    expect(seen.body).toMatchObject({ state: 'published', whole: true, minutes: { version: 2 }, timeline: [] })
    // What somebody said when they excused themselves, and the drafts, stay with those invited.
    expect(seen.body.people.every((one: { words: string | null }) => one.words === null)).toBe(true)
    expect((await who.sibling.get(`/api/meetings/${meetingId}/minutes/1`)).status).toBe(404)
    const file = await who.sibling.get(`/api/meetings/${meetingId}/minutes-file`)
    expect(String(file.headers['content-type'])).toContain('wordprocessingml')
  })

  test('residents are told without a name', async () => {
    const tell = (by: Caller, body: string) => step(by, { move: 'tellResidents', areaCode: subdistrict, title: '每月免费理发', body })
    expect((await tell(who.one, '每月十六日')).body.code).toBe('permission_denied')
    expect((await tell(who.office, `每月十六日，${names.three}负责`)).body.details.issues[0]).toMatchObject({ path: ['body'], rule: 'not_allowed_here' })
    expect((await tell(who.office, '每月十六日下午，户外免费理发。')).body.notices).toMatchObject([{ title: '每月免费理发' }])
    expect((await world.anybody.get(`/api/public-notices?area=${subdistrict}`)).text).toContain('户外免费理发')
  })
})

describe('tasks', () => {
  test('everybody heard what concerned them, without a name or a title', async () => {
    expect(await heard(who.officer)).toEqual(expect.arrayContaining(['topicDeclined', 'decisionGiven']))
    expect(await heard(who.one)).toEqual(expect.arrayContaining(['topicTaken', 'minutesToConfirm']))
    expect((await heard(who.three)).filter((kind) => kind === 'agendaAnnounced')).toHaveLength(2)
    expect(await heard(who.department)).toEqual(['decisionGiven'])
    expect(await heard(who.sibling)).toEqual([])
    const { text } = await who.three.get('/api/my-messages')
    for (const words of ['理发', names.one, names.two]) expect(text).not.toContain(words)
  })

  test('each owner finds theirs: a person, a department, whoever is posted to the grid', async () => {
    const mine = async (by: Caller) => (await by.get('/api/meeting-tasks?mine=true')).body.rows.map((row: { title: string }) => row.title)
    expect(await mine(who.three)).toEqual(['联系辖区理发店'])
    expect(await mine(who.department)).toEqual(['核查消毒要求'])
    expect(await mine(who.officer)).toEqual(['选好通风的户外场地'])
    expect(await mine(who.sibling)).toEqual([])
    expect(await mine(who.elsewhere)).toEqual([])
    expect((await who.department.get(`/api/meeting-tasks/${tasks[0]!.id}`)).status).toBe(404)
  })

  test('progress, evidence, sent back, signed off; nobody signs off their own', async () => {
    expect((await taskStep(who.officer, 0, { move: 'progress', words: '替他问了' })).body.code).toBe('permission_denied')
    await taskStep(who.three, 0, { move: 'progress', words: '三家愿意来' })
    expect((await taskStep(who.one, 0, { move: 'signOff' })).body.code).toBe('move_not_allowed')
    await taskStep(who.three, 0, { move: 'report', words: '三家理发店，名单附后' })
    expect((await taskStep(who.three, 0, { move: 'signOff' })).body.code).toBe('permission_denied')
    const back = await taskStep(who.one, 0, { move: 'sendBack', words: '请写明各家能来几人' })
    expect(back.body).toMatchObject({ state: 'open', evidence: null })
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#884422' } })
      .png()
      .toBuffer()
    const photoIds = [(await putFile(who.three, '/api/photos', 'photo', 'a.png', png)).body.id]
    expect((await taskStep(who.three, 0, { move: 'report', words: '共五位师傅', photoIds })).body.state).toBe('reported')
    const seen = await who.one.get(`/api/meeting-tasks/${tasks[0]!.id}`)
    expect(seen.body.timeline.flatMap((entry: { photos: unknown[] }) => entry.photos)).toHaveLength(1)
    const [photo] = seen.body.timeline.find((entry: { photos: unknown[] }) => entry.photos.length > 0).photos
    const url = `/api/meeting-tasks/${tasks[0]!.id}/photos/${photo.id}`
    expect((await who.one.get(url)).headers['content-type']).toBe('image/webp')
    expect((await who.elsewhere.get(url)).status).toBe(404)
    expect((await who.one.get(`/api/meeting-tasks/${tasks[1]!.id}/photos/${photo.id}`)).status).toBe(404)
    // The file stays as long as it is somebody's evidence, though the same was put up again and forgotten; a photo is taken once.
    await putFile(who.three, '/api/photos', 'photo', 'b.png', png)
    await forgetPhotos(world.deps.db, world.deps.files, new Date(world.clock.now.getTime() + 3 * 86_400_000))
    expect((await who.one.get(url)).status).toBe(200)
    expect((await taskStep(who.department, 1, { move: 'progress', words: '看', photoIds })).body.details.issues[0]).toMatchObject({ path: ['photoIds'] })
    const signed = await taskStep(who.one, 0, { move: 'signOff', words: '属实' })
    expect(signed.body).toMatchObject({ state: 'signedOff', evidence: '共五位师傅', endedBy: names.one })
    expect(signed.body.timeline.map((entry: { step: string }) => entry.step)).toEqual(['begin', 'progress', 'report', 'sendBack', 'report', 'signOff'])
    const later = await taskStep(who.one, 1, { move: 'extend', dueOn: '2026-12-10', words: '部门排期' })
    expect(later.body.dueOn).toBe('2026-12-10')
    // The day comes near: its owner hears once, however often the job runs.
    const near = new Date('2026-12-08T01:12:00.000Z')
    for (let run = 0; run < 2; run++) await remindOfTasks(world.deps.db, near)
    expect((await heard(who.department)).filter((kind) => kind === 'decisionDue')).toHaveLength(1)
    expect((await heard(who.one)).filter((kind) => kind === 'decisionToSignOff')).toHaveLength(2)
    expect(await heard(who.three)).toEqual(expect.arrayContaining(['decisionSentBack', 'decisionSignedOff']))
    await taskStep(who.department, 1, { move: 'report', words: '要求已下发' })
    await taskStep(who.office, 1, { move: 'signOff' })
  })

  test('the next meeting opens with what is unfinished', async () => {
    const at = { startsAt: '2026-12-11T06:00:00.000Z', endsAt: '2026-12-11T07:00:00.000Z' }
    const next = await who.office.post('/api/meetings', { subdistrict, ...facts(), ...at })
    expect(next.body.unfinished.map((task: { title: string }) => task.title)).toEqual(['选好通风的户外场地'])
    const after = await who.office.get('/api/meeting-tasks?show=open')
    expect(after.body.rows).toHaveLength(1)
  })

  test('a topic that is put off waits for the next one', async () => {
    meetingId = (await who.office.get('/api/meetings?show=coming')).body.rows[0].id
    const own = await who.two.post('/api/topics', { areaCode: gridOfTwo, title: '晾衣绳', words: '占道' }, key())
    expect(own.status, own.text).toBe(201)
    expect((await who.one.post(`/api/topics/${own.body.id}/take`, { meetingId })).status).toBe(404)
    const lamps = [await world.report(), await world.report()]
    const fromCase: string[] = []
    const blown = await who.office.post(`/api/requests/${lamps[1]!.requestId}/whistles`, { kind: 'residentsUrge', title: '路灯', need: '一起来' })
    expect(blown.status, blown.text).toBe(201)
    // One from the case, one from the whistle that was blown for the other.
    for (const of of [{ requestId: lamps[0]!.requestId }, { whistleId: blown.body.id }]) {
      const raised = await who.office.post('/api/topics', { areaCode: subdistrict, title: '路灯', words: '常坏', ...of }, key())
      expect(raised.status, raised.text).toBe(201)
      await who.office.post(`/api/topics/${raised.body.id}/take`, { meetingId })
      fromCase.push(raised.body.id)
    }
    await who.office.post(`/api/topics/${own.body.id}/take`, { meetingId })
    await step(who.one, { move: 'announce' })
    world.clock.days(14)
    for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
    await step(who.one, { move: 'open' })
    await step(who.one, { move: 'attend' })
    await step(who.one, { move: 'decide', topicId: own.body.id, outcome: 'postponed', words: '先量一量' })
    await step(who.one, { move: 'decide', topicId: fromCase[0], outcome: 'agreed', words: '请王五换灯' })
    await step(who.one, { move: 'decide', topicId: fromCase[1], outcome: 'rejected', words: '不换' })
    // Whoever reported hears it on the case in plain words; the decision's own are for the minutes.
    for (const [index, words] of (['已经议定', '没有通过'] as const).entries()) {
      const { timeline } = (await world.anybody.get(`/api/follow/${lamps[index]!.followKey}`)).body
      expect(timeline.at(-1)).toMatchObject({ step: 'meeting', told: expect.stringContaining(words) })
      expect(JSON.stringify(timeline)).not.toMatch(/王五|不换/u)
    }
    const drafted = await step(who.one, { move: 'adjourn' })
    for (const words of ['一、以往议定事项办理情况', '共议定3项，已销号2项，未办结1项', '1．选好通风的户外场地', '缓议，下次会议再议'])
      expect(drafted.body.minutes.body).toContain(words)
    expect((await who.two.get('/api/topics?mine=true')).body.rows).toEqual([expect.objectContaining({ id: own.body.id, state: 'raised', reason: '先量一量' })])
    // One was there and forgets to confirm: after three days the chair settles it.
    world.clock.days(3)
    who.office = await signedIn(world, who.office.accountId!)
    expect((await step(who.office, { move: 'settle', words: '期满无异议' })).body.state).toBe('confirmed')
  })
})
