import { inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { personFields } from '../src/registry/data-dictionary.ts'
import { workExports } from '../src/registry/exports/move-export.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'officer' | 'office' | 'second', Caller>
let grid = ''
let household = ''

beforeAll(async () => {
  const building = world.places.buildings[0]!
  grid = building.gridCode
  who.officer = await world.as('gridOfficer', grid)
  who.office = await world.as('subdistrictStaff', subdistrict)
  who.second = await world.hire('subdistrictStaff', subdistrict)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await who.officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
  await enter({ name: '出口一', phone: '13900030001', birthDate: '1950-02-03', relation: 'self' })
  await enter({ name: '=cmd', phone: '13900030002' })
  await enter({ name: '幼苗外', birthDate: '2019-05-05', phone: '13900030003' })
  await enter({ name: '防控外', phone: '13900030004' }, 'epidemicControl')
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

async function enter(facts: object, recordedFor?: string): Promise<string> {
  const body = { householdId: household, source: 'visit', facts, ...(recordedFor && { recordedFor }) }
  return (await who.officer.post('/api/registry/people', body, { 'idempotency-key': newId() })).body.id
}
const basics = { kind: 'people', whole: false, purpose: 'gridService', reason: '核对台账', recipient: '网格办 李工' }
const ask = (more: object = {}, caller = who.office) =>
  caller.post('/api/registry/exports', { ...basics, area: grid, householdId: household, ...more }, { 'idempotency-key': newId() })
const move = (caller: Caller, id: string, name: string) => caller.post(`/api/registry/exports/${id}/moves`, { move: name, words: '同意' })
const take = (id: string, caller = who.office) => caller.send({ method: 'POST', url: `/api/registry/exports/${id}/downloads` })
const work = () => workExports(world.deps.db, world.deps.crypto, world.deps.clock)

/** The sheet's XML: the first entry of that name in the zip. */
async function sheetOf(id: string, caller = who.office): Promise<string> {
  const reply = await world.app.inject({
    method: 'POST',
    url: `/api/registry/exports/${id}/downloads`,
    headers: { cookie: `__Host-ejia=${caller.token}`, host: 'localhost:3000' },
  })
  expect(reply.statusCode, reply.body.slice(0, 200)).toBe(200)
  expect(reply.headers['content-disposition']).toContain('.xlsx')
  const zip = reply.rawPayload
  const name = 'xl/worksheets/sheet1.xml'
  const at = zip.indexOf(name)
  const extra = zip.readUInt16LE(at - 2)
  return inflateRawSync(zip.subarray(at + name.length + extra)).toString('utf8')
}
const cellsOf = (xml: string) => [...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map((match) => match[1])

test('a few masked rows come at once: marked, neutral, with no more than the dictionary lets go', async () => {
  const { body, status } = await ask()
  expect(status).toBe(201)
  // The campaign's record is not for everyday service.
  expect(body).toMatchObject({ state: 'ready', rows: 3, allowedMoves: ['withdraw', 'take'], fields: expect.not.arrayContaining(['idNumber']) })
  const xml = await sheetOf(body.id)
  const cells = cellsOf(xml)
  expect(cells[0]).toBe(`仅供 网格办 李工 用于网格服务，不得转发 · 导出号 ${body.number} · 2026-11-23 10:00 · 导出人 ${body.askedBy}`)
  expect(xml).toContain(`<oddFooter>&amp;L仅供 网格办 李工`)
  expect(cells).toEqual(expect.arrayContaining(['出**', '****0001', '19**', '未成年人']))
  for (const secret of ['出口一', '13900030001', '1950-02-03', '幼苗外', '0003', '2019', '防控', '0004', '<f>']) expect(xml, secret).not.toContain(secret)
  expect((await take(body.id)).body.code).toBe('link_expired')
})

test('whole values need a second person, whatever their number; the asker cannot be that person, in code or in the database', async () => {
  const { body } = await ask({ whole: true })
  expect(body).toMatchObject({ state: 'asked', allowedMoves: ['withdraw'] })
  expect((await take(body.id)).body.code).toBe('move_not_allowed')
  expect((await move(who.office, body.id, 'approve')).body.code).toBe('move_not_allowed')
  const set = (change: ReturnType<typeof sql>) => sql`update registry_exports set ${change} where id = ${body.id}`.execute(world.deps.db)
  await expect(set(sql`state = 'approved', decided_by = asked_by`)).rejects.toThrow(/two_people/)
  await expect(set(sql`state = 'ready', file_sealed = 'x', expires_at = now()`)).rejects.toThrow(/alone/)
  expect((await move(who.second, body.id, 'approve')).body).toMatchObject({ state: 'approved' })
  await work()
  // The one who approved does not get it.
  expect((await take(body.id, who.second)).body.code).toBe('move_not_allowed')
  const cells = cellsOf(await sheetOf(body.id))
  // A formula is text, and a child's values never leave.
  expect(cells).toEqual(expect.arrayContaining(['出口一', '13900030001', '1950-02-03', "'=cmd", '未成年人']))
  for (const secret of ['幼苗外', '13900030003', '13900030004']) expect(cells).not.toContain(secret)
})

test('the same file asked for many times at once is given once', async () => {
  const { body } = await ask()
  const replies = await Promise.all(Array.from({ length: 12 }, () => take(body.id)))
  expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, ...Array.from({ length: 11 }, () => 410)])
  const { rows } = await sql<{ left: boolean; destroyed: boolean }>`
    select x.file_sealed is not null as left, k.destroyed_at is not null as destroyed from registry_exports x join data_keys k on k.id = x.id where x.id = ${body.id}`.execute(
    world.deps.db,
  )
  expect(rows[0]).toEqual({ left: false, destroyed: true })
})

test('what nobody takes is destroyed after 72 hours, and before that no longer given', async () => {
  const { body } = await ask()
  world.clock.minutes(72 * 60)
  who.office = await signedIn(world, who.office.accountId!)
  expect((await take(body.id)).body.code).toBe('link_expired')
  await work()
  const { rows } = await sql`select from registry_exports where id = ${body.id} and state = 'expired' and file_sealed is null`.execute(world.deps.db)
  expect(rows).toHaveLength(1)
})

test('more than 50 masked rows in a day, at once or bit by bit, wait for a second person', async () => {
  for (let line = 0; line < 46; line++) await enter({ name: `多人${String.fromCharCode(0x4e8c + line)}` })
  const first = await ask()
  expect(first.body).toMatchObject({ state: 'ready', rows: 49 })
  expect((await who.office.get('/api/registry/exports')).body.rowsAlone).toBe(1)
  expect((await ask()).body.state).toBe('asked')
  expect((await ask({}, who.second)).body.state).toBe('ready')
  await enter({ name: '多人甲' })
  await enter({ name: '多人乙' })
  expect((await ask({}, await world.hire('subdistrictStaff', subdistrict))).body).toMatchObject({ state: 'asked', rows: 51 })
})

test('a download asks for a recent second factor; a field only goes for its purpose; nobody else sees it', async () => {
  world.clock.days(2)
  for (const name of ['office', 'second', 'officer'] as const) who[name] = await signedIn(world, who[name].accountId!)
  const { body } = await ask({ fields: ['phone'], whole: true })
  const wrong = await ask({ purpose: 'emergency', fields: ['sex'] })
  expect(wrong.body.details.issues[0]).toMatchObject({ path: ['fields'], rule: 'not_allowed_here' })
  expect((await ask({ fields: ['idNumber'] })).status).toBe(400)
  expect((await ask({ purpose: 'partyWork', fields: ['phone'] })).status).toBe(400)
  await move(who.second, body.id, 'approve')
  await work()
  world.clock.minutes(20)
  expect((await take(body.id)).body.code).toBe('second_factor_required')
  who.office = await signedIn(world, who.office.accountId!)
  expect((await take(body.id)).status).toBe(200)
  expect((await who.officer.get('/api/registry/exports')).status).toBe(403)
  expect((await world.hire('subdistrictStaff', '990101002').then((other) => take(body.id, other))).status).toBe(404)
})

test('each person of the list sees that they were looked at, and the log holds every step', async () => {
  const id = await enter({ name: '被看者', phone: '13900030077' })
  const resident = await world.resident()
  await sql`update persons set account_id = ${resident.accountId} where id = ${id}`.execute(world.deps.db)
  const { body } = await ask({ reason: '发放慰问品' }, await world.hire('subdistrictStaff', subdistrict))
  expect(body.state).toBe('asked')
  await move(who.second, body.id, 'approve')
  await work()
  const { record } = (await resident.get('/api/own/record')).body
  expect(record.looks).toEqual([
    expect.objectContaining({ role: 'subdistrictStaff', purpose: 'gridService', exported: true, reason: `${body.number}：发放慰问品` }),
  ])
  const { rows } = await sql<{ action: string }>`
    select distinct action from audit_events where action like 'registry.export.%' order by action`.execute(world.deps.db)
  expect(rows.map((row) => row.action)).toEqual(['approve', 'ask', 'expire', 'make', 'take'].map((what) => `registry.export.${what}`))
})

test('enterprises and resources leave masked', async () => {
  const enterprise = { basedOn: 0, source: 'visit', kind: 'enterprise', name: '出口公司', industry: '批发', gridCode: grid, address: '暖阳路 9 号' }
  const contact = { contactName: '章三丰', contactPhone: '13900030088' }
  await who.officer.send({ method: 'PUT', url: `/api/enterprises/${newId()}`, payload: { ...enterprise, ...contact } })
  await who.officer.send({ method: 'PUT', url: `/api/resources/${newId()}`, payload: { kind: 'skill', title: '会理发', detail: '找章三丰', gridCode: grid } })
  const another = await world.hire('subdistrictStaff', subdistrict)
  const listed = async (kind: string) => cellsOf(await sheetOf((await ask({ kind, area: grid, householdId: undefined }, another)).body.id, another))
  expect(await listed('enterprises')).toEqual(expect.arrayContaining(['出口公司', '章**', '****0088']))
  const resources = await listed('resources')
  expect(resources).toContain('会理发')
  expect(resources.join()).not.toContain('章三丰')
})

test('what the dictionary never lets go is not offered', async () => {
  const { fields } = (await who.office.get('/api/registry/exports')).body as { fields: { purpose: 'care'; fields: (keyof typeof personFields)[] }[] }
  expect(fields.length).toBeGreaterThan(3)
  for (const row of fields)
    for (const field of row.fields) {
      expect(personFields[field].exported).not.toBe('never')
      expect(personFields[field].purposes).toContain(row.purpose)
    }
})
