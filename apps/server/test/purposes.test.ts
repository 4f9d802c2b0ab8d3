import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { nameTokens } from '../src/registry/name-tokens.ts'
import { blindIndexOf } from '../src/registry/people/person-values.ts'
import { destroyForEndedPurposes } from '../src/registry/purposes/destroy-for-purpose.ts'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { findInDatabase, findInFiles } from './residue.ts'
import { putFile } from './upload.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
const who = {} as Record<'officer' | 'office' | 'second', Caller>
let household = ''
let address = ''
const campaign = 'epidemicControl'

beforeAll(async () => {
  const building = world.places.buildings[0]!
  who.officer = await world.as('gridOfficer', building.gridCode)
  who.office = await world.as('subdistrictStaff', subdistrict)
  who.second = await world.hire('subdistrictStaff', subdistrict)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  household = (await who.officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
  address = (await who.officer.get(`/api/registry/households/${household}`)).body.address
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
})

async function enter(facts: object, recordedFor?: string): Promise<string> {
  const body = { householdId: household, source: 'visit', facts, ...(recordedFor && { recordedFor }) }
  const reply = await who.officer.post('/api/registry/people', body, { 'idempotency-key': newId() })
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}

async function correct(id: string, facts: object, recordedFor?: string) {
  const { version } = (await who.officer.get(`/api/registry/people/${id}`)).body
  return who.officer.post(`/api/registry/people/${id}/facts`, { basedOn: version, source: 'visit', facts, ...(recordedFor && { recordedFor }) })
}

const purposesOf = async (id: string, field: string): Promise<string[] | undefined> =>
  (await who.officer.get(`/api/registry/people/${id}`)).body.facts.find((one: { field: string }) => one.field === field)?.purposes
const find = async (text: string) => (await who.officer.post('/api/registry/searches', { text })).body.people as { id: string }[]
const work = () => destroyForEndedPurposes(world.deps.db, world.deps.crypto, world.deps.clock)

test('a value knows for what it was told, and nothing becomes wider unless it is said', async () => {
  const id = await enter({ name: '途一' })
  expect(await purposesOf(id, 'name')).toContain('gridService')
  expect((await correct(id, { phone: '13900020001' }, campaign)).status).toBe(200)
  expect(await purposesOf(id, 'phone')).toEqual([campaign])
  await correct(id, { phone: '13900020002' })
  expect(await purposesOf(id, 'phone')).toEqual([campaign])
  await who.officer.post(`/api/registry/people/${id}/confirmations`, { source: 'visit', fields: ['phone'] })
  expect(await purposesOf(id, 'phone')).toEqual([campaign])
  // Told for a campaign alone it is not shown for anything else.
  const reveal = async (purpose: string) => (await who.officer.post(`/api/registry/people/${id}/reveals`, { purpose, reason: '联系' })).body
  expect((await reveal('gridService')).phone).toBeNull()
  expect((await reveal(campaign)).phone).toBe('13900020002')
  await correct(id, { phone: '13900020002' }, 'everyday')
  expect(await purposesOf(id, 'phone')).toEqual(expect.arrayContaining([campaign, 'gridService']))
  // What a campaign has no purpose for is not told for it, and an ID tells no more than itself.
  expect((await correct(id, { sex: 'female' }, campaign)).body.details.issues[0].path).toEqual(['facts', 'sex'])
  const only = await enter({ name: '途二', idNumber: { kind: 'citizenId', number: '11010519491231002X' } }, campaign)
  expect((await who.officer.get(`/api/registry/people/${only}`)).body).toMatchObject({ sex: null, birthYear: null, idEnding: '2X' })
  const child = await enter({ name: '途三', idNumber: { kind: 'citizenId', number: '110105202001010031' } }, campaign)
  expect((await who.officer.get(`/api/registry/people/${child}`)).body).toMatchObject({ isMinor: true, maskedName: '未成年人' })
  // A merge takes over what the other knew for as much as it was told for.
  const [kept, other] = [await enter({ name: '途四' }), await enter({ name: '途四' })]
  await correct(other, { phone: '13900020009' }, campaign)
  await who.officer.post(`/api/registry/people/${kept}/merges`, { otherId: other, reason: '同一人' })
  expect(await purposesOf(kept, 'phone')).toEqual([campaign])
})

test('a purpose ends: previewed, approved by another, destroyed with all its traces, certified; the rest stays', async () => {
  const { db, crypto } = world.deps
  const secret = { name: '哨兵壬卯', phone: '13977771234', id: 'SENT4444Y', oldPhone: '13977775678', imported: '哨兵申酉', importedPhone: '13977779012' }
  // Kept for the campaign alone, one in touch with everyday life as well, and one with everything of both.
  const whole = await enter({ name: secret.name, phone: secret.phone, idNumber: { kind: 'passport', number: secret.id } }, campaign)
  const stays = await enter({ name: '留下甲', sex: 'male' })
  await correct(stays, { phone: secret.oldPhone }, campaign)
  await correct(stays, { phone: '13977770001', name: '留下乙' }, campaign)
  const shared = await enter({ name: '共用丙', phone: '13900021111' })
  const csv = Buffer.from(`姓名,住址,手机号\n${secret.imported},${address},${secret.importedPhone}`)
  const put = await putFile(who.office, '/api/imports', 'file', 'a.csv', csv, { subdistrict, recordedFor: campaign })
  expect(put.body, put.text).toMatchObject({ recordedFor: campaign })
  await workImports(db, crypto, world.deps.clock)
  await who.office.post(`/api/imports/${put.body.id}/apply`)
  await workImports(db, crypto, world.deps.clock)
  const [imported] = await find(secret.importedPhone)
  expect(imported).toBeDefined()

  const indexes = [secret.phone, secret.oldPhone, '13977770001', secret.importedPhone].map((phone) => blindIndexOf(crypto, subdistrict, 'phone', phone))
  indexes.push(blindIndexOf(crypto, subdistrict, 'idNumber', secret.id))
  const { rows: sealed } = await sql<{ sealed: Buffer }>`
    select sealed from person_secrets where person_id = any(${[whole, stays, imported!.id]}::uuid[])
    union all select cells_sealed from import_rows where import_id = ${put.body.id} union all select before_sealed from person_changes where person_id = ${stays} and before_sealed is not null`.execute(
    db,
  )
  const tokens = [...(await nameTokens(subdistrict, secret.name)), ...(await nameTokens(subdistrict, secret.imported))]
  const needles = [
    ...Object.values(secret),
    '13977770001',
    ...indexes,
    ...sealed.map((row) => row.sealed),
    ...tokens.filter((token) => /[壬卯申酉]/.test(token)),
  ]
  expect((await findInDatabase(db, indexes)).length).toBeGreaterThan(3)

  const preview = (await who.office.get(`/api/purposes/${campaign}/preview?subdistrict=${subdistrict}`)).body
  const phones = preview.values.find((row: { field: string }) => row.field === 'phone')
  expect(phones).toMatchObject({ grid: { code: world.places.buildings[0]!.gridCode } })
  expect(preview).toMatchObject({ importFiles: 1 })
  const asked = await who.office.post(`/api/purposes/${campaign}/endings`, { subdistrict, reason: '疫情防控结束' })
  expect(asked.body).toMatchObject({ state: 'asked', allowedMoves: ['withdraw'] })
  expect((await who.second.post(`/api/purposes/${campaign}/endings`, { subdistrict, reason: '再来一次' })).body.code).toBe('conflict')
  const move = (caller: Caller, name: string) => caller.post(`/api/purpose-endings/${asked.body.id}/moves`, { move: name, words: '同意' })
  // Nobody approves their own asking: not by the route, and not in the database.
  expect((await move(who.office, 'approve')).body.code).toBe('move_not_allowed')
  await expect(
    sql`update purpose_endings set state = 'approved', decided_by = asked_by, decided_at = now() where id = ${asked.body.id}`.execute(db),
  ).rejects.toThrow(/two_people/)
  expect((await move(who.officer, 'approve')).status).toBe(403)
  expect((await move(who.second, 'approve')).body.state).toBe('approved')
  // From now on nothing more is told or shown for it.
  expect((await correct(stays, { phone: '13977770002' }, campaign)).body.details.issues[0].path).toEqual(['recordedFor'])
  expect((await who.officer.post(`/api/registry/people/${stays}/reveals`, { purpose: campaign, reason: '联系' })).status).toBe(400)

  expect(await work()).toBe(1)
  expect(await work()).toBe(0)
  expect(await findInDatabase(db, needles)).toEqual([])
  expect(findInFiles(world.filesFolder, needles)).toEqual([])
  const certificate = (await who.office.get(`/api/purpose-endings/${asked.body.id}`)).body
  expect(certificate).toMatchObject({ state: 'ended', askedBy: expect.any(String), decidedBy: expect.any(String) })
  const count = (rows: { field: string; count: number }[], field: string) => rows.find((row) => row.field === field)?.count
  const goes = (field: string) =>
    preview.values.filter((row: { field: string }) => row.field === field).reduce((sum: number, row: { go: number }) => sum + row.go, 0)
  // The preview told the truth.
  for (const field of ['name', 'phone', 'idNumber', 'residence']) expect(count(certificate.destroyed.values, field) ?? 0, field).toBe(goes(field))
  expect(certificate.destroyed).toMatchObject({ people: preview.people, importRows: 1 })
  expect(certificate.destroyed.history).toBeGreaterThan(0)
  const { rows: heads } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from audit_events where subdistrict = ${subdistrict} and seq = ${certificate.chain.seq}`.execute(db)
  expect(certificate.chain.hash).toBe(heads[0]!.hash)

  for (const id of [whole, imported!.id]) expect((await who.officer.get(`/api/registry/people/${id}`)).body.endedAt ?? 'gone').not.toBeNull()
  for (const text of [secret.phone, secret.importedPhone, secret.oldPhone, '13977770001']) expect(await find(text)).toEqual([])
  const left = (await who.officer.get(`/api/registry/people/${stays}`)).body
  expect(left).toMatchObject({ maskedName: '留**', sex: 'male', phoneEnding: null, endedAt: null })
  expect(left.history[0]).toMatchObject({ change: 'purposeEnded', fields: ['phone'] })
  expect(await purposesOf(shared, 'phone')).toContain('gridService')
  expect(await purposesOf(shared, 'phone')).not.toContain(campaign)
  expect(await find('13900021111')).toHaveLength(1)
  // The history of what stays is whole: the old name comes back out of it.
  const { rows: keys } = await sql<{
    n: number
  }>`select count(*)::int as n from data_keys where id = any(${[whole, imported!.id, put.body.id]}::uuid[]) and destroyed_at is not null`.execute(db)
  expect(keys[0]!.n).toBe(3)

  // A value that a restore, or a slow writer, brings back goes with the next sweep.
  await sql`update persons set facts = jsonb_set(facts, '{phone,purposes}', '["epidemicControl"]') where id = ${shared}`.execute(db)
  await destroyForEndedPurposes(db, crypto, world.deps.clock, true)
  expect(await find('13900021111')).toEqual([])

  // A later campaign starts anew.
  expect((await move(who.second, 'restart')).body.restartedBy).not.toBeNull()
  expect((await correct(stays, { phone: '13977770003' }, campaign)).status).toBe(200)
})

test('an asking is declined or taken back, and then asked again', async () => {
  const ask = async () => (await who.office.post(`/api/purposes/${campaign}/endings`, { subdistrict, reason: '试试' })).body.id
  const move = (caller: Caller, id: string, name: string) => caller.post(`/api/purpose-endings/${id}/moves`, { move: name, words: '再等等' })
  const first = await ask()
  expect((await move(who.second, first, 'withdraw')).body.code).toBe('move_not_allowed')
  expect((await move(who.second, first, 'decline')).body.state).toBe('declined')
  const second = await ask()
  expect((await move(who.office, second, 'withdraw')).body.state).toBe('withdrawn')
  expect((await move(who.second, second, 'approve')).body).toMatchObject({ code: 'move_not_allowed' })
  expect(await work()).toBe(0)
})
