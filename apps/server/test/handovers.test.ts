import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openEndedHandovers } from '../src/handovers/end-with-handover.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

/** 交接: counted from the records, acknowledged by both, never a copy of anybody's data. */
const world = useWorld()
const who = {} as Record<'officer' | 'successor' | 'lead' | 'siblingLead' | 'office' | 'other', Caller>
let grid = ''
const name = '交接哨兵居民'
const text = '交接哨兵诉求内容'

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.siblingLead = await world.as('communityLead', world.places.communities[1]!.code)
  who.office = await world.as('subdistrictStaff', '990101001')
  who.successor = await world.as('gridOfficer', grid)
  who.officer = await world.hire('gridOfficer', grid)
  who.other = await world.as('gridOfficer', world.places.grids[1]!.code)
  for (let index = 0; index < 3; index++) await world.report({ place: { areaCode: grid }, name, phone: '13966660000', text: `${text}${index}` })
  const { body } = await who.officer.post('/api/captains', { buildingId: world.places.buildings[0]!.id, name: '楼长哨兵' })
  const neighbour = await world.resident()
  await neighbour.post(`/api/captain-invitations/${body.url.split('/').at(-1)}`, {})
  await who.officer.post(`/api/captains/${body.captainId}/tasks`, { kind: 'ask', words: '请问问三楼', days: 3 })
})
beforeEach(async () => {
  for (const one of Object.keys(who) as (keyof typeof who)[]) who[one] = await signedIn(world, who[one].accountId!)
})
const step = (by: Caller, id: string, body: object) => by.post(`/api/handovers/${id}/moves`, body)
const postOf = async (caller: Caller) =>
  (await sql<{ id: string }>`select id from assignments where account_id = ${caller.accountId}`.execute(world.deps.db)).rows[0]!.id
let id = ''

test('ending a post makes its pack at once, for the one who stays', async () => {
  expect((await who.office.post(`/api/assignments/${await postOf(who.officer)}/end`, { reason: '轮岗' })).status).toBe(200)
  const { rows } = (await who.officer.get('/api/handovers')).body
  expect(rows).toEqual([
    expect.objectContaining({ cause: 'post', state: 'open', waitingForMe: true, to: expect.objectContaining({ accountId: who.successor.accountId }) }),
  ])
  id = rows[0].id
  const told = (await who.successor.get('/api/my-messages')).body.rows
  expect(told).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'handoverWaits', link: `/handovers/${id}` })]))
  expect((await who.other.get(`/api/handovers/${id}`)).status).toBe(404)
  expect((await who.siblingLead.get(`/api/handovers/${id}`)).status).toBe(404)
})

test('it holds links and counts for who may open them, and nobody’s name or words', async () => {
  const receiving = await who.successor.get(`/api/handovers/${id}`)
  const counts = Object.fromEntries(receiving.body.items.map((item: { kind: string; count: number }) => [item.kind, item.count]))
  expect(counts).toMatchObject({ openCases: 3, captainTasks: 1 })
  expect(receiving.body.cases).toHaveLength(3)
  // Who left sees the numbers; the cases are not theirs to open any more.
  const leaving = await who.officer.get(`/api/handovers/${id}`)
  expect(leaving.body.items.find((item: { kind: string }) => item.kind === 'openCases').count).toBe(3)
  expect(leaving.body.cases).toEqual([])
  for (const reply of [receiving, leaving, await who.lead.get(`/api/handovers/${id}`)])
    for (const word of [name, text, '13966660000', '楼长哨兵']) expect(reply.text).not.toContain(word)
})

test('notes are free and sealed; both sides acknowledge, each for itself; then nothing moves', async () => {
  const note = '三号楼门禁卡在抽屉里'
  expect((await step(who.officer, id, { move: 'note', words: note })).status).toBe(200)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from handover_entries where encode(words_sealed, 'escape') like '%' || ${note} || '%'`.execute(world.deps.db)
  expect(rows[0]!.n).toBe(0)
  expect((await who.successor.get(`/api/handovers/${id}`)).text).toContain(note)
  expect((await step(who.officer, id, { move: 'receive' })).body.code).toBe('permission_denied')
  expect((await step(who.lead, id, { move: 'give' })).body.code).toBe('permission_denied')
  const given = await step(who.officer, id, { move: 'give' })
  expect(given.body).toMatchObject({ state: 'given', waitingForMe: false })
  expect(given.body.items.length).toBeGreaterThan(0)
  const done = await step(who.successor, id, { move: 'receive' })
  expect(done.body).toMatchObject({ state: 'done', items: [], allowedMoves: [] })
  // The numbers of that moment stay.
  expect(done.body.timeline.at(-1)).toMatchObject({ step: 'receive', counts: { openCases: 3, captainTasks: 1 } })
  expect((await step(who.successor, id, { move: 'note', words: '再补一句' })).body.code).toBe('move_not_allowed')
})

test('with nobody to receive, the lead names one; who cannot sign is signed for, with a reason', async () => {
  const secretary = await world.as('branchSecretary', grid)
  await who.office.post(`/api/assignments/${await postOf(secretary)}/end`, { reason: '退休' })
  const [row] = (await who.lead.get('/api/handovers?waitingForMe=true')).body.rows
  expect(row).toMatchObject({ to: null, waitingForMe: true })
  const opened = (await who.lead.get(`/api/handovers/${row.id}`)).body
  expect(opened.receivers.map((one: { accountId: string }) => one.accountId)).toContain(who.successor.accountId)
  expect((await step(who.lead, row.id, { move: 'name', accountId: who.siblingLead.accountId })).body.details.issues[0].rule).toBe('not_found')
  expect((await step(who.lead, row.id, { move: 'name', accountId: who.successor.accountId })).body.to.accountId).toBe(who.successor.accountId)
  expect((await step(who.lead, row.id, { move: 'standIn', words: '本人已离岗' })).body.state).toBe('given')
  expect((await step(who.successor, row.id, { move: 'receive' })).body.state).toBe('done')
  // Care is the trio's alone, its number too.
  const seen = await who.lead.get(`/api/handovers/${row.id}`)
  expect(seen.text).not.toContain('careReviews')
})

test('a post that ends by itself gets its pack too, once', async () => {
  const until = new Date(world.clock.now.getTime() + 60_000)
  const leaver = await world.hire('gridOfficer', grid, { to: until })
  world.clock.minutes(2)
  for (let run = 0; run < 2; run++) await openEndedHandovers(world.deps.db, world.deps.crypto, world.clock.now)
  expect((await leaver.get('/api/handovers')).body.total).toBe(1)
})

test('every pack a list returns opens, and the reverse', async () => {
  const { rows: all } = await sql<{ id: string }>`select id from handovers`.execute(world.deps.db)
  for (const caller of Object.values(who)) {
    const listed = (await caller.get('/api/handovers?show=all')).body.rows.map((row: { id: string }) => row.id) as string[]
    for (const row of all) expect((await caller.get(`/api/handovers/${row.id}`)).status === 200).toBe(listed.includes(row.id))
  }
})
