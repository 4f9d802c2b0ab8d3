import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { forgetNeedWords } from '../src/needs/forget-need-words.ts'
import { newId } from '../src/platform/ids.ts'
import { otherGrid, otherSubdistrict, useWorld, type Caller } from './test-world.ts'

/** Story A, step 2: the same need from many homes, for different reasons, becomes one pool. */
const world = useWorld()
const who = {} as Record<'instructor' | 'other' | 'lead' | 'office' | 'elsewhere' | 'elsewhereOffice', Caller>
let grids: string[] = []
let household = ''
let poolId = ''

const note = (by: Caller, body: object) =>
  by.post('/api/need-notes', { outcome: 'heard', heardOn: '2026-11-20', gridCode: grids[0], ...body }, { 'idempotency-key': newId() })

beforeAll(async () => {
  const building = world.places.buildings[0]!
  grids = [building.gridCode, world.places.grids.find((grid) => grid.code !== building.gridCode)!.code]
  who.instructor = await world.as('partyInstructor', grids[0]!)
  who.other = await world.as('gridOfficer', grids[1]!)
  who.lead = await world.as('communityLead', grids[0]!.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
  who.elsewhere = await world.hire('gridOfficer', otherGrid)
  who.elsewhereOffice = await world.hire('subdistrictStaff', otherSubdistrict)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await who.instructor.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
  await who.instructor.post('/api/registry/people', { householdId: household, source: 'visit', facts: { name: '钱奶奶' } }, { 'idempotency-key': newId() })
})

describe('a need that is heard', () => {
  test('begins a pool, and what comes after is led to it while typing', async () => {
    const first = await note(who.instructor, { title: '老人理发难', reason: '街边理发摊不来了', words: '钱奶奶两个月没理发', householdId: household })
    expect(first.status, first.text).toBe(201)
    poolId = first.body.pool.id
    expect(first.body.pool).toMatchObject({ title: '老人理发难', households: 1, state: 'gathering' })
    const likely = await who.other.get(`/api/need-pools/similar?text=${encodeURIComponent('想理发')}`)
    expect(likely.body.rows).toMatchObject([{ id: poolId, reasons: ['街边理发摊不来了'] }])
    expect((await who.other.get(`/api/need-pools/similar?text=${encodeURIComponent('下水道堵')}`)).body.rows).toEqual([])
  })

  test('joins with its count, its reason and its place; one household counts once', async () => {
    await note(who.instructor, { poolId, reason: '街边理发摊不来了', householdId: household })
    await note(who.instructor, { poolId, reason: '店里太挤不敢去', households: 3 })
    await note(who.other, { poolId, gridCode: grids[1], reason: '子女叮嘱少出门', households: 2, heardOn: '2026-11-23' })
    const { body } = await who.lead.get(`/api/need-pools/${poolId}`)
    expect(body).toMatchObject({ households: 6, notes: 4, grids: 2, firstHeardOn: '2026-11-20', lastHeardOn: '2026-11-23' })
    expect(body.reasons).toEqual([
      { words: '店里太挤不敢去', households: 3 },
      { words: '子女叮嘱少出门', households: 2 },
      { words: '街边理发摊不来了', households: 1 },
    ])
    expect(body.places.map((place: { area: { code: string }; households: number }) => [place.area.code, place.households]).toSorted()).toEqual(
      [
        [grids[0], 4],
        [grids[1], 2],
      ].toSorted(),
    )
  })

  test('a refusal is an outcome: no pool, no words asked', async () => {
    const refused = await note(who.instructor, { outcome: 'refused' })
    expect(refused.body).toMatchObject({ pool: null, note: { outcome: 'refused', reason: null } })
  })
})

describe('what the pool never holds', () => {
  test.each([
    ['a name of the household', { reason: '钱奶奶出不了门' }, 'reason'],
    ['a phone number', { reason: '请打１３９００００１２３４' }, 'reason'],
    ['a number in a title', { poolId: undefined, title: '联系13900001234' }, 'title'],
  ])('%s', async (_, body, field) => {
    const reply = await note(who.instructor, { poolId, householdId: household, ...body })
    expect(reply.body.details.issues).toEqual([expect.objectContaining({ path: [field], rule: 'not_allowed_here' })])
  })

  test('what was said is for the grid’s own team, sealed at rest, and goes after a year', async () => {
    const own = await who.instructor.get(`/api/need-pools/${poolId}`)
    expect(own.text).toContain('钱奶奶两个月没理发')
    for (const name of ['other', 'elsewhere', 'elsewhereOffice'] as const)
      for (const path of [`/api/need-pools/${poolId}`, '/api/need-pools?show=all', '/api/need-notes'])
        expect((await who[name].get(path)).text, `${name} ${path}`).not.toContain('钱奶奶')
    const { rows } = await sql<{ text: string }>`select n::text as text from need_notes n`.execute(world.deps.db)
    expect(rows.map((row) => row.text).join()).not.toContain('钱奶奶')
    expect(await forgetNeedWords(world.deps.db, new Date(world.clock.now.getTime() + 366 * 86_400_000))).toBe(1)
    expect((await who.instructor.get(`/api/need-pools/${poolId}`)).text).not.toContain('钱奶奶')
  })
})

describe('who may', () => {
  test('nobody notes outside their area, in the future, or for a household of another grid', async () => {
    const cases: [Caller, object, string, string][] = [
      [who.other, { gridCode: grids[0], title: '别处' }, 'gridCode', 'not_found'],
      [who.instructor, { heardOn: '2026-11-24', title: '明天' }, 'heardOn', 'in_the_future'],
      [who.instructor, { heardOn: '2026-05-01', title: '太久' }, 'heardOn', 'too_small'],
      [who.office, { gridCode: grids[1], title: '别格的户', householdId: household }, 'householdId', 'not_found'],
      [who.instructor, {}, 'title', 'required'],
      [who.instructor, { poolId: newId() }, 'poolId', 'not_found'],
    ]
    for (const [by, body, field, rule] of cases) {
      const reply = await note(by, body)
      expect(reply.body.details?.issues, JSON.stringify(body)).toEqual([expect.objectContaining({ path: [field], rule })])
    }
  })

  test('another subdistrict sees nothing of it', async () => {
    for (const name of ['elsewhere', 'elsewhereOffice'] as const) {
      expect((await who[name].get(`/api/need-pools/${poolId}`)).status).toBe(404)
      expect((await who[name].get('/api/need-pools?show=all')).body.rows).toEqual([])
    }
  })

  test('a note is taken back by who wrote it', async () => {
    const made = await note(who.other, { poolId, gridCode: grids[1], reason: '记错了', households: 9 })
    const path = `/api/need-notes/${made.body.note.id}/withdrawal`
    expect((await who.office.post(path)).status).toBe(404)
    expect((await who.other.post(path)).body.pool.households).toBe(6)
    expect((await who.other.post(path)).status).toBe(404)
  })
})

test('two pools that say the same become one, which ends when the need is met', async () => {
  const twin = (await note(who.other, { title: '想理发没处去', gridCode: grids[1], reason: '不知道哪家开门', households: 2 })).body.pool.id as string
  expect((await who.other.post(`/api/need-pools/${twin}/merge`, { intoId: poolId })).body.code).toBe('permission_denied')
  expect((await who.instructor.post(`/api/need-pools/${twin}/merge`, { intoId: twin })).body.details.issues[0].rule).toBe('not_found')
  const merged = await who.instructor.post(`/api/need-pools/${twin}/merge`, { intoId: poolId })
  expect(merged.body).toMatchObject({ id: poolId, households: 8 })
  expect((await who.other.get(`/api/need-pools/${twin}`)).body).toMatchObject({ state: 'merged', mergedInto: poolId, households: 0, allowedMoves: [] })
  expect((await note(who.other, { poolId: twin, gridCode: grids[1] })).body.code).toBe('move_not_allowed')
  const ended = await who.lead.post(`/api/need-pools/${poolId}/end`, { outcome: 'met', words: '每月十六号义剪' })
  expect(ended.body).toMatchObject({ state: 'met', ended: { words: '每月十六号义剪' } })
  expect((await who.lead.post(`/api/need-pools/${poolId}/end`, { outcome: 'dropped', words: '再来' })).body.code).toBe('move_not_allowed')
  expect((await who.lead.get('/api/need-pools')).body.rows).toEqual([])
  expect((await who.lead.get(`/api/need-pools?show=ended&text=${encodeURIComponent('理发')}`)).body.total).toBe(2)
})
